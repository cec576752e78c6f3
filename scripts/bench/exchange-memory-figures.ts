import type { ReportId } from '../../src/shared/ids.ts'
import { actions, beside, group } from './exchange-group.ts'
import type { ExportSizes } from './exchange-group.ts'
import { exchangeMemory } from './exchange-memory.ts'
import { figure } from './figure.ts'
import type { Figure } from './figure.ts'
import { inWords } from './store-figures.ts'
import { median, middleHalf } from './timing.ts'

/** A closed vault, the reports to export, and a folder with space. */
export type MemoryJob = {
  readonly place: string
  readonly vault: string
  readonly reports: readonly ReportId[]
  readonly sizes: ExportSizes
  readonly rounds: number
}

/** The most memory of processes that only have a vault open and export or import, of two sizes. */
export const exchangeMemoryFigures = async (job: MemoryJob): Promise<readonly Figure[]> => {
  const { place, vault, reports, rounds } = job
  const { few, many } = job.sizes
  const measured = (size: number) => exchangeMemory(place, vault, reports.slice(0, size), rounds)
  const small = await measured(few)
  const large = await measured(many)
  return actions.map((act) =>
    figure({
      group,
      name: `${act} ${inWords(many)} reports, most memory of the process`,
      unit: 'MB',
      ours: median(large[act]),
      spread: middleHalf(large[act]),
      ...beside(few, median(small[act]), 1.3),
    }),
  )
}
