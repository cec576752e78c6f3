import { useEffect } from 'react'
import type { QueryClient } from '@tanstack/react-query'
import type { ReactElement } from 'react'
import type { Out } from '../../shared/contract.ts'
import { RecoveryBar } from '../features/shell/bars.tsx'
import { Shell } from '../features/shell/shell.tsx'
import { Deferred } from '../data/deferred.tsx'
import { FormStoreProvider } from '../data/form-store.tsx'
import { later } from '../data/later.tsx'
import { CommandsProvider } from '../commands/commands.tsx'
import { ClaimTabs } from '../claims/claim-tabs.tsx'
import { prefetch, vaultQuery } from '../data/bridge.ts'
import { TourBar } from '../tour/tour-bar.tsx'
import { TourProvider } from '../tour/tour-state.tsx'
import { UndoProvider } from '../commands/undo.tsx'
import { ViewBoundary } from './view-boundary.tsx'
import { ViewProvider } from './view-provider.tsx'
import { isClaimArea, useView } from './view-state.ts'
import type { AppView, ClaimArea } from './view-state.ts'
import { whenIdle } from './when-idle.ts'

const BorderView = later(
  async () => (await import('../features/border/border-view.tsx')).BorderView,
)
const CasesView = later(async () => (await import('../features/cases/cases-view.tsx')).CasesView)
const ClaimsView = later(
  async () => (await import('../features/claims/claims-view.tsx')).ClaimsView,
)
const ExchangeView = later(
  async () => (await import('../features/exchange/exchange-view.tsx')).ExchangeView,
)
const HelpView = later(async () => (await import('../help/help-view.tsx')).HelpView)
const MapView = later(async () => (await import('../features/map/map-view.tsx')).MapView)
const MergeView = later(async () => (await import('../features/merge/merge-view.tsx')).MergeView)
const PublicationsView = later(
  async () => (await import('../features/publications/publications-view.tsx')).PublicationsView,
)
const RecordView = later(
  async () => (await import('../features/journal/journal-view.tsx')).JournalView,
)
const ReportsView = later(
  async () => (await import('../features/reports/reports-view.tsx')).ReportsView,
)
const SettingsView = later(
  async () => (await import('../features/settings/settings-view.tsx')).SettingsView,
)
const SourcesView = later(
  async () => (await import('../features/sources/sources-view.tsx')).SourcesView,
)
const TimelineView = later(
  async () => (await import('../features/timeline/timeline-view.tsx')).TimelineView,
)
const TodayView = later(async () => (await import('../features/today/today-view.tsx')).TodayView)
const MatrixView = later(
  async () => (await import('../features/claims/matrix-view.tsx')).MatrixView,
)
const QuickNoteDialog = later(
  async () => (await import('../quick-note/quick-note-dialog.tsx')).QuickNoteDialog,
)
const Palette = later(async () => (await import('../features/palette/palette.tsx')).Palette)

/** In the order of likely use. */
const views = [
  TodayView,
  CasesView,
  ReportsView,
  SourcesView,
  ClaimsView,
  Palette,
  QuickNoteDialog,
  SettingsView,
  RecordView,
  ExchangeView,
  PublicationsView,
  MatrixView,
  TimelineView,
  MapView,
  HelpView,
  MergeView,
  BorderView,
] as const

/**
 * Loads the code of all views one by one, while the window is idle.
 *
 * @returns a function that stops it.
 */
export const readViewsAhead = (): (() => void) => whenIdle(views.map((view) => view.readAhead))

/**
 * Requests the first lists of an open vault before anything else is rendered beside them.
 *
 * @returns resolves once language and theme are known, since the window is rendered again with them.
 */
export const readFirstView = (client: QueryClient): Promise<void> => {
  TodayView.readAhead()
  const settings = client.prefetchQuery(vaultQuery('settings.get', {}))
  prefetch(client, 'overview.recent', { caseId: null })
  return settings
}

const ClaimAreaView = ({ area }: { readonly area: ClaimArea }): ReactElement => {
  switch (area) {
    case 'claims':
      return <ClaimsView />
    case 'matrix':
      return <MatrixView />
    case 'timeline':
      return <TimelineView />
    case 'map':
      return <MapView />
  }
}

const CurrentView = ({ info }: { readonly info: Out<'app.info'> }): ReactElement => {
  const { view } = useView()
  if (view.merging !== null) return <MergeView key={view.merging} id={view.merging} />
  if (isClaimArea(view.area)) {
    return (
      <ClaimTabs>
        <ClaimAreaView area={view.area} />
      </ClaimTabs>
    )
  }
  switch (view.area) {
    case 'today':
      return <TodayView />
    case 'cases':
      return <CasesView />
    case 'reports':
      return <ReportsView />
    case 'sources':
      return <SourcesView />
    case 'publications':
      return <PublicationsView />
    case 'exchange':
      return <ExchangeView key={view.exchanging ?? 'overview'} />
    case 'journal':
      return <RecordView />
    case 'settings':
      return <SettingsView info={info} />
    case 'help':
      return <HelpView />
    case 'border':
      return <BorderView />
  }
}

const Boundary = ({ info }: { readonly info: Out<'app.info'> }): ReactElement => {
  const { view } = useView()
  // The key resets a failed view when another is chosen.
  return (
    <ViewBoundary
      key={`${isClaimArea(view.area) ? 'claims' : view.area} ${view.merging ?? ''}`}
      part={view.merging === null ? view.area : 'merge'}
    >
      <CurrentView info={info} />
    </ViewBoundary>
  )
}

/** The open vault: the one module that knows every view. */
export const Views = ({
  info,
  vault,
  lastGroup,
  initial,
}: {
  readonly info: Out<'app.info'>
  readonly vault: Out<'vault.status'>
  /** Of the recovery code, if this window has just shown it. */
  readonly lastGroup: string | null
  /** The initial view; undefined: Today. */
  readonly initial?: AppView
}): ReactElement => {
  useEffect(readViewsAhead, [])
  return (
    <ViewProvider {...(initial === undefined ? {} : { initial })}>
      <TourProvider>
        <CommandsProvider>
          <UndoProvider>
            <FormStoreProvider>
              <Shell
                vault={vault}
                recovery={<RecoveryBar lastGroup={lastGroup} vaultName={info.vaultName} />}
                palette={(state) => <Palette {...state} />}
                quickNote={(state) => state.isOpen && <QuickNoteDialog {...state} />}
                tour={<TourBar />}
              >
                <Deferred>
                  <Boundary info={info} />
                </Deferred>
              </Shell>
            </FormStoreProvider>
          </UndoProvider>
        </CommandsProvider>
      </TourProvider>
    </ViewProvider>
  )
}
