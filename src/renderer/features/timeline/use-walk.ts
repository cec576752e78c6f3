import { useLayoutEffect, useMemo, useRef, useState } from 'react'
import type { KeyboardEvent, RefObject } from 'react'
import { timelineKeys } from '../../commands/shortcuts/keys.ts'
import { actIn } from '../../ui/chord.ts'
import type { TimelineMark, PlacedGroup } from './layout.ts'

const far = 10
const noMarks: readonly TimelineMark[] = []

const keyOf = (target: EventTarget): string | null =>
  (target as Element).closest<HTMLElement>('[data-mark]')?.dataset['mark'] ?? null

export type Walk = {
  /** The mark that is the tab stop. It is rendered even if scrolled out of view. */
  readonly stop: TimelineMark | null
  readonly onKeyDown: (event: KeyboardEvent) => void
  readonly onFocus: (target: EventTarget) => void
}

/**
 * The arrow keys move between marks in time order, group by group; Page keys move by ten, Home and
 * End to the ends. `openId` is the start: the claim that was opened last.
 */
export const useWalk = (
  scroller: RefObject<HTMLElement | null>,
  groups: readonly PlacedGroup[],
  openId: string | null,
): Walk => {
  const marks = useMemo(() => noMarks.concat(...groups.map((group) => group.marks)), [groups])
  // Searched on key press: an index of all marks would be rebuilt on every brush move.
  const placeOf = (key: string | null): number => marks.findIndex((mark) => mark.key === key)
  const [current, setCurrent] = useState<string | null>(null)
  const opened = useMemo(
    () => (openId === null ? null : (marks.find(({ item }) => item.claim.id === openId) ?? null)),
    [marks, openId],
  )
  const walked = current === null ? undefined : marks[placeOf(current)]
  const stop = walked ?? opened ?? marks[0] ?? null

  const goal = useRef<'focus' | 'reveal' | null>(openId === null ? null : 'reveal')
  useLayoutEffect(() => {
    if (goal.current === null || stop === null) return
    const found = scroller.current?.querySelector<HTMLElement>(
      `[data-mark="${CSS.escape(stop.key)}"]`,
    )
    if (found === null || found === undefined) return
    if (goal.current === 'focus') found.focus({ preventScroll: true })
    found.scrollIntoView({ block: 'nearest', inline: 'nearest' })
    goal.current = null
  }, [scroller, stop])

  return {
    stop,
    onFocus: (target) => setCurrent(keyOf(target) ?? current),
    onKeyDown: (event) => {
      const at = placeOf(keyOf(event.target))
      const act = actIn(event, timelineKeys)
      if (at < 0 || act === null) return
      const last = marks.length - 1
      const way = ['ArrowRight', 'ArrowDown', 'PageDown', 'End'].includes(event.key) ? 1 : -1
      const by = { walk: at + way, far: at + far * way, ends: way > 0 ? last : 0, open: at }[act]
      const to = marks[act === 'walk' ? by : Math.min(Math.max(by, 0), last)]
      event.preventDefault()
      if (to === undefined || to.key === stop?.key) return
      goal.current = 'focus'
      setCurrent(to.key)
    },
  }
}
