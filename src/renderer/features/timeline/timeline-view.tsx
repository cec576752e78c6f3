import { useCallback, useDeferredValue, useMemo } from 'react'
import type { ReactElement } from 'react'
import { useIntl } from 'react-intl'
import { FailureBanner } from '../../data/failure-text.tsx'
import { ToReportsOfCase } from '../../claims/to-reports.tsx'
import { useText } from '../../i18n/use-text.ts'
import { useCommands } from '../../commands/commands.tsx'
import { useCases } from '../../records/names.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { RadioGroup } from '../../ui/radio-group.tsx'
import { Panel, PanelHeader } from '../../ui/panel.tsx'
import { VisuallyHidden } from '../../ui/visually-hidden.tsx'
import { useView } from '../../app/view-state.ts'
import type { DayRange } from './days.ts'
import { Key } from './key.tsx'
import { Overview } from './overview.tsx'
import { Plot } from './plot.tsx'
import { TimelineTable } from './timeline-table.tsx'
import { TimelineTools } from './timeline-tools.tsx'
import { useTimeline } from './use-timeline.ts'
import { ZoomButtons } from './zoom-buttons.tsx'
import { SavePicture } from '../../printing/save-picture.tsx'
import shared from '../../ui/shared.module.css'
import styles from './timeline-view.module.css'

const NothingYet = (): ReactElement => {
  const text = useText()
  const { view, go } = useView()
  return view.caseScope === null ? (
    <EmptyState
      icon="timeline"
      title={text('timeline.emptyTitle')}
      action={
        <Button variant="primary" onPress={() => go('reports')}>
          {text('claims.toReports')}
        </Button>
      }
    >
      <p>{text('timeline.emptyText')}</p>
      <div className={styles['emptyKey']}>
        <Key />
      </div>
    </EmptyState>
  ) : (
    <EmptyState
      icon="timeline"
      title={text('claims.noneInCase')}
      action={<ToReportsOfCase caseId={view.caseScope} />}
    >
      <p>{text('claims.noneInCaseText')}</p>
    </EmptyState>
  )
}

/** Claims in time, also vaguely dated ones; as a drawing or a table. */
export const TimelineView = (): ReactElement => {
  const text = useText()
  const { locale } = useIntl()
  const { view, arrangeTimeline, showTimes } = useView()
  const { form, grouping } = view.timeline
  // The previous form stays until this one is rendered: a hundred rows, or all visible marks.
  const drawnForm = useDeferredValue(form)
  const { caseById } = useCases()
  const { isReady, error, items, extent, density, range, drawn, shown } = useTimeline()
  const caseTitle = useCallback((id: string) => caseById.get(id)?.content.title ?? null, [caseById])
  const none = text(
    grouping === 'case'
      ? 'claims.noCase'
      : grouping === 'place'
        ? 'timeline.noPlace'
        : 'timeline.noActor',
  )
  const undated = text('timeline.undated')
  const words = useMemo(
    () => ({ caseTitle, none, undated, language: locale }),
    [caseTitle, locale, none, undated],
  )
  const look = useCallback(
    (to: DayRange) => {
      const isWhole = extent !== null && to.from <= extent.from && to.to >= extent.to
      showTimes(isWhole ? null : to)
    },
    [extent, showTimes],
  )
  const whole = (): void => showTimes(null)
  const isEmpty = isReady && items.length === 0
  const isNoneInTime = extent !== null && shown.every(({ span }) => span === null)
  useCommands({
    'palette.asTable': !isEmpty && form === 'plot' && (() => arrangeTimeline({ form: 'table' })),
    'palette.asTimeline': !isEmpty && form !== 'plot' && (() => arrangeTimeline({ form: 'plot' })),
    'timeline.whole': !isEmpty && view.claimTimes !== null && whole,
  })
  const counts = { shown: shown.length, all: items.length }
  return (
    <div className={styles['view']}>
      <Panel
        label={text('timeline.title')}
        scroll={false}
        header={
          <PanelHeader
            title={text('timeline.title')}
            {...(counts.all === 0 ? {} : { count: text('timeline.counted', counts) })}
            actions={
              !isEmpty && (
                <>
                  <RadioGroup
                    label={text('timeline.form')}
                    hideLabel
                    layout="row"
                    value={form}
                    options={[
                      { value: 'plot', label: text('timeline.plot') },
                      { value: 'table', label: text('timeline.table') },
                    ]}
                    onChange={(next) => arrangeTimeline({ form: next })}
                  />
                  <SavePicture />
                </>
              )
            }
          >
            <div className={styles['tools']}>
              <TimelineTools isEmpty={isEmpty} />
              {extent !== null && range !== null && (
                <ZoomButtons extent={extent} range={range} onChange={look} onWhole={whole} />
              )}
            </div>
          </PanelHeader>
        }
      >
        <FailureBanner failure={error} />
        {isEmpty && <NothingYet />}
        {counts.all > 0 && (
          <>
            <VisuallyHidden>
              <span role="status">{text('timeline.shown', counts)}</span>
            </VisuallyHidden>
            {extent !== null && range !== null && (
              <Overview density={density} extent={extent} range={range} onChange={look} />
            )}
            {extent === null && <p className={styles['note']}>{text('timeline.noneDated')}</p>}
            {isNoneInTime && (
              <p className={styles['note']}>
                {text('timeline.noneInTime')}. {text('timeline.noneInTimeText')}
              </p>
            )}
            <div className={shared['fill']} data-picture="all">
              {drawnForm === 'table' ? (
                <TimelineTable items={shown} caseTitle={caseTitle} />
              ) : (
                <Plot
                  key={grouping}
                  items={shown}
                  grouping={grouping}
                  words={words}
                  range={drawn}
                />
              )}
            </div>
          </>
        )}
      </Panel>
    </div>
  )
}
