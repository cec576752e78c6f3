import { cpSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { bulkFigure, rebuildFigure } from './bulk-figures.ts'
import { completeSearch } from './complete-search.ts'
import { fdatasyncMs } from './disk.ts'
import { exchangeFigures } from './exchange-figures.ts'
import type { MemoryJob } from './exchange-memory-figures.ts'
import type { Figure } from './figure.ts'
import { growthFigures } from './growth-figures.ts'
import { pairOfVaults } from './pair-of-vaults.ts'
import type { PairOfVaults } from './pair-of-vaults.ts'
import type { Plan } from './plan.ts'
import { inWords, storeFigures } from './store-figures.ts'
import type { StoreFigures } from './store-figures.ts'
import { unlockFigures } from './unlock-figures.ts'
import { verifyAside } from './verify-aside.ts'

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
  whileGrowing: (memory: MemoryJob | null) => Promise<unknown>,
): Promise<readonly Figure[]> => {
  const bulk: Figure[] = []
  const found: Figure[] = []
  const bySize: [number, StoreFigures][] = []
  const fdatasync = fdatasyncMs(folder)
  tell('making a vault, and its twin without a key')
  const pair = await pairOfVaults(folder)
  try {
    let before = 0
    for (const size of plan.sizes) {
      const isLargest = size === plan.sizes.at(-1)
      tell(
        `growing both to ${inWords(size)} reports${isLargest ? '; linter and memory beside it' : ''}`,
      )
      const beside = isLargest ? whileGrowing(memoryJob(folder, pair, plan)) : null
      bulk.push(bulkFigure(before, size, pair.grow(size)))
      await beside
      if (size === plan.rebuild.at) bulk.push(rebuildFigure(pair, plan.rebuild.rounds))
      tell(`store beside its twin, ${inWords(size)} reports`)
      const store = storeFigures(pair, plan.effort, fdatasync)
      bySize.push([size, store])
      found.push(...store.figures)
      before = size
    }
    tell('search of one and two characters, beside reading every text')
    found.push(...completeSearch(pair.ours, inWords(before), plan.terms), ...bulk)
    found.push(...growthFigures(bySize))
    const vault = pair.ourPlace.paths.folder
    const reports = [...pair.reports]
    pair.close()
    const { isVerifyBeside: isBeside } = plan
    const verifying = () =>
      verifyAside(vault, join(folder, 'verified'), { size: inWords(before), isBeside })
    tell(`export and import${isBeside ? '; a copy is verified beside it' : ''}`)
    const [exchange, beside] = await Promise.all([
      exchangeFigures(folder, vault, reports, plan.exports.sizes),
      isBeside ? verifying() : null,
    ])
    found.push(...(beside ?? (await verifying())), ...exchange)
    tell('unlock')
    found.push(...(await unlockFigures(vault, inWords(before), plan.unlocks)))
    return found
  } finally {
    pair.close()
  }
}
