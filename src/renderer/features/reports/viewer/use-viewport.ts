import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { RefObject } from 'react'
import { fitted, panned, revealed, scaledTo, toPicture } from './viewport.ts'
import type { RedactionBox } from '../../../../shared/attachments.ts'
import type { lookingKeys } from '../../../commands/shortcuts/keys.ts'
import type { PicturePoint, PictureSize, Viewport } from './viewport.ts'

const perNotch = 0.0016
const perPress = 1.25

export type Looking = {
  readonly frame: RefObject<HTMLDivElement | null>
  readonly at: Viewport
  /** Screen pixels per picture pixel, in per cent. */
  readonly percent: number
  readonly isFitted: boolean
  readonly pan: (by: PicturePoint) => void
  /** Moves a part of the picture into view. */
  readonly reveal: (part: RedactionBox) => void
  /** Centre and size of the visible part of the picture. */
  readonly middle: () => { readonly at: PicturePoint; readonly seen: PictureSize }
  readonly closer: () => void
  readonly farther: () => void
  readonly fit: () => void
  readonly whole: () => void
}

/** Zoom actions by their names in the shortcut table. */
export const lookingActions = ({
  closer,
  farther,
  fit,
  whole,
}: Looking): Readonly<Record<keyof typeof lookingKeys, () => void>> => ({
  nearer: closer,
  farther,
  fit,
  whole,
})

/** Zoom and position of a picture: fitted until the user zooms in. */
export const useViewport = (picture: PictureSize): Looking => {
  const frame = useRef<HTMLDivElement>(null)
  const [size, setSize] = useState<PictureSize>({ width: 800, height: 500 })
  const [held, setHeld] = useState<Viewport | null>(null)
  const { width, height } = picture
  // 100 %: one picture pixel per screen pixel.
  const whole = 1 / window.devicePixelRatio
  useLayoutEffect(() => {
    const element = frame.current
    if (element === null) return
    const measure = (): void => {
      const { clientWidth, clientHeight } = element
      if (clientWidth > 0 && clientHeight > 0) setSize({ width: clientWidth, height: clientHeight })
    }
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  const fit = fitted({ width, height }, size, whole)
  // The frame size may have changed.
  const at = held === null ? fit : panned(held, { width, height }, size, { x: 0, y: 0 })
  const move = useCallback(
    (change: (at: Viewport, picture: PictureSize, frame: PictureSize) => Viewport): void =>
      setHeld((before) => {
        const of = { width, height }
        return change(before ?? fitted(of, size, whole), of, size)
      }),
    [width, height, size, whole],
  )
  const pan = useCallback(
    (by: PicturePoint) => move((now, of, room) => panned(now, of, room, by)),
    [move],
  )
  const zoom = useCallback(
    (factor: number, still?: PicturePoint) =>
      move((now, of, room) => scaledTo(now, of, room, now.scale * factor, still)),
    [move],
  )
  // React's wheel listeners are passive and cannot stop the window itself from zooming.
  useEffect(() => {
    const element = frame.current
    if (element === null) return
    const turn = (event: WheelEvent): void => {
      event.preventDefault()
      if (!event.ctrlKey) {
        const sideways = event.shiftKey && event.deltaX === 0
        pan(sideways ? { x: -event.deltaY, y: 0 } : { x: -event.deltaX, y: -event.deltaY })
        return
      }
      const { left, top } = element.getBoundingClientRect()
      zoom(Math.exp(-event.deltaY * perNotch), { x: event.clientX - left, y: event.clientY - top })
    }
    element.addEventListener('wheel', turn, { passive: false })
    return () => element.removeEventListener('wheel', turn)
  }, [pan, zoom])
  return {
    frame,
    at,
    percent: Math.round((at.scale / whole) * 100),
    isFitted: held === null,
    pan,
    reveal: useCallback(
      (part: RedactionBox) => move((now, of, room) => revealed(now, of, room, part)),
      [move],
    ),
    middle: () => ({
      at: toPicture(at, { x: size.width / 2, y: size.height / 2 }),
      seen: {
        width: Math.min(width, size.width / at.scale),
        height: Math.min(height, size.height / at.scale),
      },
    }),
    closer: useCallback(() => zoom(perPress), [zoom]),
    farther: useCallback(() => zoom(1 / perPress), [zoom]),
    fit: useCallback(() => setHeld(null), []),
    whole: useCallback(
      () => move((now, of, room) => scaledTo(now, of, room, whole)),
      [move, whole],
    ),
  }
}
