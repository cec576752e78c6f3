import { useCallback, useEffect, useRef, useState } from 'react'
import type { RefObject } from 'react'
import { fitted, zoomed } from './camera.ts'
import type { Camera, CanvasSize } from './camera.ts'
import type { MapPoint } from './chart.ts'

const perNotch = 0.0016

/** The camera of the map in its frame: it fits the content until the user moves it. */
export const useCamera = (
  corners: readonly [MapPoint, MapPoint],
): {
  readonly frame: RefObject<HTMLDivElement | null>
  readonly size: CanvasSize
  readonly camera: Camera
  readonly move: (change: (camera: Camera, size: CanvasSize) => Camera) => void
  readonly fit: () => void
} => {
  const frame = useRef<HTMLDivElement>(null)
  const [size, setSize] = useState<CanvasSize>({ width: 800, height: 500 })
  const [held, setHeld] = useState<Camera | null>(null)
  useEffect(() => {
    const element = frame.current
    if (element === null) return undefined
    const observer = new ResizeObserver(() => {
      const { width, height } = element.getBoundingClientRect()
      if (width > 0 && height > 0) setSize({ width, height })
    })
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  const camera = held ?? fitted(corners, size)
  const move = useCallback(
    (change: (camera: Camera, size: CanvasSize) => Camera): void =>
      setHeld((before) => change(before ?? fitted(corners, size), size)),
    [corners, size],
  )
  // React's wheel listeners are passive and cannot prevent scrolling.
  useEffect(() => {
    const element = frame.current
    if (element === null) return undefined
    const turn = (event: WheelEvent): void => {
      event.preventDefault()
      const { left, top } = element.getBoundingClientRect()
      const at: MapPoint = [event.clientX - left, event.clientY - top]
      move((camera, size) => zoomed(camera, size, Math.exp(-event.deltaY * perNotch), at))
    }
    element.addEventListener('wheel', turn, { passive: false })
    return () => element.removeEventListener('wheel', turn)
  }, [move])
  return { frame, size, camera, move, fit: useCallback(() => setHeld(null), []) }
}
