import { useMemo } from 'react'
import { useText } from '../../i18n/use-text.ts'
import type { ListFilter, ListFiltering } from '../../lists/filters.tsx'
import { sourceName, useSources } from '../../records/names.ts'
import { optionsOf } from '../../records/options.ts'
import { stateWords } from '../../records/vocabulary.ts'
import { noFilter, useView } from '../../app/view-state.ts'
import { orderWords } from './order-menu.tsx'

/** The source and state filters of the report list, and its order. */
export const useReportFilters = (): {
  readonly filters: readonly ListFilter[]
  readonly order: readonly ListFiltering[]
  readonly clear: () => void
} => {
  const text = useText()
  const { view, filterReports, orderReports } = useView()
  const { sources } = useSources()
  const { reportFilter, reportOrder } = view
  const { sourceId, state } = reportFilter
  const filters = useMemo<readonly ListFilter[]>(
    () => [
      {
        name: 'state',
        label: text('reports.filterState'),
        any: text('reports.anyState'),
        options: optionsOf(stateWords, text),
        value: state ?? '',
        onChange: (next) =>
          filterReports({
            state:
              (Object.keys(stateWords) as (keyof typeof stateWords)[]).find(
                (one) => one === next,
              ) ?? null,
          }),
      },
      {
        name: 'source',
        label: text('reports.filterSource'),
        any: text('reports.anySource'),
        options: sources.map((item) => ({ value: item.id, label: sourceName(item) })),
        value: sourceId ?? '',
        onChange: (id) => filterReports({ sourceId: id === '' ? null : id }),
        gone: text('reports.unknownSource'),
      },
    ],
    [filterReports, sourceId, sources, state, text],
  )
  return {
    filters,
    order:
      reportOrder === 'newest'
        ? []
        : [
            {
              key: 'order',
              name: text(orderWords[reportOrder]),
              label: text('selection.orderOff'),
              off: () => orderReports('newest'),
            },
          ],
    clear: () => filterReports(noFilter),
  }
}
