import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useDeferredValue, useEffect, useRef, useState } from 'react'
import type { ReactElement } from 'react'
import type { Report } from '../../../shared/records.ts'
import { useVaultQuery } from '../../data/bridge.ts'
import type { AppError } from '../../data/bridge.ts'
import { useClaims } from '../../claims/use-claims.ts'
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
import { useRecordView, useView } from '../../app/view-state.ts'
import { FirstSteps } from '../../tour/first-steps.tsx'
import { ReportList, useReportSearch } from './report-list.tsx'
import { ReportRecord } from './report-record.tsx'
import { readReportAhead } from './report-rows.tsx'
import shared from '../../ui/shared.module.css'
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

/** Milliseconds that a report waits, at most, for what its screen needs besides its text. */
const longestWait = 100

/**
 * What the screen of a report needs first. The parts are asked for together and answered one right
 * after the other; with all of them the screen is rendered once, without them it was three times.
 *
 * @returns no report until all of them are answered, or some are late.
 */
const useFirstRead = (
  id: string,
): { readonly report: Report | undefined; readonly failure: AppError | null } => {
  const client = useQueryClient()
  const { data: report, error } = useVaultQuery('reports.get', { id })
  const revisable = useVaultQuery('records.revisable', { id })
  const claims = useClaims({ caseId: null, reportId: id })
  const [isLate, setLate] = useState(false)
  useEffect(() => {
    readReportAhead(client, id)
    const timer = setTimeout(() => setLate(true), longestWait)
    return () => clearTimeout(timer)
  }, [client, id])
  const isWaiting = !isLate && (revisable.isPending || claims.isPending)
  return {
    report: isWaiting ? undefined : report,
    failure: report === undefined ? error : null,
  }
}

const OpenReport = ({
  id,
  searched,
  onUse,
}: {
  readonly id: string
  /** The search of the list. */
  readonly searched: string
  /** Called once the report is used while a search may replace it: it must stay open then. */
  readonly onUse: (() => void) | null
}): ReactElement => {
  const text = useText()
  const { panes, arrangePanes } = useRecordView()
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const at = place.current
    if (at === null || onUse === null) return
    at.addEventListener('focusin', onUse)
    at.addEventListener('pointerdown', onUse)
    return () => {
      at.removeEventListener('focusin', onUse)
      at.removeEventListener('pointerdown', onUse)
    }
  }, [onUse])
  const { report, failure } = useFirstRead(id)
  // Later versions go to the draft: the screen does not render again for each save.
  const [first, setFirst] = useState(report)
  if (first === undefined && report !== undefined) setFirst(report)
  // Focus mode would hide every way to another record.
  const isHidden = failure !== null && panes.isTextOnly
  useEffect(() => {
    if (isHidden) arrangePanes({ isTextOnly: false })
  }, [arrangePanes, isHidden])
  if (failure !== null) {
    return (
      <Panel label={text('reports.title')}>
        <div className={styles['failed']}>
          <FailureBanner failure={failure} />
        </div>
      </Panel>
    )
  }
  return (
    <div ref={place} className={shared['contents']}>
      {first === undefined ? (
        <Panel label={text('common.loading')}>{null}</Panel>
      ) : (
        <ReportRecord report={first} empty={first.content} searched={searched} />
      )}
    </div>
  )
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
const NothingOpen = ({
  isSearching,
}: {
  /** The list says what was found. */
  readonly isSearching: boolean
}): ReactElement => {
  const text = useText()
  const { view, select } = useView()
  const filter = { ...view.reportFilter, caseId: view.caseScope }
  const total = useReportTotal({ ...filter, order: view.reportOrder })
  const isNarrowed = Object.values(filter).some((value) => value !== null)
  if (isSearching) return <Panel label={text('reports.chooseTitle')}>{null}</Panel>
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

/**
 * What a search shows in place of the open report: its first result, unless it has the open report
 * too. A new report stays, since it may be in no result yet. Null: the open report.
 */
const usePreview = (
  { query, found }: ReturnType<typeof useReportSearch>,
  isNew: boolean,
): string | null => {
  const { view } = useView()
  const { result } = found
  if (!view.isPreviewing || isNew || query === '' || result === undefined) return null
  const { hits } = result
  if (hits.some(({ row }) => row.id === view.selected.reports)) return null
  return hits[0]?.row.id ?? null
}

/** How long typing pauses before the open report follows the search. */
const quietMs = 120

/** A search and its first result. */
type Searched = { readonly query: string; readonly first: string | null }

const noSearch: Searched = { query: '', first: null }

/** What the open report follows: the list shows results for each key, the report once typing pauses. */
const useSettled = (query: string, first: string | null): Searched => {
  const [settled, setSettled] = useState(noSearch)
  useEffect(() => {
    const timer = setTimeout(() => setSettled({ query, first }), query === '' ? 0 : quietMs)
    return () => clearTimeout(timer)
  }, [query, first])
  return query === '' ? noSearch : settled
}

/** The searchable list of reports, with the open report beside it. */
export const ReportsView = (): ReactElement => {
  const { view, select, selectInstead, arrangePanes } = useView()
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
  const search = useReportSearch()
  const isListShown = selected === null || (panes.isListShown && !panes.isTextOnly)
  const first = usePreview(search, isNew || !isListShown)
  const settled = useSettled(search.query, first)
  // Keys that are typed meanwhile are painted first.
  const preview = useDeferredValue(first === null ? null : settled.first)
  const shown = isNew ? null : (preview ?? selected)

  return (
    <SplitView
      // Without a report there is nothing else to be shown.
      list={isListShown ? <ReportList search={search} openId={preview ?? selected} /> : null}
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
        ) : shown === null ? (
          <NothingOpen isSearching={search.query !== ''} />
        ) : (
          <OpenReport
            key={shown}
            id={shown}
            searched={settled.query}
            onUse={view.isPreviewing ? () => select('reports', shown) : null}
          />
        )
      }
    />
  )
}
