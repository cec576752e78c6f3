import { figure } from './figure.ts'
import type { Bar, Figure } from './figure.ts'
import { inWords } from './store-figures.ts'
import type { StoreFigures } from './store-figures.ts'

/**
 * The figures of the store that are followed while the vault grows, and how much each may rise in
 * all.
 */
const followed: readonly (readonly [name: string, bar: number | null])[] = [
  ['save a new report', 1.5],
  ['save a sentence more', null],
  ['engine alone: newest 50, English word', 8],
  ['engine alone: newest 50, Korean, 2 syllables', 8],
  ['engine alone: newest 50, Chinese, 2 characters', 8],
  ['search, English word', 8],
  ['search, Korean, 2 syllables', 8],
  ['search, Chinese, 2 characters', 8],
  ['list the first 50', null],
  ['open a report', null],
  ['engine alone: full scan', null],
]

/**
 * Each size against the smallest. Bars are set for a hundredfold growth; a smaller one has to meet
 * them too.
 */
export const growthFigures = (
  sizes: readonly (readonly [reports: number, StoreFigures])[],
): readonly Figure[] => {
  const [smallest, ...larger] = sizes
  if (smallest === undefined) return []
  return larger.flatMap(([reports, { times }]) =>
    followed.flatMap(([name, most]) => {
      const [ours, first] = [times.get(name), smallest[1].times.get(name)]
      if (ours === undefined || first === undefined) return []
      const bar: Bar | null = most === null ? null : { on: 'ratio', most }
      return [
        figure({
          group: `Growth, ${inWords(reports)} beside ${inWords(smallest[0])}`,
          name,
          unit: 'ms',
          ours,
          limit: { of: `ms at ${inWords(smallest[0])}`, value: first },
          ...(bar === null ? {} : { bar }),
        }),
      ]
    }),
  )
}
