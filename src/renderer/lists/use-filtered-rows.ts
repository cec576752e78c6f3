import { useDeferredValue, useMemo } from 'react'
import { useIntl } from 'react-intl'
import { useText } from '../i18n/use-text.ts'
import type { CommandName } from '../commands/registry.ts'
import type { Option } from '../ui/select.tsx'
import { firstList, useView } from '../app/view-state.ts'
import type { ArrangedList } from '../app/view-state.ts'
import type { ListFilter } from './filters.tsx'
import { fitsWords, folded } from './fits-words.ts'

/** A filter of a fully loaded list. */
export type RowFilter<R> = {
  readonly name: string
  readonly label: string
  readonly options: readonly Option<string>[]
  readonly fits: (row: R, value: string) => boolean
}

/** Orders and filters of a list, and the searched text of a row. */
export type ListConfig<R, O extends string> = {
  readonly orders: Readonly<Record<O | 'newest', CommandName>>
  /** Rows arrive newest first and keep that order by default. Does not modify its input. */
  readonly sorted: (rows: readonly R[], order: O, locale: string) => readonly R[]
  readonly filters: readonly RowFilter<R>[]
  readonly textOf: (row: R) => string
}

export type FilteredRows<R, O extends string> = {
  /** The matching rows in order; undefined until the list is loaded. */
  readonly rows: readonly R[] | undefined
  readonly order: O | 'newest'
  readonly filters: readonly ListFilter[]
  readonly isNarrowed: boolean
  /** Changes when the list becomes a different one. */
  readonly key: string
  readonly clear: () => void
}

/**
 * The rows of a fully loaded list, sorted and filtered as the view says. `arrangement` must be
 * stable while its inputs are the same.
 */
export const useFilteredRows = <R, O extends string>(
  list: ArrangedList,
  all: readonly R[] | undefined,
  { orders, sorted, filters, textOf }: ListConfig<R, O>,
): FilteredRows<R, O> => {
  const text = useText()
  const { locale } = useIntl()
  const { view, arrangeList } = useView()
  const { query, order: chosen, filters: values } = view.lists[list]
  const order = (Object.keys(orders) as (O | 'newest')[]).find((id) => id === chosen) ?? 'newest'
  const typed = useDeferredValue(query.trim())
  const isSearched = typed !== ''

  const ordered = useMemo(
    () => (all === undefined || order === 'newest' ? all : sorted(all, order, locale)),
    [all, locale, order, sorted],
  )
  const texts = useMemo(
    () => (isSearched ? new Map((all ?? []).map((row) => [row, folded(textOf(row))])) : null),
    [all, isSearched, textOf],
  )
  const rows = useMemo(() => {
    const inForce = filters.filter(({ name }) => (values[name] ?? '') !== '')
    if (ordered === undefined || (inForce.length === 0 && texts === null)) return ordered
    return ordered.filter(
      (row) =>
        inForce.every(({ name, fits }) => fits(row, values[name] ?? '')) &&
        (texts === null || fitsWords(texts.get(row) ?? '', typed)),
    )
  }, [filters, ordered, texts, typed, values])

  return {
    rows,
    order,
    filters: filters.map(({ name, label, options }) => ({
      name,
      label,
      any: text('selection.any'),
      options,
      value: values[name] ?? '',
      onChange: (value) => arrangeList(list, { filters: { ...values, [name]: value } }),
    })),
    isNarrowed: isSearched || Object.values(values).some((value) => value !== ''),
    key: JSON.stringify([order, typed, values]),
    clear: () => arrangeList(list, { query: firstList.query, filters: firstList.filters }),
  }
}
