import type { Measured } from './figure.ts'
import { inWords } from './store-figures.ts'

/** What the figures of exports and imports have in common, of their times and of their memory. */
export const group = 'Export and import'

export const actions = ['export', 'import'] as const

/** Reports in a small file, and in the file that everything is judged by. */
export type ExportSizes = { readonly few: number; readonly many: number }

/** What has to stay the same while the number of reports grows, up to noise. */
export const beside = (
  few: number,
  value: number,
  most: number,
): Pick<Measured, 'limit' | 'bar'> => ({
  limit: { of: `at ${inWords(few)}`, value },
  bar: { on: 'ratio', most },
})
