import type { TimelineItem } from './items.ts'
import { inTimeOrder } from './items.ts'

export type Column = 'when' | 'claim' | 'place' | 'byWhom' | 'case' | 'credibility'
export interface TableOrder {
  readonly column: Column
  readonly isDescending: boolean
}

/** A claim with the words of its row. */
export interface TableRow {
  readonly item: TimelineItem
  readonly words: Readonly<Record<Column, string>>
}

/** Rows by one column; what is empty there comes last, either way. */
export const ordered = (
  rows: readonly TableRow[],
  { column, isDescending }: TableOrder,
  language: string,
): readonly TableRow[] => {
  const { compare } = new Intl.Collator(language, { numeric: true })
  const way = isDescending ? -1 : 1
  const isEmpty = ({ item, words }: TableRow): boolean =>
    column === 'when' ? item.span === null : words[column] === ''
  return [...rows].sort(
    (a, b) =>
      Number(isEmpty(a)) - Number(isEmpty(b)) ||
      way *
        (column === 'when'
          ? inTimeOrder(a.item, b.item)
          : compare(a.words[column], b.words[column])) ||
      inTimeOrder(a.item, b.item),
  )
}
