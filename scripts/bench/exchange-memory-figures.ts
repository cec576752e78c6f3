import type { ReportId } from '../../src/shared/ids.ts'
import { actions, beside, group } from './exchange-group.ts'
import type { ExportSizes } from './exchange-group.ts'
import { exchangeMemory } from './exchange-memory.ts'
import { figure } from './figure.ts'
import type { Figure } from './figure.ts'
import type { Highest } from './peak-memory.ts'
import { inWords } from './store-figures.ts'
import { median, middleHalf } from './timing.ts'

const most = (all: readonly Highest[]): number[] => all.map(({ mostMB }) => mostMB)
const raised = (all: readonly Highest[]): number => median(all.map(({ raisedMB }) => raisedMB))

/** A closed vault, the reports to export, and a folder with space. */
export type MemoryJob = {
  readonly place: string
  readonly vault: string
  readonly reports: readonly ReportId[]
  readonly sizes: ExportSizes
  readonly rounds: number
}

/** The memory that exports and imports of two sizes add to processes with only a vault open. */
export const exchangeMemoryFigures = async (job: MemoryJob): Promise<readonly Figure[]> => {
  const { place, vault, reports, rounds } = job
  const { few, many } = job.sizes
  const measured = async (size: number) => {
    const ids = reports.slice(0, size)
    return {
      peak: await exchangeMemory(place, vault, ids, 'peak', rounds),
      held: await exchangeMemory(place, vault, ids, 'held', 1),
    }
  }
  const small = await measured(few)
  const large = await measured(many)
  return actions.flatMap((act) => {
    const name = `${act} ${inWords(many)} reports`
    return [
      figure({
        group,
        name: `${name}, most memory of the process`,
        unit: 'MB',
        ours: median(most(large.peak[act])),
        spread: middleHalf(most(large.peak[act])),
        ...beside(few, median(most(small.peak[act]))),
      }),
      figure({
        group,
        name: `${name}, of that by the act itself`,
        unit: 'MB',
        ours: raised(large.peak[act]),
      }),
      figure({
        group,
        name: `${name}, held for each more`,
        unit: 'kB',
        ours: ((raised(large.held[act]) - raised(small.held[act])) * 1e3) / (many - few),
      }),
    ]
  })
}
