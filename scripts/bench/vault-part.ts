import { cpSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { WhileGrowing } from './concurrent-thread.ts'
import { credentialChangeFigures } from './credential-change.ts'
import { exchangeFigures } from './exchange-figures.ts'
import type { MemoryJob } from './exchange-memory-figures.ts'
import type { Figure } from './figure.ts'
import { pairOfVaults } from './pair-of-vaults.ts'
import type { PairOfVaults } from './pair-of-vaults.ts'
import type { Plan } from './plan.ts'
import { prepareImport } from './prepared-import.ts'
import { growingTimes, inWords, storeFigures } from './store-figures.ts'
import { unlockFigures } from './unlock-figures.ts'
import { verifyFigures } from './verify-figures.ts'

/** A copy of the vault as it is now: the vault itself stays open. Null where nothing is asked. */
const memoryJob = (
  folder: string,
  { ourPlace, reports }: PairOfVaults,
  { exports: { sizes, rounds } }: Plan,
): MemoryJob | null => {
  if (rounds === 0) return null
  const place = join(folder, 'memory')
  const vault = join(place, 'vault')
  mkdirSync(place)
  cpSync(ourPlace.paths.folder, vault, { recursive: true })
  return { place, vault, reports: [...reports], sizes, rounds }
}

/**
 * All figures that need a vault: built from a seed, grown from size to size, deleted by the caller.
 *
 * @param whileGrowing figures that need no quiet machine; they start with the longest growth.
 */
export const vaultPart = async (
  folder: string,
  plan: Plan,
  tell: (what: string) => void,
  whileGrowing: (memory: MemoryJob | null) => Promise<WhileGrowing>,
): Promise<{ readonly figures: readonly Figure[]; readonly grown: WhileGrowing }> => {
  const { sizes, effort } = plan
  const size = inWords(sizes.whole)
  tell('making a vault, and its twin without a key')
  const pair = await pairOfVaults(folder)
  try {
    tell(`growing both to ${inWords(sizes.small)} reports`)
    pair.grow(sizes.small)
    tell(`store of ${inWords(sizes.small)} reports`)
    const small = { reports: sizes.small, times: growingTimes(pair, effort) }
    tell(`growing both to ${size} reports; linter and memory beside it`)
    const growing = whileGrowing(memoryJob(folder, pair, plan))
    pair.grow(sizes.whole)
    const grown = await growing
    tell(`store beside its twin, ${size} reports`)
    const store = storeFigures(pair, effort, small)
    const vault = pair.ourPlace.paths.folder
    const reports = [...pair.reports]
    pair.close()
    tell('export and import')
    const exchange = await exchangeFigures(folder, vault, reports, plan.exports.sizes)
    await prepareImport(folder, vault, reports.slice(0, plan.exports.sizes.few))
    tell('verification: its parts, then all of it beside requests')
    const verify = await verifyFigures(vault, join(folder, 'verified'), size)
    tell('unlock')
    const unlock = await unlockFigures(vault, size, plan.unlocks)
    tell('change of a credential')
    const change = await credentialChangeFigures(vault, sizes.whole)
    return { figures: [...store, ...verify, ...exchange, ...unlock, ...change], grown }
  } finally {
    pair.close()
  }
}
