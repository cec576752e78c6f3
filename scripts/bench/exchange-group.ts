import type { Measured } from './figure.ts'
import { inWords } from './store-figures.ts'

/** What the figures of exports and imports have in common, of their times and of their memory. */
export const group = 'Export and import'

/** What has to stay the same per report while the number of reports grows, up to noise. */
const linear = 1.5

export const acts = ['export', 'import'] as const

/** Beside the smallest size, and judged by it; the smallest itself stands alone. */
export const beside = (smallest: number, value: number | undefined): Partial<Measured> =>
  value === undefined
    ? {}
    : {
        limit: { of: `at ${inWords(smallest)}`, value },
        bar: { on: 'ratio', most: linear },
      }
