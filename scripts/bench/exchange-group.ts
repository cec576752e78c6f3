import type { Measured } from './figure.ts'
import { inWords } from './store-figures.ts'

/** The name and limits that the figures of exports and imports share, for times and memory. */
export const group = 'Export and import'

/**
 * Limit for the growth of a cost per report with the number of reports, which should stay constant.
 */
const linear = 1.5

export const acts = ['export', 'import'] as const

/** The ratio to the smallest size, which is judged; the smallest itself has no ratio. */
export const beside = (smallest: number, value: number | undefined): Partial<Measured> =>
  value === undefined
    ? {}
    : {
        limit: { of: `at ${inWords(smallest)}`, value },
        bar: { on: 'ratio', most: linear },
      }
