import type { ReactElement } from 'react'
import type { ReportRow } from '../../../shared/records.ts'
import { FailureBanner } from '../../failure-text.tsx'
import { useText } from '../../i18n/use-text.ts'
import { sourceName, useCases, useSources } from '../../records/names.ts'
import { limits } from '../../records/limits.ts'
import { ReportListRow } from '../../records/report-list-row.tsx'
import { useReportPages } from '../../records/report-pages.ts'
import { useReadOnly } from '../../records/use-read-only.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Pane, PaneHeader } from '../../ui/pane.tsx'
import { SearchField } from '../../ui/search-field.tsx'
import { VirtualList } from '../../ui/virtual-list.tsx'
import { noFilter, useView } from '../../view-state.tsx'
import { ActiveFilters, FilterButton } from './report-filters.tsx'
import { SearchHelp } from './search-help.tsx'
import { searchQuery } from './search-query.ts'
import { SearchResults } from './search-results.tsx'
import { useSettled } from './use-settled.ts'
import styles from './report-list.module.css'

const searchQuietMs = 120
const rowId = (row: ReportRow): string => row.id

const AllReports = ({ openId }: { readonly openId: string | null }): ReactElement | null => {
  const text = useText()
  const { view, select, filterReports } = useView()
  const { sourceById } = useSources()
  const pages = useReportPages(view.reportFilter)
  const { rows } = pages
  if (pages.refusal !== null) {
    return (
      <FailureBanner
        refusal={pages.refusal}
        actions={
          <Button size="small" onPress={pages.retry}>
            {text('common.retry')}
          </Button>
        }
      />
    )
  }
  if (pages.isPending) return null
  if (rows.length === 0) {
    const { caseId, sourceId, state } = view.reportFilter
    return caseId === null && sourceId === null && state === null ? (
      <EmptyState
        icon="reports"
        title={text('reports.emptyTitle')}
        action={
          <Button variant="primary" icon="plus" onPress={() => select('reports', 'new')}>
            {text('reports.new')}
          </Button>
        }
      >
        <p>{text('reports.emptyText')}</p>
      </EmptyState>
    ) : (
      <EmptyState
        icon="filter"
        title={text('reports.emptyFiltered')}
        action={
          <Button onPress={() => filterReports(noFilter)}>{text('reports.clearFilters')}</Button>
        }
      />
    )
  }
  return (
    <VirtualList
      label={text('reports.list')}
      items={rows}
      itemKey={rowId}
      rowHeight={96}
      total={pages.total}
      revealKey={openId}
      onEnd={pages.loadMore}
    >
      {(row, _, tabIndex) => (
        <ReportListRow
          row={row}
          sourceById={sourceById}
          isSelected={row.id === openId}
          tabIndex={tabIndex}
          onOpen={(id) => select('reports', id)}
        />
      )}
    </VirtualList>
  )
}

/** Search box and filters over the reports, or over what the search found. */
export const ReportList = (): ReactElement => {
  const text = useText()
  const { view, select, search } = useView()
  const { caseById } = useCases()
  const { sourceById } = useSources()
  const { caseId, sourceId, state } = view.reportFilter
  const settled = useSettled(view.query.trim(), searchQuietMs)
  const { total } = useReportPages(view.reportFilter)
  const source = sourceId === null ? undefined : sourceById.get(sourceId)
  const openId = view.selected.reports
  const isReadOnly = useReadOnly()

  return (
    <Pane
      label={text('reports.title')}
      tone="list"
      scroll={false}
      header={
        <PaneHeader
          title={text('reports.title')}
          {...(total > 0 ? { count: total } : {})}
          actions={
            <>
              <FilterButton />
              <IconButton
                icon="plus"
                label={text('reports.new')}
                isDisabled={isReadOnly}
                onPress={() => select('reports', 'new')}
              />
            </>
          }
        >
          <form
            role="search"
            className={styles['search']}
            onSubmit={(event) => event.preventDefault()}
          >
            <SearchField
              label={text('search.label')}
              placeholder={text('search.placeholder')}
              clearLabel={text('search.clear')}
              value={view.query}
              onChange={(query) => search(query.slice(0, limits.query))}
            />
            <SearchHelp />
          </form>
          <ActiveFilters />
        </PaneHeader>
      }
    >
      {settled === '' ? (
        <AllReports openId={openId} />
      ) : (
        <SearchResults
          query={searchQuery(settled, {
            state,
            caseTitle: caseId === null ? null : (caseById.get(caseId)?.content.title ?? null),
            sourceName: source === undefined ? null : sourceName(source),
          }).slice(0, limits.query)}
          openId={openId}
          onOpen={(id) => select('reports', id)}
        />
      )}
    </Pane>
  )
}
