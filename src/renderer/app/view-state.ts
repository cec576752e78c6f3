import { createContext, useContext } from 'react'
import type { ReportOrder, ReportState } from '../../shared/records.ts'

/** The views of the window, in the order of the navigation. */
export const areas = [
  'cases',
  'reports',
  'sources',
  'claims',
  'timeline',
  'map',
  'publications',
  'exchange',
  'record',
  'settings',
  'help',
] as const
/** The digit that leads to a view together with Ctrl; null beyond nine views: 0 is for the size of the text. */
export const digitOf = (area: NavArea): string | null => '123456789'[areas.indexOf(area)] ?? null

/** Where the navigation leads; `border` is reached from the settings and the palette. */
export type NavArea = (typeof areas)[number]
export type Area = NavArea | 'border'
/** Views that show one record beside a list. */
export type ListArea = 'cases' | 'reports' | 'sources' | 'claims' | 'publications'

/** The id of a record; `new` for one that has not been saved yet; null for none. */
export type Selection = string | null

/** What can be begun in the view of the exchange. */
export type Exchanging = 'export' | 'import' | 'handover'

export type ReportListFilterState = {
  readonly caseId: string | null
  readonly sourceId: string | null
  readonly state: ReportState | null
}

/** Lists that one view has, looked at as its person arranged it. */
export type ArrangedList = 'cases' | 'sources' | 'claims' | 'publications' | 'record'

/** How a list is looked at. Which orders and filters it has, the list itself knows. */
export type ListView = {
  /** What is typed in its search box. */
  readonly query: string
  readonly order: string
  /** What it is narrowed to, by the name of each filter; '' or left out: to nothing. */
  readonly filters: Readonly<Record<string, string>>
}

/** Headings that the claims of the timeline stand under. */
export type TimelineGrouping = 'none' | 'place' | 'actor' | 'case'

/** How the claims are looked at in time. */
export type TimelineView = {
  readonly form: 'plot' | 'table'
  readonly grouping: TimelineGrouping
  /** Days since 1970 that are looked at, the last one not among them; null for all there are. */
  readonly range: { readonly from: number; readonly to: number } | null
}

/** How the claims are looked at on the map. */
export type MapView = {
  readonly form: 'map' | 'table'
  /** Months since the year 0, both among them; null for all times. */
  readonly months: { readonly from: number; readonly to: number } | null
  /** The place or route whose claims are shown beside it. */
  readonly chosen: string | null
}

/** How an original and its translation are looked at. */
export type PairView = {
  /** Side by side where there is room, one above the other if not. */
  readonly beside: boolean
  /** Scrolling one scrolls the other. */
  readonly together: boolean
}

export type AppView = {
  readonly area: Area
  readonly selected: Readonly<Record<ListArea, Selection>>
  /** How many new reports were begun: each is one by itself, also where the one before is still `new`. */
  readonly reportsBegun: number
  readonly reportFilter: ReportListFilterState
  readonly reportOrder: ReportOrder
  /** What is typed in the search box of the list of reports. */
  readonly query: string
  /** The case whose claims are shown; null for those of all cases. */
  readonly claimCase: string | null
  readonly lists: Readonly<Record<ArrangedList, ListView>>
  readonly timeline: TimelineView
  readonly map: MapView
  readonly pair: PairView
  /** The record whose journal lines are shown; null for all of them. */
  readonly recordSubject: string | null
  /** The record whose versions are being put together, in the place of its view; null for none. */
  readonly merging: string | null
  /** What was begun in the exchange, and neither finished nor given up; null for its overview. */
  readonly exchanging: Exchanging | null
  /** Its file is written: it is shown until somebody leaves. */
  readonly isExchangeOver: boolean
  /** Reports that were chosen for it before, in their list. */
  readonly chosenReports: readonly string[]
}

export const noFilter: ReportListFilterState = { caseId: null, sourceId: null, state: null }

export const firstList: ListView = { query: '', order: 'newest', filters: {} }

export const firstView: AppView = {
  area: 'reports',
  selected: { cases: null, reports: null, sources: null, claims: null, publications: null },
  reportsBegun: 0,
  reportFilter: noFilter,
  reportOrder: 'newest',
  query: '',
  claimCase: null,
  lists: {
    cases: firstList,
    sources: firstList,
    claims: firstList,
    publications: firstList,
    record: firstList,
  },
  timeline: { form: 'plot', grouping: 'none', range: null },
  map: { form: 'map', months: null, chosen: null },
  pair: { beside: true, together: true },
  recordSubject: null,
  merging: null,
  exchanging: null,
  isExchangeOver: false,
  chosenReports: [],
}

export type ViewActions = {
  readonly view: AppView
  /**
   * For what is answered later: @returns whether nobody set out for anything since. Who did is not
   * called back.
   */
  readonly stay: () => () => boolean
  /** `shown` is done one frame after that view stands, which may take longer than a frame. */
  readonly go: (area: Area, shown?: () => void) => void
  /** Shows a record in its view; `new` begins one, null closes it. */
  readonly select: (area: ListArea, id: Selection) => void
  /**
   * Shows another in its place, if it is still the one that is open there; the view stays what it is.
   *
   * @param begun which new report is meant, where `of` is `new`.
   */
  readonly selectInstead: (area: ListArea, of: Selection, id: Selection, begun?: number) => void
  readonly filterReports: (filter: Partial<ReportListFilterState>) => void
  readonly orderReports: (order: ReportOrder) => void
  readonly arrangeList: (list: ArrangedList, change: Partial<ListView>) => void
  readonly search: (query: string) => void
  readonly filterClaims: (caseId: string | null) => void
  readonly arrangeTimeline: (change: Partial<TimelineView>) => void
  readonly arrangeMap: (change: Partial<MapView>) => void
  readonly arrangePair: (change: Partial<PairView>) => void
  /** Shows the journal lines of one record, or of all. */
  readonly showJournal: (subject: string | null) => void
  /** Puts the versions of a record together; null goes back to where that was begun. */
  readonly merge: (id: string | null) => void
  /** Goes back from the versions of a record once they are one, if they are what is still shown. */
  readonly endMerge: (id: string) => void
  /** Begins an export, an import or a hand-over, in the view of the exchange. */
  readonly exchange: (what: Exchanging, chosen?: readonly string[]) => void
  /**
   * Says that what was begun there is done. Another may have been begun since: each is known by its own
   * list of chosen reports, whatever is in it.
   */
  readonly endExchange: (of: readonly string[]) => void
  /** Shows the overview the next time, or now, unless another was begun since. */
  readonly closeExchange: (of: readonly string[]) => void
  /** Closes what is open in every view, with filters and what was searched for; the view stays. */
  readonly closeAll: () => void
}

/** Given by `ViewProvider` alone. */
export const ViewContext = createContext<ViewActions | null>(null)

/** @throws outside a ViewProvider, which is a mistake in the program. */
export const useView = (): ViewActions => {
  const acts = useContext(ViewContext)
  if (acts === null) throw new Error('no view')
  return acts
}
