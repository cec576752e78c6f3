import { app } from 'electron'
import { lstatSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { DecoderKind } from '../vault/control.ts'
import type { WorkerPaths } from '../vault/session/worker-paths.ts'

const profilePattern = /^understory-(\d+)-[A-Za-z0-9]{6}$/

const isRunning = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch (cause) {
    return (cause as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** Removes profiles whose process was killed before it could remove them. */
const sweep = (): void => {
  // Windows has no user numbers, and a temporary folder for each user.
  const user = process.getuid?.()
  for (const name of readdirSync(tmpdir())) {
    const pid = Number(profilePattern.exec(name)?.[1] ?? process.pid)
    if (pid === process.pid || isRunning(pid)) continue
    try {
      const path = join(tmpdir(), name)
      const stat = lstatSync(path)
      const isOurs = user === undefined || stat.uid === user
      if (stat.isDirectory() && isOurs) rmSync(path, { recursive: true })
    } catch {
      // Belongs to another user, or is already removed.
    }
  }
}

/** Variables that Linux desktop libraries get from us, and their original values. */
const desktopFolders = ['XDG_DATA_HOME', 'TMPDIR'] as const
const given = new Map(desktopFolders.map((name) => [name, process.env[name]]))

/**
 * GTK records every chosen file in `recently-used.xbel` of the data folder, whatever options the
 * dialog has: so it gets a data folder that is not writable. A print job is in clear in a temporary
 * file until the printer has it: that file is in the profile and is removed with it.
 */
const takeDesktopFolders = (profile: string): void => {
  const data = join(profile, 'data')
  mkdirSync(data, { mode: 0o500 })
  process.env['XDG_DATA_HOME'] = data
  process.env['TMPDIR'] = profile
}

/** For a process that replaces this one: this process's profile will be removed. */
export const giveDesktopFoldersBack = (): void => {
  for (const [name, value] of given) {
    if (value === undefined) delete process.env[name]
    else process.env[name] = value
  }
}

/**
 * Electron creates a session on the disk at the start, which no window of ours uses. Each Chromium
 * version adds files to it: caches, databases, dictionaries. Its folder is one that cannot be
 * created, so there are none, also in later versions. On Linux that is a name in /proc, because
 * Chromium recreates a folder of ours after we remove it at exit. On macOS it is a folder closed to
 * writing, and on Windows an ordinary one.
 */
const sessionFolder = (profile: string): string => {
  if (process.platform === 'linux') return '/proc/understory-session'
  const folder = join(profile, 'session')
  mkdirSync(folder, { mode: 0o500 })
  return folder
}

/**
 * Gives Chromium a profile for the lifetime of this process: a new 0700 folder, removed at exit. It
 * never holds content (the session is in memory) except print jobs; Chromium requires a profile.
 * Must run before the app is ready.
 */
export const takeEphemeralProfile = (): void => {
  sweep()
  const profile = mkdtempSync(join(tmpdir(), `understory-${process.pid}-`))
  for (const name of ['userData', 'crashDumps'] as const) app.setPath(name, profile)
  app.setPath('sessionData', sessionFolder(profile))
  app.setAppLogsPath(profile)
  if (process.platform === 'linux') takeDesktopFolders(profile)
  process.on('exit', () => rmSync(profile, { recursive: true, force: true }))
}

/**
 * The vault folder: `--vault=PATH`, the launcher's UNDERSTORY_VAULT, or `Understory` in the home
 * folder. The last one is not stored.
 */
export const vaultFolder = (argv: readonly string[], given: string | undefined): string => {
  const argument = argv.filter((each) => each.startsWith('--vault=')).at(-1)
  const path = argument?.slice('--vault='.length) ?? given
  return path === undefined ? join(app.getPath('home'), 'Understory') : resolve(path)
}

const built = (...names: readonly string[]): string => join(app.getAppPath(), 'out', ...names)

export const builtPaths = {
  preload: () => built('preload', 'index.cjs'),
  renderer: () => built('renderer'),
  rendererManifest: () => built('renderer-manifest.json'),
  vaultProcess: () => built('main', 'vault-process.cjs'),
  decoder: (kind: DecoderKind) => ({
    folder: built(kind),
    manifest: built(`${kind}-manifest.json`),
  }),
  decoderPreload: () => built('preload', 'decoder-port.cjs'),
  fonts: () => built('fonts'),
  workers: (): WorkerPaths => ({
    kdf: built('main', 'kdf-worker.cjs'),
    age: built('main', 'age-worker.cjs'),
    lint: built('main', 'lint-worker.cjs'),
    verify: built('main', 'verify-worker.cjs'),
  }),
  /** The addon for runtimes with an older Node-API; see `runtime.ts`. */
  oldAddon: () => built('native', 'better_sqlite3_napi9.node'),
}
