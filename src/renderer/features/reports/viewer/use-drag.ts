import { useRef, useState } from 'react'
import type { PointerEvent, RefObject } from 'react'
import type { Corner } from './box-mark.tsx'
import { between, moved } from './boxes.ts'
import type { Box } from './boxes.ts'
import type { Boxes } from './use-boxes.ts'
import { toPicture } from './viewport.ts'
import type { PicturePoint, PictureSize, Viewport } from './viewport.ts'

/** A pointer that moved less than this was a press, not a drag; in CSS pixels. */
const still = 4

type PictureDrag = { readonly start: PicturePoint; last: PicturePoint; far: number } & (
  | { readonly kind: 'pan' }
  | { readonly kind: 'draw'; readonly from: PicturePoint }
  | { readonly kind: 'move'; readonly from: PicturePoint; readonly box: Box }
  | { readonly kind: 'resize'; readonly anchor: PicturePoint; readonly box: Box }
)

const opposite = ({ left, top, width, height }: Box, corner: Corner): PicturePoint => ({
  x: corner.endsWith('w') ? left + width : left,
  y: corner.startsWith('n') ? top + height : top,
})

/** Id of no box: a new box gets its id when the pointer is released. */
const unnamed = 0

/** Pointer gestures on the picture: pan, draw a box, move or resize one. */
export const useDrag = ({
  frame,
  picture,
  at,
  boxes,
  isDrawing,
  pan,
}: {
  readonly frame: RefObject<HTMLDivElement | null>
  readonly picture: PictureSize
  readonly at: Viewport
  readonly boxes: Boxes
  readonly isDrawing: boolean
  readonly pan: (by: PicturePoint) => void
}): {
  /** The box as it would be if the pointer were released now. */
  readonly draft: Box | null
  readonly begin: (event: PointerEvent) => void
  readonly grab: (event: PointerEvent, box: Box, corner: Corner | null) => void
  readonly go: (event: PointerEvent) => void
  readonly end: (event: PointerEvent) => void
  readonly giveUp: () => void
} => {
  const drag = useRef<PictureDrag | null>(null)
  const [draft, setDraft] = useState<Box | null>(null)

  const pointOf = (event: PointerEvent): PicturePoint => {
    const { left = 0, top = 0 } = frame.current?.getBoundingClientRect() ?? {}
    return { x: event.clientX - left, y: event.clientY - top }
  }
  const hold = (event: PointerEvent): Omit<PictureDrag, 'kind'> => {
    frame.current?.setPointerCapture(event.pointerId)
    const start = pointOf(event)
    return { start, last: start, far: 0 }
  }
  const boxAt = (now: PictureDrag, point: PicturePoint): Box | null => {
    const to = toPicture(at, point)
    switch (now.kind) {
      case 'pan':
        return null
      case 'draw':
        return { ...between(now.from, to, picture), id: unnamed }
      case 'move':
        return moved(now.box, { x: to.x - now.from.x, y: to.y - now.from.y }, picture)
      case 'resize':
        return { ...between(now.anchor, to, picture), id: now.box.id }
    }
  }
  const giveUp = (): void => {
    drag.current = null
    setDraft(null)
  }
  return {
    draft,
    begin: (event) => {
      if (event.button !== 0 || drag.current !== null) return
      const held = hold(event)
      if (!isDrawing || boxes.isFull) drag.current = { ...held, kind: 'pan' }
      else drag.current = { ...held, kind: 'draw', from: toPicture(at, held.start) }
      boxes.choose(null)
    },
    grab: (event, box, corner) => {
      if (!isDrawing || event.button !== 0) return
      event.stopPropagation()
      const held = hold(event)
      boxes.choose(box.id)
      drag.current =
        corner === null
          ? { ...held, kind: 'move', box, from: toPicture(at, held.start) }
          : { ...held, kind: 'resize', box, anchor: opposite(box, corner) }
    },
    go: (event) => {
      const now = drag.current
      if (now === null) return
      const point = pointOf(event)
      const by = { x: point.x - now.last.x, y: point.y - now.last.y }
      now.last = point
      now.far = Math.max(now.far, Math.hypot(point.x - now.start.x, point.y - now.start.y))
      if (now.kind === 'pan') pan(by)
      else if (now.far >= still) setDraft(boxAt(now, point))
    },
    end: (event) => {
      const now = drag.current
      giveUp()
      if (now === null || now.far < still) return
      const box = boxAt(now, pointOf(event))
      if (box === null) return
      if (now.kind === 'draw') boxes.add(box)
      else boxes.change(box)
    },
    giveUp,
  }
}
