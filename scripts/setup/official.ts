import {
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { cache, nodeModules } from './paths.ts'
import { executableInDist } from './platform.ts'
import { log, seconds, Stop } from './log.ts'
import { unfinished } from './unfinished.ts'

/** No first byte, or no further byte, within this time: the machine cannot reach the release site. */
const silenceMs = 5_000
/** A download that does move may take this long in all. */
const totalMs = 180_000
/** How long a failed attempt is remembered, so that later runs do not wait again. */
const rememberMs = 24 * 60 * 60 * 1000

const electronPackage = join(nodeModules, 'electron', 'package.json')

/** The version that package-lock.json pins. */
export const pinnedVersion = (): string =>
  (JSON.parse(readFileSync(electronPackage, 'utf8')) as { version: string }).version

/**
 * The two packages that Electron's own installer uses, taken from where *it* finds them.
 * The `electron` module itself is never imported: importing it starts a download without a limit.
 */
type Get = {
  readonly downloadArtifact: (options: Record<string, unknown>) => Promise<string>
}
type ExtractZip = {
  readonly extract: (zip: string, options: { dir: string }) => Promise<void>
}
const load = async <T>(name: string): Promise<T> =>
  (await import(pathToFileURL(createRequire(electronPackage).resolve(name)).href)) as T

const download = async (version: string, target: string): Promise<void> => {
  const { downloadArtifact } = await load<Get>('@electron/get')
  const { extract } = await load<ExtractZip>('@electron-internal/extract-zip')
  const stop = new AbortController()
  const total = setTimeout(() => stop.abort(), totalMs)
  let silence = setTimeout(() => stop.abort(), silenceMs)
  const half = unfinished(target)
  const moved = (): void => {
    clearTimeout(silence)
    silence = setTimeout(() => stop.abort(), silenceMs)
  }
  try {
    const checksums = JSON.parse(
      readFileSync(join(dirname(electronPackage), 'checksums.json'), 'utf8'),
    ) as object
    const zip = await downloadArtifact({
      version,
      artifactName: 'electron',
      platform: process.platform,
      arch: process.arch,
      checksums,
      downloadOptions: {
        quiet: true,
        signal: stop.signal,
        getProgressCallback: () => Promise.resolve(moved()),
      },
    })
    clearTimeout(silence)
    rmSync(half, { recursive: true, force: true })
    mkdirSync(half, { recursive: true })
    await extract(zip, { dir: half })
    renameSync(half, target)
  } finally {
    rmSync(half, { recursive: true, force: true })
    clearTimeout(total)
    clearTimeout(silence)
  }
}

/** Errors of the connection, by their codes. Node has many others that begin with `ERR_`. */
const network =
  /^(E(NOTFOUND|CONN|TIMEDOUT|AI_AGAIN|NETUNREACH|HOSTUNREACH|PIPE|PROTO)|UND_ERR_|ERR_(TLS|SSL)_|CERT_|(DEPTH_ZERO_)?SELF_SIGNED_CERT|UNABLE_TO_)/

/** The release site was not reached or did not answer; not: what it sent is damaged, or the disk is full. */
export const isUnreachable = (cause: unknown): boolean => {
  if (!(cause instanceof Error)) return false
  const { code } = cause as { readonly code?: unknown }
  return typeof code === 'string'
    ? network.test(code)
    : /^(AbortError|TimeoutError|HTTPError)$/.test(cause.name)
}

/**
 * The folder of the official Electron of the pinned version, or undefined where it cannot be
 * fetched within seconds. Looks first for one that the user installed with `npx install-electron`.
 */
export const officialRuntime = async (): Promise<string | undefined> => {
  const version = pinnedVersion()
  const installed = join(nodeModules, 'electron', 'dist')
  const target = join(cache, 'electron', `official-${version}`)
  const ready = [installed, target].find((dir) => existsSync(join(dir, executableInDist())))
  if (ready !== undefined) return ready

  const refused = join(cache, 'electron', `official-${version}.unreachable`)
  if (existsSync(refused) && Date.now() - statSync(refused).mtimeMs < rememberMs) {
    log(
      'electron',
      `official ${version}: could not be downloaded earlier; delete .cache/electron to try again`,
    )
    return undefined
  }
  log(
    'electron',
    `official ${version}: trying to download it (gives up after ${String(silenceMs / 1000)} s of silence)`,
  )
  const since = Date.now()
  try {
    await download(version, target)
    log('electron', `downloaded and checked in ${seconds(since)}`)
    return target
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
    const { code, name } = cause as { code?: unknown; name?: string }
    const reason = typeof code === 'string' ? code : (name ?? 'unknown')
    // Something came, and it was wrong or had no room: another Electron must not take its place in silence.
    if (!isUnreachable(cause))
      throw new Stop(
        `Electron ${version} was downloaded but not installed: ${String(cause)}. Nothing was left behind. Check the free disk space, then run "npm run setup" again.`,
      )
    log('electron', `official ${version}: not to be had here (${reason}, ${seconds(since)})`)
    mkdirSync(dirname(refused), { recursive: true })
    writeFileSync(refused, '')
    return undefined
  }
}
