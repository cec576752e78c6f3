import { useRef } from 'react'
import type { PointerEvent } from 'react'
import type { DayRange } from './days.ts'
import { shortest, within } from './range.ts'

type Grip = 'from' | 'to' | 'window' | 'new'

type BrushDrag = {
  readonly grip: Grip
  readonly day: number
  readonly range: DayRange
}

const isGrip = (name: string | null): name is Grip =>
  name === 'from' || name === 'to' || name === 'window'

const dragged = ({ grip, day, range }: BrushDrag, to: number): DayRange => {
  switch (grip) {
    case 'from':
      return { from: Math.min(to, range.to - shortest), to: range.to }
    case 'to':
      return { from: range.from, to: Math.max(to, range.from + shortest) }
    case 'window':
      return { from: range.from + to - day, to: range.to + to - day }
    case 'new':
      return { from: Math.min(day, to), to: Math.max(day, to) }
  }
}

/** A shorter drag is a click, in pixels. */
const least = 4

/**
 * Pointer gestures on the strip: drag an end (an element with `data-grip`), move the range, or draw
 * a new one outside it.
 */
export const useBrush = (
  extent: DayRange,
  range: DayRange,
  onChange: (range: DayRange) => void,
): Readonly<
  Record<
    'onPointerDown' | 'onPointerMove' | 'onPointerUp' | 'onPointerCancel',
    (event: PointerEvent<HTMLElement>) => void
  >
> => {
  const drag = useRef<(BrushDrag & { readonly x: number }) | null>(null)
  const dayAt = (event: PointerEvent<HTMLElement>): number => {
    const { left, width } = event.currentTarget.getBoundingClientRect()
    return extent.from + ((event.clientX - left) / width) * (extent.to - extent.from)
  }
  const end = (): void => {
    drag.current = null
  }
  return {
    onPointerDown: (event) => {
      if (event.button !== 0) return
      const held = (event.target as Element).closest<HTMLElement>('[data-grip]')
      const name = held?.dataset['grip'] ?? null
      const isWhole = range.from <= extent.from && range.to >= extent.to
      const grip = isGrip(name) && !(name === 'window' && isWhole) ? name : 'new'
      drag.current = { grip, day: dayAt(event), range, x: event.clientX }
      event.currentTarget.setPointerCapture(event.pointerId)
      if (grip === 'from' || grip === 'to') held?.focus()
      // Prevents text selection while the range moves.
      event.preventDefault()
    },
    onPointerMove: (event) => {
      const held = drag.current
      if (held === null) return
      if (held.grip === 'new' && Math.abs(event.clientX - held.x) < least) return
      onChange(within(dragged(held, dayAt(event)), extent))
    },
    onPointerUp: end,
    onPointerCancel: end,
  }
}
