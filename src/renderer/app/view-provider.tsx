import {
  startTransition,
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useReducer,
  useRef,
} from 'react'
import type { ReactElement, ReactNode } from 'react'
import { firstView, RecordViewContext, ViewContext } from './view-state.ts'
import type { Area, AppView, RecordView, ViewActions } from './view-state.ts'
import { changesView, isNavigation, step } from './view-step.ts'
import type { ViewChange } from './view-step.ts'

/**
 * Navigation state. It is kept nowhere and ends with the window. Its actions stay the same functions,
 * so that what only navigates is not rendered again for each step.
 */
export const ViewProvider = ({
  initial = firstView,
  children,
}: {
  readonly initial?: AppView
  readonly children: ReactNode
}): ReactElement => {
  const [view, changeNow] = useReducer(step, initial)
  const { area, merging, panes, fixing, reportsBegun } = view
  const shown = useRef({ area, merging })
  useLayoutEffect(() => {
    shown.current = { area, merging }
  }, [area, merging])
  // Another view is rendered in a transition, so that keys and answers are handled in between.
  const waiting = useRef<{ readonly area: Area; readonly shown: () => void } | null>(null)
  const ways = useRef(0)
  const change = useCallback((next: ViewChange) => {
    if (isNavigation(next)) {
      ways.current += 1
      // Navigating elsewhere before the view mounts cancels its pending callback.
      waiting.current = null
    }
    if (changesView(next, shown.current)) startTransition(() => changeNow(next))
    else changeNow(next)
  }, [])
  useEffect(() => {
    if (waiting.current?.area !== area) return
    requestAnimationFrame(waiting.current.shown)
    waiting.current = null
  }, [area])
  const go = useCallback(
    (to: Area, then?: () => void) => {
      const from = shown.current.area
      change({ kind: 'go', area: to, from })
      if (then === undefined) return
      if (to === from) requestAnimationFrame(then)
      else waiting.current = { area: to, shown: then }
    },
    [change],
  )
  const selectInstead = useCallback<ViewActions['selectInstead']>(
    (of, id, next, begun) => changeNow({ kind: 'instead', area: of, of: id, id: next, begun }),
    [],
  )
  const chooseSettings = useCallback<ViewActions['chooseSettings']>(
    (section) => changeNow({ kind: 'section', section }),
    [],
  )
  const closeAll = useCallback(() => changeNow({ kind: 'closeAll' }), [])
  const stay = useCallback(() => {
    const way = ways.current
    return () => way === ways.current
  }, [])
  const actions = useMemo<Omit<ViewActions, 'view'>>(
    () => ({
      stay,
      closeAll,
      go,
      select: (area, id) => change({ kind: 'select', area, id }),
      selectInstead,
      chooseSettings,
      filterReports: (filter) => change({ kind: 'filter', filter }),
      orderReports: (order) => change({ kind: 'order', order }),
      arrangeList: (list, of) => change({ kind: 'list', list, change: of }),
      search: (query) => change({ kind: 'query', query }),
      scopeTo: (caseId) => change({ kind: 'scope', caseId }),
      narrowNav: (isNarrow) => change({ kind: 'nav', isNarrow }),
      showTimes: (times) => change({ kind: 'times', times }),
      arrangeTimeline: (of) => change({ kind: 'timeline', change: of }),
      arrangeMap: (of) => change({ kind: 'map', change: of }),
      arrangePair: (of) => change({ kind: 'pair', change: of }),
      arrangePanes: (of) => change({ kind: 'panes', change: of }),
      showJournal: (subject) => change({ kind: 'subject', subject }),
      merge: (id) => change({ kind: 'merge', id }),
      endMerge: (id) => change({ kind: 'merged', id }),
      exchange: (what, chosen = [], caseId = null) =>
        change({ kind: 'exchange', what, chosen, caseId }),
      importDropped: (droppedFile) =>
        change({ kind: 'exchange', what: 'import', chosen: [], caseId: null, droppedFile }),
      endExchange: (of) => change({ kind: 'exchanged', of }),
      fix: (area, id, words) => change({ kind: 'fix', area, id, words }),
      endFix: () => change({ kind: 'fixed' }),
      closeExchange: (of) => change({ kind: 'exchangeClosed', of }),
    }),
    [go, change, closeAll, chooseSettings, selectInstead, stay],
  )
  const shared = useMemo<ViewActions>(() => ({ ...actions, view }), [actions, view])
  const ofRecord = useMemo<RecordView>(
    () => ({ ...actions, panes, fixing, reportsBegun }),
    [actions, panes, fixing, reportsBegun],
  )
  return (
    <ViewContext value={shared}>
      <RecordViewContext value={ofRecord}>{children}</RecordViewContext>
    </ViewContext>
  )
}
