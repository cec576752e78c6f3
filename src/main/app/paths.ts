import { app } from 'electron'
import { lstatSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
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

/** Profiles whose process was killed before it could remove them. */
const sweep = (): void => {
  for (const name of readdirSync(tmpdir())) {
    const pid = Number(profilePattern.exec(name)?.[1] ?? process.pid)
    if (pid === process.pid || isRunning(pid)) continue
    try {
      const path = join(tmpdir(), name)
      const stat = lstatSync(path)
      if (stat.isDirectory() && stat.uid === process.getuid?.()) rmSync(path, { recursive: true })
    } catch {
      // Somebody else's, or gone already.
    }
  }
}

/** What the libraries of a Linux desktop are told, and what they would be told without us. */
const desktopFolders = ['XDG_DATA_HOME', 'TMPDIR'] as const
const given = new Map(desktopFolders.map((name) => [name, process.env[name]]))

/**
 * GTK notes every file that is chosen in `recently-used.xbel` of the data folder, whatever the dialog
 * is told: it gets a data folder in which nothing can be written. What is printed goes in clear to a
 * temporary file, until the printer has it: that lies in the profile, and goes with it.
 */
const takeDesktopFolders = (profile: string): void => {
  const data = join(profile, 'data')
  mkdirSync(data, { mode: 0o500 })
  process.env['XDG_DATA_HOME'] = data
  process.env['TMPDIR'] = profile
}

/** For whatever this process starts in its place: its own profile will be gone. */
export const giveDesktopFoldersBack = (): void => {
  for (const [name, value] of given) {
    if (value === undefined) delete process.env[name]
    else process.env[name] = value
  }
}

/**
 * Electron makes a session on the disk at the start, which no window of ours uses. Each Chromium has
 * more files for it: caches, databases, dictionaries. Its folder is one that cannot be made, so there
 * are none, whatever a later version adds. On Linux that is a name in /proc, because Chromium makes a
 * folder of ours again after we remove it at exit. On macOS it is a folder closed to writing, and on
 * Windows an ordinary one.
 */
const sessionFolder = (profile: string): string => {
  if (process.platform === 'linux') return '/proc/understory-session'
  const folder = join(profile, 'session')
  mkdirSync(folder, { mode: 0o500 })
  return folder
}

/**
 * Gives Chromium a profile that lives as long as this process: a fresh 0700 folder, removed at exit.
 * Nothing of content is ever in it (the session is in memory) but what waits for a printer; it is what
 * Chromium insists on. Must run before the app is ready.
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

/** The vault folder: `--vault=PATH`, or `Understory` in the home folder. Nothing remembers the last one. */
export const vaultFolder = (argv: readonly string[]): string => {
  const argument = argv.filter((each) => each.startsWith('--vault=')).at(-1)
  return argument === undefined
    ? join(app.getPath('home'), 'Understory')
    : resolve(argument.slice('--vault='.length))
}

const built = (...names: readonly string[]): string => join(app.getAppPath(), 'out', ...names)

export const builtPaths = {
  preload: () => built('preload', 'index.cjs'),
  renderer: () => built('renderer'),
  rendererManifest: () => built('renderer-manifest.json'),
  vaultProcess: () => built('main', 'vault-process.cjs'),
  imageProcess: () => built('main', 'image-process.cjs'),
  pdfPage: () => built('pdf'),
  pdfManifest: () => built('pdf-manifest.json'),
  pdfPreload: () => built('preload', 'pdf-port.cjs'),
  fonts: () => built('fonts'),
  workers: (): WorkerPaths => ({
    kdf: built('main', 'kdf-worker.cjs'),
    age: built('main', 'age-worker.cjs'),
    lint: built('main', 'lint-worker.cjs'),
  }),
  /** The addon for runtimes with an older Node-API; see `runtime.ts`. */
  oldAddon: () => built('native', 'better_sqlite3_napi9.node'),
}
