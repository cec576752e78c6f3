import { useMemo, useState } from 'react'
import type { ReactElement } from 'react'
import { FailureBanner } from '../../data/failure-text.tsx'
import { ToReportsOfCase } from '../../claims/to-reports.tsx'
import { useText } from '../../i18n/use-text.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Panel, PanelHeader } from '../../ui/panel.tsx'
import { Progress } from '../../ui/progress.tsx'
import { useView } from '../../app/view-state.ts'
import { Legend } from './legend.tsx'
import { MapCanvas } from './map-canvas.tsx'
import { MapSide } from './map-side.tsx'
import { TimeFilter, useChosenMonths } from '../../claims/time-filter.tsx'
import type { Mapped } from './mapped.ts'
import type { Claim } from '../../../shared/claims.ts'
import { useMapWords } from './use-map-words.ts'
import shared from '../../ui/shared.module.css'
import styles from './map-view.module.css'
import { useClaims } from '../../claims/use-claims.ts'
import type { AppError } from '../../data/bridge.ts'
import { useGazetteer } from '../../places/use-gazetteer.ts'
import { memoizeLast } from '../../data/memoize-last.ts'
import { useSlicedMemo } from '../../data/use-sliced-memo.ts'
import type { Months } from '../../claims/months.ts'
import { SavePicture } from '../../printing/save-picture.tsx'
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
  const [from, to] = [chosen?.from ?? null, chosen?.to ?? null]
  const { data: claims, error } = useClaims({ caseId: null, reportId: null })
  const work = useMemo(
    () =>
      gazetteer === null || claims === undefined
        ? null
        : prepared(claims, gazetteer, caseId, from, to),
    [caseId, claims, from, gazetteer, to],
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

/** A claim that is on the map, by its id. */
const claimOf = (mapped: Mapped | null, id: string | null): Claim | undefined => {
  if (mapped === null || id === null) return undefined
  return [...mapped.places, ...mapped.unmapped]
    .flatMap(({ claims }) => claims)
    .find((claim) => claim.id === id)
}

/** Claims on a map: places as exact as they were entered, and the routes between them. */
export const MapView = (): ReactElement => {
  const text = useText()
  const words = useMapWords()
  const { view, arrangeMap } = useView()
  const { chosen, isLegendOpen } = view.map
  const months = useChosenMonths()
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
  const selected = claimOf(mapped, view.selected.claims)
  return (
    <div className={hasClaims ? styles['split'] : styles['alone']}>
      <Panel
        label={text('map.title')}
        scroll={false}
        header={
          <PanelHeader title={text('map.title')} actions={hasClaims && <SavePicture />}>
            {reach !== null && <TimeFilter reach={reach} undated={undated} />}
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
              selected={selected}
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
          <MapSide mapped={mapped} selected={selected} words={words} link={link} />
        </Panel>
      )}
    </div>
  )
}
