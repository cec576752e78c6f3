import { createContext, useContext } from 'react'
import type { ReportOrder, ReportState } from '../../shared/records.ts'

/** The views of daily work, in the order of the navigation and of the digits with Ctrl. */
export const workAreas = [
  'today',
  'cases',
  'reports',
  'sources',
  'claims',
  'publications',
  'exchange',
] as const
/** The views of the navigation, in its order. */
export const areas = [...workAreas, 'journal', 'settings', 'help'] as const
/** Views of the claims: one entry of the navigation, and tabs within it. */
export const claimAreas = ['claims', 'matrix', 'timeline', 'map'] as const
/** The digit that opens a view with Ctrl; null if it has none. */
export const digitOf = (area: NavArea): string | null =>
  (workAreas as readonly NavArea[]).includes(area) ? String(areas.indexOf(area) + 1) : null

/** Targets of the navigation; `border` is reached from the settings and the palette. */
export type NavArea = (typeof areas)[number]
export type ClaimArea = (typeof claimAreas)[number]
/** Views that the navigation and its tabs lead to. */
export type ViewTarget = NavArea | ClaimArea
export type Area = ViewTarget | 'border'

export const isClaimArea = (area: Area): area is ClaimArea =>
  (claimAreas as readonly Area[]).includes(area)
/** Views that show one record beside a list. */
export type ListArea = 'cases' | 'reports' | 'sources' | 'claims' | 'publications'

/** The id of a record; `new` for one that has not been saved yet; null for none. */
export type Selection = string | null

/** Wizards of the exchange view. */
export type Exchanging = 'export' | 'import' | 'handover'

/** An issue of a review that the user went away to fix. */
export type Fixing = {
  /** The view that has the review. */
  readonly from: 'publications' | 'exchange'
  /** The record that was opened; null for none. */
  readonly id: Selection
  /** The words to find in the record; null: the whole record. */
  readonly words: string | null
}

/** A record that was shown. */
export type ShownRecord = { readonly area: ListArea; readonly id: string }

export type ReportListFilterState = {
  readonly sourceId: string | null
  readonly state: ReportState | null
}

/** Lists with an arrangement of their own: query, order and filters. */
export type ArrangedList = 'cases' | 'sources' | 'claims' | 'publications' | 'journal'

/** How a list is arranged. The list itself defines its orders and filters. */
export type ListView = {
  /** Text in the search box. */
  readonly query: string
  readonly order: string
  /** Value of each filter by its name; '' or missing: no filter. */
  readonly filters: Readonly<Record<string, string>>
}

/** Grouping of the claims in the timeline. */
export type TimelineGrouping = 'none' | 'place' | 'actor' | 'case'

/** Days since 1970; `to` is the day after the last. */
export type TimeRange = { readonly from: number; readonly to: number }

/** View settings of the timeline. */
export type TimelineView = {
  readonly form: 'plot' | 'table'
  readonly grouping: TimelineGrouping
}

/** View settings of the map. */
export type MapView = {
  /** The place or route whose claims are shown beside the map. */
  readonly chosen: string | null
  readonly isLegendOpen: boolean
}

/** View settings of an original and its translation. */
export type PairView = {
  /** Side by side if there is room, otherwise one above the other. */
  readonly beside: boolean
  /** Scrolling one scrolls the other. */
  readonly together: boolean
}

/** The columns around the text of a report. */
export type PanesView = {
  readonly isListShown: boolean
  readonly isInspectorShown: boolean
  /** Widths in pixels; null: the usual one. */
  readonly list: number | null
  readonly inspector: number | null
  /** Focus mode: nothing but the text is shown. */
  readonly isTextOnly: boolean
}

/** Sections of the settings that other parts of the window link to. */
export type SettingsSection =
  | 'appearance'
  | 'pseudonym'
  | 'locking'
  | 'access'
  | 'backup'
  | 'identities'
  | 'readers'
  | 'pools'
  | 'spellings'
  | 'retention'
  | 'wipe'
  | 'integrity'
  | 'release'
  | 'about'

export type AppView = {
  readonly area: Area
  readonly selected: Readonly<Record<ListArea, Selection>>
  /** Records shown last, the latest first; in memory alone, until the lock. */
  readonly recent: readonly ShownRecord[]
  /** Number of new reports begun: tells two new reports apart that are both still `new`. */
  readonly reportsBegun: number
  readonly reportFilter: ReportListFilterState
  readonly reportOrder: ReportOrder
  /** Text in the search box of the report list. */
  readonly query: string
  /** A search was typed since a report was opened: the first one found may be shown in its place. */
  readonly isPreviewing: boolean
  /** The case that reports, claims, publications and Today are limited to; null: all cases. */
  readonly caseScope: string | null
  /** The navigation shows icons alone. */
  readonly isNavNarrow: boolean
  readonly lists: Readonly<Record<ArrangedList, ListView>>
  /** The days that matrix, timeline and map are limited to; null for all. */
  readonly claimTimes: TimeRange | null
  readonly timeline: TimelineView
  readonly map: MapView
  readonly pair: PairView
  readonly panes: PanesView
  /** The section of the settings that was chosen; its entry is shown. */
  readonly settingsSection: SettingsSection
  /** The record whose journal lines are shown; null for all of them. */
  readonly journalSubject: string | null
  /** The record whose versions are being merged, in place of its view; null for none. */
  readonly merging: string | null
  /**
   * The wizard that is open in the exchange, neither finished nor cancelled; null for the overview.
   */
  readonly exchanging: Exchanging | null
  /** The file is written; the result stays until the user leaves. */
  readonly isExchangeOver: boolean
  /** Reports selected in the report list for this wizard. */
  readonly chosenReports: readonly string[]
  /** The case selected for this wizard; null for none. */
  readonly chosenCase: string | null
  /** The token of a dropped file that the import shows; null: it asks for a file. */
  readonly droppedFile: string | null
  /** Set from the press on *Fix* until the user is back in the review, or stays. */
  readonly fixing: Fixing | null
}

export const noFilter: ReportListFilterState = { sourceId: null, state: null }

export const firstList: ListView = { query: '', order: 'newest', filters: {} }

export const firstView: AppView = {
  area: 'today',
  selected: { cases: null, reports: null, sources: null, claims: null, publications: null },
  recent: [],
  reportsBegun: 0,
  reportFilter: noFilter,
  reportOrder: 'newest',
  query: '',
  isPreviewing: false,
  caseScope: null,
  isNavNarrow: false,
  lists: {
    cases: firstList,
    sources: firstList,
    claims: firstList,
    publications: firstList,
    journal: firstList,
  },
  claimTimes: null,
  timeline: { form: 'plot', grouping: 'none' },
  map: { chosen: null, isLegendOpen: true },
  pair: { beside: true, together: true },
  panes: {
    isListShown: true,
    isInspectorShown: true,
    list: null,
    inspector: null,
    isTextOnly: false,
  },
  settingsSection: 'appearance',
  journalSubject: null,
  merging: null,
  exchanging: null,
  isExchangeOver: false,
  chosenReports: [],
  chosenCase: null,
  droppedFile: null,
  fixing: null,
}

/** Is a report shown in focus mode, with nothing beside it? */
export const isTextOnly = ({ area, merging, selected, panes }: AppView): boolean =>
  panes.isTextOnly && area === 'reports' && merging === null && selected.reports !== null

export type ViewActions = {
  readonly view: AppView
  /**
   * For results that arrive later: @returns a function that tells whether the user has navigated
   * nowhere since. If they have, do not change the view.
   */
  readonly stay: () => () => boolean
  /** `shown` is called one frame after the view mounts, which may take longer than a frame. */
  readonly go: (area: Area, shown?: () => void) => void
  /** Shows a record in its view; `new` starts one, null closes it. */
  readonly select: (area: ListArea, id: Selection) => void
  /**
   * Replaces the open record with another, if it is still open; the view stays.
   *
   * @param begun the creation counter of the new report, if `of` is `new`.
   */
  readonly selectInstead: (area: ListArea, of: Selection, id: Selection, begun?: number) => void
  readonly filterReports: (filter: Partial<ReportListFilterState>) => void
  readonly orderReports: (order: ReportOrder) => void
  readonly arrangeList: (list: ArrangedList, change: Partial<ListView>) => void
  readonly search: (query: string) => void
  /** Limits the app to one case; null: all cases. */
  readonly scopeTo: (caseId: string | null) => void
  readonly narrowNav: (isNarrow: boolean) => void
  /** Limits matrix, timeline and map to some days; null: all times. */
  readonly showTimes: (times: TimeRange | null) => void
  readonly arrangeTimeline: (change: Partial<TimelineView>) => void
  readonly arrangeMap: (change: Partial<MapView>) => void
  readonly arrangePair: (change: Partial<PairView>) => void
  readonly arrangePanes: (change: Partial<PanesView>) => void
  /** Chooses a section of the settings; the view stays. */
  readonly chooseSettings: (section: SettingsSection) => void
  /** Shows the journal lines of one record, or of all. */
  readonly showJournal: (subject: string | null) => void
  /** Opens the merge of a record's versions; null returns to the previous view. */
  readonly merge: (id: string | null) => void
  /** Closes the merge once it is saved, if it is still shown. */
  readonly endMerge: (id: string) => void
  /** Opens the export, import or hand-over wizard in the exchange view, for reports or a case. */
  readonly exchange: (what: Exchanging, chosen?: readonly string[], caseId?: string | null) => void
  /** Opens the import of a dropped file in the exchange view. */
  readonly importDropped: (file: string) => void
  /**
   * Marks a wizard as finished. Another may be open by then: each is identified by its own array of
   * chosen reports, whatever its content.
   */
  readonly endExchange: (of: readonly string[]) => void
  /** Shows the overview now or next time, unless another wizard was opened since. */
  readonly closeExchange: (of: readonly string[]) => void
  /**
   * Leaves a review to fix an issue: opens a record, or nothing if `area` is null. The window offers
   * the way back until it is taken or refused. Has no effect outside of a review.
   */
  readonly fix: (area: ListArea | null, id: Selection, words: string | null) => void
  /** The user does not want to return to the review. */
  readonly endFix: () => void
  /** Closes every open record and clears filters and searches; the view stays. */
  readonly closeAll: () => void
}

/** Provided by `ViewProvider` only. */
export const ViewContext = createContext<ViewActions | null>(null)

/** The actions, and what an open report shows of the view. */
export type RecordView = Omit<ViewActions, 'view'> &
  Pick<AppView, 'panes' | 'fixing' | 'reportsBegun'>

/** Provided by `ViewProvider` only. */
export const RecordViewContext = createContext<RecordView | null>(null)

/**
 * For what is open beside a list: it is not rendered again for each key of a search, or each record
 * that is opened.
 *
 * @throws outside a ViewProvider, which is a programming error.
 */
export const useRecordView = (): RecordView => {
  const view = useContext(RecordViewContext)
  if (view === null) throw new Error('no view')
  return view
}

/** @throws outside a ViewProvider, which is a programming error. */
export const useView = (): ViewActions => {
  const actions = useContext(ViewContext)
  if (actions === null) throw new Error('no view')
  return actions
}
