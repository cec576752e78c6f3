import { memo, useCallback, useEffect, useMemo, useRef } from 'react'
import type { ReactElement } from 'react'
import type { ReportOrder, ReportRow } from '../../../shared/records.ts'
import { useText } from '../../i18n/use-text.ts'
import { ActiveFilters, FilterButton } from '../../lists/filters.tsx'
import type { ListFilter } from '../../lists/filters.tsx'
import { TypedSearch } from '../../lists/typed-search.tsx'
import { sourceName, useCases, useSources } from '../../records/names.ts'
import { limits } from '../../records/limits.ts'
import { useReportRows } from '../../records/report-rows.ts'
import { useReadOnly } from '../../records/use-read-only.ts'
import { IconButton } from '../../ui/button.tsx'
import { Panel, PanelHeader } from '../../ui/panel.tsx'
import type { RowsHandle } from '../../ui/virtual-rows.tsx'
import { VisuallyHidden } from '../../ui/visually-hidden.tsx'
import { useView } from '../../app/view-state.ts'
import type { ViewActions } from '../../app/view-state.ts'
import { AllReports } from './all-reports.tsx'
import { actOn, doneWords } from './bulk-actions.ts'
import type { BulkReportAction } from './bulk-actions.ts'
import { BulkReport } from '../../selection/bulk-report.tsx'
import { FoundReports, useFound } from './found-reports.tsx'
import type { SearchState } from './found-reports.tsx'
import { OrderMenu } from './order-menu.tsx'
import { hasFilters, SearchFields, SearchHelp, withoutFilters } from './search-fields.tsx'
import { useReportFilters } from './use-report-filters.ts'
import { SelectionBar } from './selection-bar.tsx'
import { useBulk } from '../../selection/use-bulk.tsx'
import { searchIn, useListKeys } from '../../selection/use-list-keys.ts'
import { RowDragContext } from '../../selection/row-drag.ts'
import type { DraggedRows } from '../../selection/row-drag.ts'
import { mostChosen, useSelection } from '../../selection/use-selection.ts'
import type { SelectionRow } from '../../selection/use-selection.ts'
import shared from '../../ui/shared.module.css'
import styles from './report-list.module.css'

/** A filter's value in quotes; the query language has no way to write a quote inside them. */
const quoted = (value: string): string => `"${value.replaceAll('"', ' ').trim()}"`

/**
 * The typed query after the list's filters: the last word stays last, so that it still counts as a
 * prefix.
 */
const searchQuery = (
  typed: string,
  filters: {
    readonly caseTitle: string | null
    readonly sourceName: string | null
    readonly state: string | null
  },
): string =>
  [
    ...(filters.state === null ? [] : [`state:${filters.state}`]),
    ...(filters.caseTitle === null ? [] : [`case:${quoted(filters.caseTitle)}`]),
    ...(filters.sourceName === null ? [] : [`source:${quoted(filters.sourceName)}`]),
    typed,
  ].join(' ')

/** The query of the search box with the filters of the list, and its results. */
export const useReportSearch = (): {
  readonly query: string
  /** Length of what was typed. */
  readonly searched: number
  readonly found: SearchState
} => {
  const { view } = useView()
  const { caseById } = useCases()
  const { sourceById } = useSources()
  const { sourceId, state } = view.reportFilter
  const typed = view.query.trim()
  const source = sourceId === null ? undefined : sourceById.get(sourceId)
  const query =
    typed === ''
      ? ''
      : searchQuery(typed, {
          state,
          caseTitle:
            view.caseScope === null ? null : (caseById.get(view.caseScope)?.content.title ?? null),
          sourceName: source === undefined ? null : sourceName(source),
        }).slice(0, limits.query)
  return { query, searched: typed.length, found: useFound(query) }
}

/** Memoized: it stays the same while the user types or opens another report. */
const ListActions = memo(function ListActions({
  filters,
  isFiltered,
  onClear,
  onSelect,
  order,
  orderReports,
  select,
}: {
  readonly filters: readonly ListFilter[]
  /** Does the query itself have filters? */
  readonly isFiltered: boolean
  readonly onClear: () => void
  readonly onSelect: () => void
  readonly order: ReportOrder
} & Pick<ViewActions, 'orderReports' | 'select'>): ReactElement {
  const text = useText()
  const isReadOnly = useReadOnly()
  return (
    <>
      <OrderMenu order={order} orderReports={orderReports} onSelect={onSelect} />
      <FilterButton filters={filters} isOn={isFiltered} under={<SearchHelp />} onClear={onClear}>
        <SearchFields />
      </FilterButton>
      <IconButton
        icon="plus"
        label={text('reports.new')}
        isDisabled={isReadOnly}
        onPress={() => select('reports', 'new')}
      />
    </>
  )
})

/** Head of the list: the search box and filters, or the actions on the selection. */
const ListHead = ({
  total,
  onSelect,
  onDown,
}: {
  readonly total: number
  readonly onSelect: () => void
  /** From the search box on to the rows. */
  readonly onDown: () => void
}): ReactElement => {
  const text = useText()
  const { view, select, search, orderReports } = useView()
  const { filters, order, clear } = useReportFilters()
  const clearAll = (): void => {
    clear()
    search(withoutFilters(view.query))
  }
  const latest = useRef(clearAll)
  useEffect(() => {
    latest.current = clearAll
  })
  const onClear = useCallback(() => latest.current(), [])
  return (
    <PanelHeader
      title={text('reports.title')}
      {...(total > 0 ? { count: total } : {})}
      actions={
        <ListActions
          filters={filters}
          isFiltered={hasFilters(view.query)}
          onClear={onClear}
          onSelect={onSelect}
          order={view.reportOrder}
          orderReports={orderReports}
          select={select}
        />
      }
    >
      <form
        role="search"
        onSubmit={(event) => {
          event.preventDefault()
          onDown()
        }}
      >
        <TypedSearch
          label="search.label"
          placeholder="search.placeholder"
          value={view.query}
          onChange={search}
          onDown={onDown}
        />
      </form>
      <ActiveFilters filters={filters} besides={order} />
    </PanelHeader>
  )
}

/** The reports or search results, with actions on several at once. */
export const ReportList = ({
  search: { query, searched, found },
  openId,
}: {
  readonly search: ReturnType<typeof useReportSearch>
  /** The report that is shown beside the list. */
  readonly openId: string | null
}): ReactElement => {
  const text = useText()
  const { view, select } = useView()
  const isReadOnly = useReadOnly()
  const { sourceId, state } = view.reportFilter
  const caseId = view.caseScope
  const order = view.reportOrder
  const narrowed = useReportFilters()

  const list = useMemo(() => ({ caseId, sourceId, state, order }), [caseId, order, sourceId, state])
  const all = useReportRows(list)
  // The list stays until there is something in its place.
  const isFound = query !== '' && (found.result !== undefined || found.failure !== null)
  const rows = isFound ? found.rows : all
  const selection = useSelection(rows)
  const bulk = useBulk<BulkReportAction, ReportRow>(actOn, doneWords)
  const pane = useRef<HTMLDivElement>(null)
  const handle = useRef<RowsHandle>(null)
  const { clear } = selection
  const toRows = useCallback(() => handle.current?.focusStop(), [])
  // A selection is valid only in its own list, and rows of the list before may still be shown.
  useEffect(clear, [clear, list, query, isFound, found.isOfOlder])

  const selected = [...selection.rows.values()]
  const act = async (
    of: BulkReportAction,
    chosen: readonly ReportRow[],
    at: number | null = null,
  ): Promise<void> => {
    const isGoing = of.kind === 'remove'
    if (isGoing && chosen.some((row) => row.id === openId)) {
      // Closing saves the last edits; that request is sent before anything is asked here.
      select('reports', null)
      await new Promise((done) => setTimeout(done))
    }
    const done = await bulk.run(of, chosen)
    if (done.length === 0) return
    // In another view the rows may be gone from the list: invisible rows must not stay selected.
    if (isGoing || caseId !== null || sourceId !== null || state !== null || query !== '')
      selection.drop(done)
    if (isGoing && at !== null) handle.current?.focus(Math.min(at, rows.total - done.length - 1))
  }
  useListKeys({
    pane,
    rows: handle,
    selection,
    onSearch: () => {
      clear()
      searchIn(pane)
    },
    onRemove: (at) => {
      const single = at === null ? undefined : rows.at(at)
      const chosen = selected.length > 0 || single === undefined ? selected : [single]
      void act({ kind: 'remove' }, chosen, at)
    },
  })
  const latest = useRef({ act, selection })
  useEffect(() => {
    latest.current = { act, selection }
  })
  /** A selected row takes all selected rows with it. */
  const dragOf = useCallback((row: SelectionRow): DraggedRows => {
    const { rows: chosen } = latest.current.selection
    const taken = chosen.has(row.id) ? [...chosen.values()] : [row as ReportRow]
    return {
      count: taken.length,
      putIntoCase: (into) => void latest.current.act({ kind: 'case', caseId: into }, taken),
    }
  }, [])

  const count = selection.rows.size
  const said = selection.isOpen ? text('selection.count', { count }) : ''
  return (
    <div ref={pane} className={shared['contents']}>
      <Panel
        label={text('reports.title')}
        tone="list"
        scroll={false}
        header={
          selection.isOpen || bulk.running !== null ? (
            <PanelHeader
              title={text('selection.count', { count })}
              actions={
                <IconButton icon="close" label={text('selection.end')} onPress={selection.clear} />
              }
            >
              <SelectionBar
                selection={selection}
                bulk={bulk}
                onAction={(of) => void act(of, selected)}
              />
              {selection.isCut && (
                <p className={styles['cut']}>{text('selection.cut', { most: mostChosen })}</p>
              )}
              <ActiveFilters filters={narrowed.filters} besides={narrowed.order} />
            </PanelHeader>
          ) : (
            <ListHead total={all.total} onSelect={selection.begin} onDown={toRows} />
          )
        }
      >
        <VisuallyHidden>
          <span role="status">{said}</span>
        </VisuallyHidden>
        {bulk.result !== null && (
          <BulkReport
            result={bulk.result}
            nameOf={({ title, language }) =>
              title === '' ? { name: text('reports.untitled') } : { name: title, lang: language }
            }
            onClose={bulk.close}
          />
        )}
        <RowDragContext value={isReadOnly ? null : dragOf}>
          {!isFound ? (
            <AllReports
              key={JSON.stringify(list)}
              ref={handle}
              rows={all}
              selection={selection}
              openId={openId}
            />
          ) : (
            <FoundReports
              ref={handle}
              found={found}
              searched={searched}
              selection={selection}
              openId={openId}
              onOpen={(id) => select('reports', id)}
            />
          )}
        </RowDragContext>
      </Panel>
    </div>
  )
}
