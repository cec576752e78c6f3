import { createContext, useCallback, useContext, useMemo, useReducer } from 'react'
import type { ReactElement, ReactNode } from 'react'
import type { ReportState } from '../shared/records.ts'

/** The views of the window, in the order of the navigation. */
export const areas = [
  'cases',
  'reports',
  'sources',
  'claims',
  'publications',
  'exchange',
  'record',
  'settings',
] as const
/** Where the navigation leads; `border` is reached from the settings and the palette. */
export type NavArea = (typeof areas)[number]
export type Area = NavArea | 'border'
/** Views that show one record beside a list. */
export type ListArea = 'cases' | 'reports' | 'sources' | 'claims' | 'publications'

/** The id of a record; `new` for one that has not been saved yet; null for none. */
export type Selection = string | null

export interface ReportFilter {
  readonly caseId: string | null
  readonly sourceId: string | null
  readonly state: ReportState | null
}

export interface View {
  readonly area: Area
  readonly selected: Readonly<Record<ListArea, Selection>>
  readonly reportFilter: ReportFilter
  /** What is typed in the search box of the list of reports. */
  readonly query: string
  /** The case whose claims are shown; null for those of all cases. */
  readonly claimCase: string | null
  /** The record whose journal lines are shown; null for all of them. */
  readonly recordSubject: string | null
  /** The record whose versions are being put together, in the place of its view; null for none. */
  readonly merging: string | null
  /** The exchange begins with a hand-over. */
  readonly handingOver: boolean
}

type Step =
  | { readonly kind: 'go'; readonly area: Area }
  | { readonly kind: 'select'; readonly area: ListArea; readonly id: Selection }
  | { readonly kind: 'filter'; readonly filter: Partial<ReportFilter> }
  | { readonly kind: 'query'; readonly query: string }
  | { readonly kind: 'claimCase'; readonly caseId: string | null }
  | { readonly kind: 'merge'; readonly id: string | null }
  | { readonly kind: 'handOver' }
  | { readonly kind: 'closeAll' }
  | { readonly kind: 'subject'; readonly subject: string | null }

export const noFilter: ReportFilter = { caseId: null, sourceId: null, state: null }

export const firstView: View = {
  area: 'reports',
  selected: { cases: null, reports: null, sources: null, claims: null, publications: null },
  reportFilter: noFilter,
  query: '',
  claimCase: null,
  recordSubject: null,
  merging: null,
  handingOver: false,
}

const step = (view: View, change: Step): View => {
  switch (change.kind) {
    case 'go':
      return { ...view, area: change.area, merging: null, handingOver: false }
    case 'select':
      return {
        ...view,
        area: change.area,
        selected: { ...view.selected, [change.area]: change.id },
        merging: null,
      }
    case 'filter':
      return { ...view, reportFilter: { ...view.reportFilter, ...change.filter } }
    case 'query':
      return { ...view, query: change.query }
    case 'claimCase':
      return { ...view, claimCase: change.caseId }
    case 'subject':
      return { ...view, area: 'record', recordSubject: change.subject, merging: null }
    case 'merge':
      return { ...view, merging: change.id }
    case 'handOver':
      return { ...view, area: 'exchange', merging: null, handingOver: true }
    case 'closeAll':
      return { ...firstView, area: view.area }
  }
}

export interface ViewActs {
  readonly view: View
  readonly go: (area: Area) => void
  /** Shows a record in its view; `new` begins one, null closes it. */
  readonly select: (area: ListArea, id: Selection) => void
  readonly filterReports: (filter: Partial<ReportFilter>) => void
  readonly search: (query: string) => void
  readonly filterClaims: (caseId: string | null) => void
  /** Shows the journal lines of one record, or of all. */
  readonly showJournal: (subject: string | null) => void
  /** Puts the versions of a record together; null goes back to where that was begun. */
  readonly merge: (id: string | null) => void
  /** Begins a hand-over, in the view of the exchange. */
  readonly handOver: () => void
  /** Closes what is open in every view, with filters and what was searched for; the view stays. */
  readonly closeAll: () => void
}

const ViewContext = createContext<ViewActs | null>(null)

/** Where the person is. Forgotten with the window: nothing of it is kept anywhere. */
export const ViewProvider = ({
  initial = firstView,
  children,
}: {
  readonly initial?: View
  readonly children: ReactNode
}): ReactElement => {
  const [view, change] = useReducer(step, initial)
  const closeAll = useCallback(() => change({ kind: 'closeAll' }), [])
  const acts = useMemo<ViewActs>(
    () => ({
      view,
      closeAll,
      go: (area) => change({ kind: 'go', area }),
      select: (area, id) => change({ kind: 'select', area, id }),
      filterReports: (filter) => change({ kind: 'filter', filter }),
      search: (query) => change({ kind: 'query', query }),
      filterClaims: (caseId) => change({ kind: 'claimCase', caseId }),
      showJournal: (subject) => change({ kind: 'subject', subject }),
      merge: (id) => change({ kind: 'merge', id }),
      handOver: () => change({ kind: 'handOver' }),
    }),
    [view, closeAll],
  )
  return <ViewContext value={acts}>{children}</ViewContext>
}

/** @throws outside a ViewProvider, which is a mistake in the program. */
export const useView = (): ViewActs => {
  const acts = useContext(ViewContext)
  if (acts === null) throw new Error('no view')
  return acts
}
