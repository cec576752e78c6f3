import type { ReactElement, Ref } from 'react'
import { FailureBanner } from '../../data/failure-text.tsx'
import { useText } from '../../i18n/use-text.ts'
import { Deferred } from '../../data/deferred.tsx'
import type { ReportRows as Read } from '../../records/report-rows.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import type { RowsHandle } from '../../ui/virtual-rows.tsx'
import { noFilter, useView } from '../../app/view-state.ts'
import { listWords } from './order-menu.tsx'
import { ReportRows } from './report-rows.tsx'
import type { ListSelection } from '../../selection/use-selection.ts'

/** Every report that matches the filters, in the selected order; or why there is none. */
export const AllReports = ({
  rows,
  selection,
  openId,
  ref,
}: {
  readonly rows: Read
  readonly selection: ListSelection
  readonly openId: string | null
  readonly ref: Ref<RowsHandle>
}): ReactElement | null => {
  const text = useText()
  const { view, select, filterReports, scopeTo } = useView()
  if (rows.failure !== null) {
    return (
      <FailureBanner
        failure={rows.failure}
        actions={
          <Button size="small" onPress={rows.retry}>
            {text('common.retry')}
          </Button>
        }
      />
    )
  }
  if (rows.isPending) return null
  if (rows.total > 0) {
    return (
      <Deferred>
        <ReportRows
          ref={ref}
          label={text(listWords[view.reportOrder])}
          rows={rows}
          selection={selection}
          openId={openId}
          onOpen={(id) => select('reports', id)}
        />
      </Deferred>
    )
  }
  const { sourceId, state } = view.reportFilter
  const clear = (): void => {
    filterReports(noFilter)
    scopeTo(null)
  }
  return view.caseScope === null && sourceId === null && state === null ? (
    <EmptyState
      icon="reports"
      title={text('reports.emptyTitle')}
      action={
        <Button variant="primary" icon="plus" onPress={() => select('reports', 'new')}>
          {text('reports.new')}
        </Button>
      }
    />
  ) : (
    <EmptyState
      icon="filter"
      title={text('reports.emptyFiltered')}
      action={<Button onPress={clear}>{text('reports.clearFilters')}</Button>}
    >
      <p>{text('reports.emptyFilteredText')}</p>
    </EmptyState>
  )
}
