import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { evaluationRuntime, evaluationSupported, evaluationVersion } from './evaluation.ts'
import { officialRuntime, pinnedVersion } from './official.ts'
import { executableInDist } from './platform.ts'
import { log, Stop } from './log.ts'

export type Runtime = {
  readonly kind: 'override' | 'official' | 'evaluation'
  readonly version: string
  /** The unpacked distribution. */
  readonly dir: string
  readonly executable: string
  /**
   * True where the SQLite addon for Node-API 9 is needed; such a runtime is not for real sources.
   */
  readonly evaluation: boolean
}

/** Electron 45 is the oldest release that this project supports with real data. */
const oldestSupportedMajor = 45
/** The oldest Electron that the code runs on at all: Node 20.18, Chromium 130. */
const oldestRunnableMajor = 33

const runtimeAt = (kind: Runtime['kind'], dir: string, version: string): Runtime => ({
  kind,
  version,
  dir,
  executable: join(dir, executableInDist()),
  evaluation: Number.parseInt(version, 10) < oldestSupportedMajor,
})

/**
 * A distribution names its version in the file `version`; without one, the pinned version is
 * assumed.
 */
const versionOf = (dir: string): string => {
  const file = join(dir, 'version')
  return existsSync(file) ? readFileSync(file, 'utf8').trim().replace(/^v/, '') : pinnedVersion()
}

const choose = async (): Promise<Runtime> => {
  const override = process.env['ELECTRON_OVERRIDE_DIST_PATH']
  if (override !== undefined && override !== '') {
    const dir = resolve(override)
    if (!existsSync(join(dir, executableInDist())))
      throw new Stop(
        `ELECTRON_OVERRIDE_DIST_PATH is set, but there is no ${executableInDist()} in ${dir}.`,
      )
    const version = versionOf(dir)
    if (Number.parseInt(version, 10) < oldestRunnableMajor)
      throw new Stop(
        `ELECTRON_OVERRIDE_DIST_PATH is Electron ${version}; set it to Electron ${String(oldestRunnableMajor)} or newer.`,
      )
    return runtimeAt('override', dir, version)
  }
  const wanted = process.env['UNDERSTORY_RUNTIME']
  if (wanted !== 'evaluation') {
    const official = await officialRuntime()
    if (official !== undefined) return runtimeAt('official', official, pinnedVersion())
  }
  if (wanted === 'official' || !evaluationSupported()) {
    throw new Stop(
      `Electron ${pinnedVersion()} could not be downloaded. On a machine that reaches Electron's release site run "npx install-electron", ` +
        'or unpack a distribution by hand and set ELECTRON_OVERRIDE_DIST_PATH to its folder.',
    )
  }
  return runtimeAt('evaluation', await evaluationRuntime(), evaluationVersion)
}

/**
 * Finds an Electron to run, in this order: ELECTRON_OVERRIDE_DIST_PATH, the official
 * one of the pinned version, the evaluation runtime. UNDERSTORY_RUNTIME=official|evaluation narrows it.
 */
export const resolveRuntime = async (): Promise<Runtime> => {
  const runtime = await choose()
  log(
    'electron',
    `using the ${runtime.kind} runtime, Electron ${runtime.version}${runtime.evaluation ? ' (for evaluation and tests only: never for real sources)' : ''}`,
  )
  return runtime
}
