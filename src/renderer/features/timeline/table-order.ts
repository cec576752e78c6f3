import type { Sliced } from '../../data/time-slice.ts'
import { memoizeLast } from '../../data/memoize-last.ts'
import { sorting } from '../../data/sorting.ts'
import type { TimelineItem } from './items.ts'
import { inTimeOrder } from './items.ts'

export type TimelineColumn = 'when' | 'claim' | 'place' | 'byWhom' | 'case' | 'credibility'
export type TableOrder = {
  readonly column: TimelineColumn
  readonly isDescending: boolean
}

/** Text of each column in a claim's row. */
export type RowWords = Readonly<Record<TimelineColumn, (item: TimelineItem) => string>>

/** The input order. */
export const asGiven: TableOrder = { column: 'when', isDescending: false }

/** Sorted claims with their order. */
export type Ordered = {
  readonly rows: readonly TimelineItem[]
} & TableOrder

/** Sorts claims, given in time order, by one column; empty cells are last in either direction. */
export const ordering = function* (
  items: readonly TimelineItem[],
  column: TimelineColumn,
  isDescending: boolean,
  words: RowWords,
  language: string,
): Sliced<Ordered> {
  const { compare } = new Intl.Collator(language, { numeric: true })
  const way = isDescending ? -1 : 1
  const filled: { readonly item: TimelineItem; readonly word: string }[] = []
  const empty: TimelineItem[] = []
  for (const item of items) {
    yield
    const word = column === 'when' ? '' : words[column](item)
    if (column === 'when' ? item.span === null : word === '') empty.push(item)
    else filled.push({ item, word })
  }
  const sorted = yield* sorting(filled, (a, b) =>
    column === 'when' ? way * inTimeOrder(a.item, b.item) : way * compare(a.word, b.word),
  )
  return { rows: [...sorted.map(({ item }) => item), ...empty], column, isDescending }
}

export const ordered = memoizeLast(ordering)
