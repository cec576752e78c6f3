import { firstView } from './view-state.ts'
import type {
  Area,
  ArrangedList,
  Exchanging,
  ListArea,
  ListView,
  MapView,
  PairView,
  PanesView,
  ReportListFilterState,
  Selection,
  SettingsSection,
  TimelineView,
  TimeRange,
  AppView,
} from './view-state.ts'
import type { ReportOrder } from '../../shared/records.ts'

export type ViewChange =
  | { readonly kind: 'go'; readonly area: Area; /** The view that is shown. */ readonly from: Area }
  | { readonly kind: 'select'; readonly area: ListArea; readonly id: Selection }
  | {
      readonly kind: 'instead'
      readonly area: ListArea
      readonly of: Selection
      readonly id: Selection
      /** The creation counter of the new report; undefined: any. */
      readonly begun?: number | undefined
    }
  | { readonly kind: 'filter'; readonly filter: Partial<ReportListFilterState> }
  | { readonly kind: 'order'; readonly order: ReportOrder }
  | { readonly kind: 'list'; readonly list: ArrangedList; readonly change: Partial<ListView> }
  | { readonly kind: 'query'; readonly query: string }
  | { readonly kind: 'scope'; readonly caseId: string | null }
  | { readonly kind: 'nav'; readonly isNarrow: boolean }
  | { readonly kind: 'times'; readonly times: TimeRange | null }
  | { readonly kind: 'timeline'; readonly change: Partial<TimelineView> }
  | { readonly kind: 'map'; readonly change: Partial<MapView> }
  | { readonly kind: 'pair'; readonly change: Partial<PairView> }
  | { readonly kind: 'panes'; readonly change: Partial<PanesView> }
  | { readonly kind: 'section'; readonly section: SettingsSection }
  | { readonly kind: 'merge'; readonly id: string | null }
  | { readonly kind: 'merged'; readonly id: string }
  | {
      readonly kind: 'exchange'
      readonly what: Exchanging
      readonly chosen: readonly string[]
      readonly caseId: string | null
      readonly droppedFile?: string
    }
  | { readonly kind: 'exchanged' | 'exchangeClosed'; readonly of: readonly string[] }
  | {
      readonly kind: 'fix'
      readonly area: ListArea | null
      readonly id: Selection
      readonly words: string | null
    }
  | { readonly kind: 'fixed' }
  | { readonly kind: 'closeAll' }
  | { readonly kind: 'subject'; readonly subject: string | null }

const noExchange = {
  exchanging: null,
  isExchangeOver: false,
  chosenReports: [],
  chosenCase: null,
  droppedFile: null,
} as const

/**
 * Does the exchange show its overview next time? Typed input is kept for the next start of the
 * wizard.
 */
const isLeft = ({ exchanging, isExchangeOver }: AppView, from: Area, next: Area): boolean =>
  isExchangeOver ||
  // An import would have to ask for its file again.
  exchanging === 'import' ||
  // Navigating to the current view means closing the wizard; a double press on the way there does
  // not.
  (from === 'exchange' && next === 'exchange')

/** Records that the palette offers again. */
const recentMost = 10

const withShown = ({ recent }: AppView, area: ListArea, id: Selection): AppView['recent'] =>
  id === null || id === 'new'
    ? recent
    : [{ area, id }, ...recent.filter((one) => one.id !== id)].slice(0, recentMost)

/** Entering the view of the review ends the fixing. */
const stillFixing = ({ fixing }: AppView, area: Area): AppView['fixing'] =>
  fixing?.from === area ? null : fixing

export const step = (view: AppView, change: ViewChange): AppView => {
  switch (change.kind) {
    case 'go':
      return {
        ...view,
        area: change.area,
        merging: null,
        fixing: stillFixing(view, change.area),
        ...(isLeft(view, change.from, change.area) ? noExchange : {}),
      }
    case 'select':
      return {
        ...view,
        area: change.area,
        selected: { ...view.selected, [change.area]: change.id },
        recent: withShown(view, change.area, change.id),
        isPreviewing: view.isPreviewing && change.area !== 'reports',
        reportsBegun:
          view.reportsBegun + (change.area === 'reports' && change.id === 'new' ? 1 : 0),
        merging: null,
        fixing: stillFixing(view, change.area),
      }
    case 'instead':
      return view.selected[change.area] === change.of &&
        (change.begun ?? view.reportsBegun) === view.reportsBegun
        ? {
            ...view,
            selected: { ...view.selected, [change.area]: change.id },
            recent: withShown(view, change.area, change.id),
          }
        : view
    case 'filter':
      return { ...view, reportFilter: { ...view.reportFilter, ...change.filter } }
    case 'order':
      return { ...view, reportOrder: change.order }
    case 'list': {
      const next = { ...view.lists[change.list], ...change.change }
      return { ...view, lists: { ...view.lists, [change.list]: next } }
    }
    case 'query':
      return { ...view, query: change.query, isPreviewing: change.query.trim() !== '' }
    case 'scope':
      if (change.caseId === view.caseScope) return view
      // Another case has its own claims, places and times.
      return {
        ...view,
        caseScope: change.caseId,
        selected: { ...view.selected, claims: null },
        claimTimes: null,
        map: { ...view.map, chosen: null },
      }
    case 'nav':
      return { ...view, isNavNarrow: change.isNarrow }
    case 'times':
      return { ...view, claimTimes: change.times }
    case 'timeline':
      return { ...view, timeline: { ...view.timeline, ...change.change } }
    case 'map':
      return { ...view, map: { ...view.map, ...change.change } }
    case 'pair':
      return { ...view, pair: { ...view.pair, ...change.change } }
    case 'panes':
      return { ...view, panes: { ...view.panes, ...change.change } }
    case 'section':
      return { ...view, settingsSection: change.section }
    case 'subject':
      return { ...view, area: 'journal', journalSubject: change.subject, merging: null }
    case 'merge':
      return { ...view, merging: change.id }
    case 'merged':
      return view.merging === change.id ? { ...view, merging: null } : view
    case 'exchange':
      return {
        ...view,
        area: 'exchange',
        merging: null,
        fixing: null,
        exchanging: change.what,
        isExchangeOver: false,
        chosenReports: change.chosen,
        chosenCase: change.caseId,
        droppedFile: change.droppedFile ?? null,
      }
    case 'exchanged':
      return view.chosenReports === change.of ? { ...view, isExchangeOver: true } : view
    case 'exchangeClosed':
      return view.chosenReports === change.of ? { ...view, ...noExchange } : view
    case 'fix': {
      const { area: from, selected } = view
      if (from !== 'publications' && from !== 'exchange') return view
      const { area, id, words } = change
      return {
        ...view,
        ...(area === null ? {} : { area, selected: { ...selected, [area]: id }, merging: null }),
        fixing: { from, id, words },
      }
    }
    case 'fixed':
      return { ...view, fixing: null }
    case 'closeAll': {
      const { area, exchanging, isExchangeOver, chosenReports, chosenCase, droppedFile } = view
      const { reportsBegun, isNavNarrow, settingsSection } = view
      return {
        ...firstView,
        area,
        settingsSection,
        isNavNarrow,
        reportsBegun,
        // A hand-over erases records, and its result stays visible.
        ...(area === 'exchange'
          ? { exchanging, isExchangeOver, chosenReports, chosenCase, droppedFile }
          : {}),
      }
    }
  }
}

/** Does a step leave the view that is shown? */
export const changesView = (
  change: ViewChange,
  { area, merging }: Pick<AppView, 'area' | 'merging'>,
): boolean => {
  switch (change.kind) {
    case 'go':
    case 'select':
      return change.area !== area || merging !== null
    case 'fix':
      return change.area !== null
    case 'subject':
      return area !== 'journal'
    case 'exchange':
    case 'exchangeClosed':
    case 'merge':
    case 'merged':
      return true
    default:
      return false
  }
}

/** Does a step navigate to another record or view? */
export const isNavigation = ({ kind }: ViewChange): boolean =>
  kind === 'go' ||
  kind === 'select' ||
  kind === 'fix' ||
  kind === 'subject' ||
  kind === 'exchange' ||
  kind === 'merge'
