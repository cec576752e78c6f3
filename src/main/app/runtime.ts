/** The oldest Electron with security fixes at the time of this version. */
const supportedElectron = 45
/** The npm package's database addon keeps references to strings, which came with Node-API 10. */
const addonNodeApi = 10

const major = (version: string | undefined): number => Number.parseInt(version ?? '0', 10)

/** The packaged addon does not load here: this runtime needs another build. */
export const needsOldAddon = (versions: NodeJS.ProcessVersions = process.versions): boolean =>
  major(versions['napi']) < addonNodeApi

/** An out-of-support runtime: for evaluating the app, never for real sources. */
export const isEvaluationRuntime = (versions: NodeJS.ProcessVersions = process.versions): boolean =>
  major(versions['electron']) < supportedElectron || needsOldAddon(versions)

/**
 * V8 flags of the vault process.
 *
 * A young heap of 4 MB in place of up to 64: an import or export of thousands of reports takes half
 * as much memory at its highest, in about the same time (ADR 0027).
 */
export const vaultFlags = ['--max-semi-space-size=4']
