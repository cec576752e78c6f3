/** The first Electron that gets security fixes when this version was made. */
const supportedElectron = 45
/** The database addon of the npm package keeps references to strings, which came with Node-API 10. */
const addonNodeApi = 10

const major = (version: string | undefined): number => Number.parseInt(version ?? '0', 10)

/** The packaged addon does not load here: another build of it is needed. */
export const needsOldAddon = (versions: NodeJS.ProcessVersions = process.versions): boolean =>
  major(versions['napi']) < addonNodeApi

/** An out-of-support runtime, good enough to look at the app and never for real sources. */
export const isEvaluationRuntime = (versions: NodeJS.ProcessVersions = process.versions): boolean =>
  major(versions['electron']) < supportedElectron || needsOldAddon(versions)
