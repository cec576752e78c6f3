import { useMemo, useState } from 'react'
import type { ReactElement } from 'react'
import { FailureBanner } from '../../data/failure-text.tsx'
import { ToReportsOfCase } from '../../claims/to-reports.tsx'
import { useText } from '../../i18n/use-text.ts'
import { useCommands } from '../../commands/commands.tsx'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Panel, PanelHeader } from '../../ui/panel.tsx'
import { Progress } from '../../ui/progress.tsx'
import { useView } from '../../app/view-state.ts'
import { Legend } from './legend.tsx'
import { MapCanvas } from './map-canvas.tsx'
import { MapSide } from './map-side.tsx'
import { TimeFilter } from './time-filter.tsx'
import { useMapWords } from './use-map-words.ts'
import shared from '../../ui/shared.module.css'
import styles from './map-view.module.css'
import { useClaims } from '../../claims/use-claims.ts'
import type { AppError } from '../../data/bridge.ts'
import { useGazetteer } from '../../places/use-gazetteer.ts'
import { memoizeLast } from '../../data/memoize-last.ts'
import { useSlicedMemo } from '../../data/use-sliced-memo.ts'
import type { Months } from './months.ts'
import { preparing } from './preparing.ts'
import type { PreparedMap } from './preparing.ts'

const prepared = memoizeLast(preparing)

/** The claims of a case, or of all, in the selected months, placed on the map. */
const useMapped = (
  caseId: string | null,
  chosen: Months | null,
): {
  /** Undefined until claims and gazetteer are loaded and prepared. */
  readonly prepared: PreparedMap | undefined
  readonly error: AppError | null
} => {
  const gazetteer = useGazetteer()
  const { data: claims, error } = useClaims({ caseId: null, reportId: null })
  const work = useMemo(
    () =>
      gazetteer === null || claims === undefined
        ? null
        : prepared(claims, gazetteer, caseId, chosen),
    [caseId, chosen, claims, gazetteer],
  )
  return { prepared: useSlicedMemo(work), error }
}

const Empty = (): ReactElement => {
  const text = useText()
  const { view, go } = useView()
  if (view.caseScope !== null) {
    return (
      <EmptyState
        icon="map"
        title={text('claims.noneInCase')}
        action={<ToReportsOfCase caseId={view.caseScope} />}
      >
        <p>{text('claims.noneInCaseText')}</p>
      </EmptyState>
    )
  }
  return (
    <EmptyState
      icon="map"
      title={text('map.emptyTitle')}
      action={
        <Button variant="primary" onPress={() => go('claims')}>
          {text('map.toClaims')}
        </Button>
      }
    >
      <p>{text('map.emptyText')}</p>
    </EmptyState>
  )
}

const notYet = { mapped: null, mainGroup: null, total: 0, reach: null, undated: 0 } as const

/** Claims on a map: places as exact as they were entered, and the routes between them. */
export const MapView = (): ReactElement => {
  const text = useText()
  const words = useMapWords()
  const { view, arrangeMap } = useView()
  const { months, chosen, isLegendOpen } = view.map
  const [pointed, setPointed] = useState<string | null>(null)
  const link = {
    chosen,
    pointed,
    onChoose: (id: string | null): void => arrangeMap({ chosen: id }),
    onPoint: setPointed,
  }
  const { prepared, error } = useMapped(view.caseScope, months)
  const { mapped, mainGroup, total, reach, undated } = prepared ?? notYet
  const hasClaims = mapped !== null && total > 0
  useCommands({
    'map.timeAll': hasClaims && months !== null && (() => arrangeMap({ months: null })),
  })
  return (
    <div className={hasClaims ? styles['split'] : styles['alone']}>
      <Panel
        label={text('map.title')}
        scroll={false}
        header={
          <PanelHeader title={text('map.title')}>
            {reach !== null && (
              <TimeFilter
                reach={reach}
                chosen={months}
                undated={undated}
                words={words}
                onChange={(next) => arrangeMap({ months: next })}
              />
            )}
          </PanelHeader>
        }
      >
        <FailureBanner failure={error} />
        {mapped === null && error === null && (
          <div className={styles['reading']}>
            <Progress label={text('common.loading')} />
          </div>
        )}
        {mapped !== null && total === 0 && <Empty />}
        {hasClaims && (
          <div className={shared['fill']}>
            <MapCanvas
              // Another case starts at its own places.
              key={view.caseScope}
              mapped={mapped}
              mainGroup={mainGroup}
              words={words}
              link={link}
            />
            <Legend
              isOpen={isLegendOpen}
              onToggle={(isOpen) => arrangeMap({ isLegendOpen: isOpen })}
            />
          </div>
        )}
      </Panel>
      {hasClaims && (
        <Panel label={text('map.side')} tone="list" scroll={false}>
          <MapSide mapped={mapped} words={words} link={link} />
        </Panel>
      )}
    </div>
  )
}
