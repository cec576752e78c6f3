import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useState } from 'react'
import type { ReactElement } from 'react'
import { prefetch, useVaultQuery } from '../../data/bridge.ts'
import { FailureBanner } from '../../data/failure-text.tsx'
import { paneKeys } from '../../commands/shortcuts/keys.ts'
import { useText } from '../../i18n/use-text.ts'
import { useReportTotal } from '../../records/report-rows.ts'
import { isCovered } from '../../typing.ts'
import { Button } from '../../ui/button.tsx'
import { actIn } from '../../ui/chord.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Panel, SplitView } from '../../ui/panel.tsx'
import { Splitter } from '../../ui/splitter.tsx'
import { useView } from '../../app/view-state.ts'
import { FirstSteps } from '../../tour/first-steps.tsx'
import { ReportList } from './report-list.tsx'
import { ReportRecord } from './report-record.tsx'
import styles from './reports-view.module.css'
import { newReport } from '../../records/blank-records.ts'

/** The keys that show and hide the columns of the report view, wherever the focus is in it. */
const usePaneKeys = (): void => {
  const { view, arrangePanes } = useView()
  const { isListShown, isInspectorShown, isTextOnly } = view.panes
  const isOpen = view.selected.reports !== null
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.isComposing || !isOpen || isCovered()) return
      const act = actIn(event, paneKeys)
      if (act === null) return
      event.preventDefault()
      if (act === 'text') arrangePanes({ isTextOnly: !isTextOnly })
      else if (isTextOnly) arrangePanes({ isTextOnly: false })
      else if (act === 'list') arrangePanes({ isListShown: !isListShown })
      else arrangePanes({ isInspectorShown: !isInspectorShown })
    }
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [arrangePanes, isInspectorShown, isListShown, isOpen, isTextOnly])
}

const OpenReport = ({ id }: { readonly id: string }): ReactElement => {
  const text = useText()
  const client = useQueryClient()
  const { data: report, error } = useVaultQuery('reports.get', { id })
  // Later versions go to the draft: the screen does not render again for each save.
  const [first, setFirst] = useState(report)
  if (first === undefined && report !== undefined) setFirst(report)
  // Prefetched while the text renders, in order of need: data that shifts the text first, its
  // claims last.
  useEffect(() => {
    prefetch(client, 'records.revisable', { id })
    prefetch(client, 'custody.of', { id })
    prefetch(client, 'retention.of', { id })
  }, [client, id])
  if (error !== null && report === undefined) {
    return (
      <Panel label={text('reports.title')}>
        <div className={styles['failed']}>
          <FailureBanner failure={error} />
        </div>
      </Panel>
    )
  }
  if (first === undefined) return <Panel label={text('common.loading')}>{null}</Panel>
  return <ReportRecord report={first} empty={first.content} />
}

const NewReport = ({
  onCreated,
}: {
  readonly onCreated: (id: string, begun: number) => void
}): ReactElement | null => {
  const { view } = useView()
  const { data: settings } = useVaultQuery('settings.get', {})
  if (settings === undefined) return null
  return (
    <ReportRecord
      report={null}
      empty={newReport(settings.language, view.caseScope, view.reportFilter.sourceId)}
      onCreated={onCreated}
    />
  )
}

/** Shown while no report is open: how to choose one, or how to start in an empty vault. */
const NothingOpen = (): ReactElement => {
  const text = useText()
  const { view, select } = useView()
  const filter = { ...view.reportFilter, caseId: view.caseScope }
  const total = useReportTotal({ ...filter, order: view.reportOrder })
  const isNarrowed = Object.values(filter).some((value) => value !== null)
  if (total === 0 && !isNarrowed) {
    return (
      <Panel label={text('reports.firstTitle')}>
        <FirstSteps />
      </Panel>
    )
  }
  return (
    <Panel label={text('reports.chooseTitle')}>
      {(total ?? 0) > 0 && (
        <EmptyState
          icon="reports"
          title={text('reports.chooseTitle')}
          action={
            <Button icon="plus" onPress={() => select('reports', 'new')}>
              {text('reports.new')}
            </Button>
          }
        >
          <p>{text('reports.chooseText')}</p>
        </EmptyState>
      )}
    </Panel>
  )
}

/** The searchable list of reports, with the open report beside it. */
export const ReportsView = (): ReactElement => {
  const { view, selectInstead, arrangePanes } = useView()
  const { panes } = view
  usePaneKeys()
  const text = useText()
  const selected = view.selected.reports
  // A new report keeps its screen when the first save gives it an id.
  const [made, setMade] = useState<string | null>(null)
  const created = useCallback(
    (id: string, begun: number) => {
      setMade(id)
      // If the user navigated elsewhere or began another report, do not change the view.
      selectInstead('reports', 'new', id, begun)
    },
    [selectInstead],
  )
  // After another record was shown, it is a report like any other: that screen is gone.
  if (made !== null && selected !== made) setMade(null)
  const isNew = selected === 'new' || (selected !== null && selected === made)

  return (
    <SplitView
      // Without a report there is nothing else to be shown.
      list={selected === null || (panes.isListShown && !panes.isTextOnly) ? <ReportList /> : null}
      width={panes.list}
      splitter={
        <Splitter
          label={text('reports.listWidth')}
          property="--list"
          width={panes.list}
          usual={264}
          least={200}
          most={480}
          side="start"
          onChange={(list) => arrangePanes({ list })}
        />
      }
      record={
        isNew ? (
          <NewReport key={`new ${view.reportsBegun}`} onCreated={created} />
        ) : selected === null ? (
          <NothingOpen />
        ) : (
          <OpenReport key={selected} id={selected} />
        )
      }
    />
  )
}
