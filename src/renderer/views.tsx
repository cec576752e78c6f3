import type { ReactElement } from 'react'
import type { Out } from '../shared/contract.ts'
import { BorderView } from './features/border/border-view.tsx'
import { CasesView } from './features/cases/cases-view.tsx'
import { ClaimsView } from './features/claims/claims-view.tsx'
import { ExchangeView } from './features/exchange/exchange-view.tsx'
import { MergeView } from './features/merge/merge-view.tsx'
import { Palette } from './features/palette/palette.tsx'
import { PublicationsView } from './features/publications/publications-view.tsx'
import { RecordView } from './features/record/record-view.tsx'
import { ReportsView } from './features/reports/reports-view.tsx'
import { SettingsView } from './features/settings/settings-view.tsx'
import { Shell } from './features/shell/shell.tsx'
import { ViewBoundary } from './features/shell/view-boundary.tsx'
import { SourcesView } from './features/sources/sources-view.tsx'
import { useView, ViewProvider } from './view-state.tsx'
import type { View } from './view-state.tsx'

const CurrentView = ({ info }: { readonly info: Out<'app.info'> }): ReactElement => {
  const { view } = useView()
  if (view.merging !== null) return <MergeView key={view.merging} id={view.merging} />
  switch (view.area) {
    case 'cases':
      return <CasesView />
    case 'reports':
      return <ReportsView />
    case 'sources':
      return <SourcesView />
    case 'claims':
      return <ClaimsView />
    case 'publications':
      return <PublicationsView />
    case 'exchange':
      return <ExchangeView />
    case 'record':
      return <RecordView />
    case 'settings':
      return <SettingsView info={info} />
    case 'border':
      return <BorderView />
  }
}

const Boundary = ({ info }: { readonly info: Out<'app.info'> }): ReactElement => {
  const { view } = useView()
  // The key makes a failed view new when another is chosen.
  return (
    <ViewBoundary key={`${view.area} ${view.merging ?? ''}`}>
      <CurrentView info={info} />
    </ViewBoundary>
  )
}

/** The open vault: the one place that knows every view. */
export const Views = ({
  info,
  vault,
  initial,
}: {
  readonly info: Out<'app.info'>
  readonly vault: Out<'vault.status'>
  /** Where to begin; tests use it. */
  readonly initial?: View
}): ReactElement => (
  <ViewProvider {...(initial === undefined ? {} : { initial })}>
    <Shell vault={vault} palette={(state) => <Palette {...state} />}>
      <Boundary info={info} />
    </Shell>
  </ViewProvider>
)
