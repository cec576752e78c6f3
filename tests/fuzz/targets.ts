import type { FuzzTarget } from './fuzz-target.ts'

/**
 * The fuzzed parsers by name. Each is loaded alone: coverage takes longer, the more code there is.
 * `sodiumReady` comes first.
 */
export const fuzzTargets: Readonly<Record<string, () => Promise<FuzzTarget>>> = {
  header: async () => (await import('./header-target.ts')).headerTarget(),
  bundle: async () => {
    const { corpusSigner } = await import('./signed-targets.ts')
    return (await import('./bundle-target.ts')).bundleTarget(corpusSigner())
  },
  'backup-manifest': async () => (await import('./backup-target.ts')).backupTarget(),
  card: async () => {
    const { cardTarget, corpusSigner } = await import('./signed-targets.ts')
    return cardTarget(corpusSigner())
  },
  journal: async () => {
    const { corpusSigner, journalTarget } = await import('./signed-targets.ts')
    return journalTarget(corpusSigner())
  },
  'release-manifest': async () => (await import('./release-target.ts')).releaseTarget(),
  query: async () => (await import('./query-target.ts')).queryTarget(),
}
