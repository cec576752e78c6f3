import type { ReportId } from '../../src/shared/ids.ts'
import { acts, beside, group } from './exchange-group.ts'
import { exchangeMemory } from './exchange-memory.ts'
import type { Memory } from './exchange-memory.ts'
import { figure } from './figure.ts'
import type { Figure } from './figure.ts'
import type { Highest } from './peak-memory.ts'
import { inWords } from './store-figures.ts'
import { median, middleHalf } from './timing.ts'

const most = (all: readonly Highest[]): number[] => all.map(({ mostMB }) => mostMB)
const raised = (all: readonly Highest[]): number[] => all.map(({ raisedMB }) => raisedMB)

/** A closed vault, the reports to export, and a folder with space. */
export type MemoryJob = {
  readonly place: string
  readonly vault: string
  readonly reports: readonly ReportId[]
  readonly sizes: readonly number[]
  readonly rounds: number
}

/** The memory that exports and imports of growing size add to processes with only a vault open. */
export const exchangeMemoryFigures = async ({
  place,
  vault,
  reports,
  sizes,
  rounds,
}: MemoryJob): Promise<readonly Figure[]> => {
  const figures: Figure[] = []
  const [smallest = 0] = sizes
  let first: { readonly peak: Memory; readonly held: Memory } | null = null
  for (const size of sizes) {
    const ids = reports.slice(0, size)
    const peak = await exchangeMemory(place, vault, ids, 'peak', rounds)
    const held = await exchangeMemory(place, vault, ids, 'held', 1)
    for (const act of acts) {
      const name = `${act} ${inWords(size)} reports`
      const [mostHeld, heldFirst] = [
        median(raised(held[act])),
        first === null ? 0 : median(raised(first.held[act])),
      ]
      figures.push(
        figure({
          group,
          name: `${name}, most memory of the process`,
          unit: 'MB',
          ours: median(most(peak[act])),
          spread: middleHalf(most(peak[act])),
          ...beside(smallest, first === null ? undefined : median(most(first.peak[act]))),
        }),
        figure({
          group,
          name: `${name}, of that by the act itself`,
          unit: 'MB',
          ours: median(raised(peak[act])),
        }),
        figure({ group, name: `${name}, held after collection`, unit: 'MB', ours: mostHeld }),
      )
      if (first === null) continue
      figures.push(
        figure({
          group,
          name: `${name}, held for each more`,
          unit: 'kB',
          ours: ((mostHeld - heldFirst) * 1e3) / (size - smallest),
        }),
      )
    }
    first ??= { peak, held }
  }
  return figures
}
