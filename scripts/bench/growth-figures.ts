import { figure } from './figure.ts'
import type { Figure } from './figure.ts'
import type { PairOfVaults } from './pair-of-vaults.ts'
import type { Side } from './side.ts'
import { inWords } from './store-figures.ts'
import type { Growing } from './store-figures.ts'
import { median, middleHalf, sideBySide } from './timing.ts'

/** How fast reports came in, beside the twin; what was imported is what the vaults now hold. */
export const bulkFigure = (
  from: number,
  to: number,
  took: { readonly ours: number; readonly limit: number },
): Figure =>
  figure({
    group: 'Work in bulk',
    name: `import into the store, report ${String(from + 1)} to ${String(to)}, each`,
    unit: 'ms',
    ours: took.ours / (to - from),
    limit: { of: 'ms, no key', value: took.limit / (to - from) },
    bar: { on: 'ratio', most: 1.3 },
  })

/** Rebuilds the index from all texts, through the view that only a rebuild may read. */
const rebuild = ({ db }: Side): void => {
  db.pragma('trusted_schema=ON')
  try {
    db.exec(`INSERT INTO search (search) VALUES ('rebuild')`)
  } finally {
    db.pragma('trusted_schema=OFF')
  }
}

export const rebuildFigure = (pair: PairOfVaults, rounds: number): Figure => {
  const { ours, limit, ratios } = sideBySide(
    () => rebuild(pair.ours),
    () => rebuild(pair.limit),
    { rounds, each: 1 },
  )
  return figure({
    group: 'Work in bulk',
    name: `build the search index of ${String(pair.reports.length)} reports`,
    unit: 's',
    ours: median(ours) / 1e3,
    limit: { of: 's, no key', value: median(limit) / 1e3 },
    spread: middleHalf(ratios),
    bar: { on: 'ratio', most: 1.2 },
  })
}

type Sized = { readonly reports: number; readonly times: Growing }

/** What is followed while the vault grows, and by how much it may rise for a hundredfold growth. */
const followed = [
  ['save', 'save a new report', 1.5],
  ['newest', 'engine alone: newest 50, Korean, 2 syllables', 8],
  ['list', 'list the first 50', null],
] as const

/** A grown vault beside the same vault when it was small. A smaller growth has to meet the bars too. */
export const growthFigures = (small: Sized, grown: Sized): readonly Figure[] =>
  followed.map(([key, name, most]) =>
    figure({
      group: `Growth, ${inWords(grown.reports)} beside ${inWords(small.reports)}`,
      name,
      unit: 'ms',
      ours: grown.times[key],
      limit: { of: `ms at ${inWords(small.reports)}`, value: small.times[key] },
      ...(most === null ? {} : { bar: { on: 'ratio', most } }),
    }),
  )
