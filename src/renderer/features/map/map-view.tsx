import { useDeferredValue, useMemo } from 'react'
import type { ReactElement } from 'react'
import { FormChoice } from '../../claims/form-choice.tsx'
import { FailureBanner } from '../../data/failure-text.tsx'
import { ToReportsOfCase } from '../../claims/to-reports.tsx'
import { useText } from '../../i18n/use-text.ts'
import { useCommands } from '../../commands/commands.tsx'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Panel, PanelHeader } from '../../ui/panel.tsx'
import { Progress } from '../../ui/progress.tsx'
import { useView } from '../../app/view-state.ts'
import { MapCanvas } from './map-canvas.tsx'
import { MapSide } from './map-side.tsx'
import { MapTable } from './map-table.tsx'
import type { Mapped } from './mapped.ts'
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

const notYet = { mapped: null, total: 0, reach: null, undated: 0 } as const

const itemIn = (
  { places, routes, unmapped }: Mapped,
  id: string | null,
): Mapped['places' | 'routes' | 'unmapped'][number] | undefined =>
  [...places, ...routes, ...unmapped].find((item) => item.id === id)

/** Claims on a map: places as exact as they were entered, and the routes between them. */
export const MapView = (): ReactElement => {
  const text = useText()
  const words = useMapWords()
  const { view, arrangeMap } = useView()
  const { form, months, chosen } = view.map
  // The previous form stays until this one is rendered: marks of all places, or a hundred rows.
  const drawnForm = useDeferredValue(form)
  const choose = (id: string | null): void => arrangeMap({ chosen: id })
  const { prepared, error } = useMapped(view.caseScope, months)
  const showAs = (next: 'map' | 'table'): void => arrangeMap({ form: next })
  const { mapped, total, reach, undated } = prepared ?? notYet
  const hasClaims = mapped !== null && total > 0
  useCommands({
    'palette.asTable': hasClaims && form === 'map' && (() => showAs('table')),
    'palette.asMap': hasClaims && form !== 'map' && (() => showAs('map')),
    'map.timeAll': hasClaims && months !== null && (() => arrangeMap({ months: null })),
  })
  return (
    <div className={hasClaims ? styles['split'] : styles['alone']}>
      <Panel
        label={text('map.title')}
        scroll={false}
        header={
          <PanelHeader
            title={text('map.title')}
            actions={
              hasClaims && (
                <FormChoice
                  form={form}
                  drawing={{ value: 'map', label: text('nav.map') }}
                  onChange={showAs}
                />
              )
            }
          >
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
            {drawnForm === 'map' ? (
              <MapCanvas
                // Another case starts at its own places.
                key={view.caseScope}
                mapped={mapped}
                chosen={chosen}
                words={words}
                onChoose={choose}
              />
            ) : (
              <MapTable mapped={mapped} words={words} onChoose={choose} />
            )}
          </div>
        )}
      </Panel>
      {hasClaims && (
        <Panel label={text('map.side')} tone="list">
          <MapSide mapped={mapped} item={itemIn(mapped, chosen)} words={words} onChoose={choose} />
        </Panel>
      )}
    </div>
  )
}
