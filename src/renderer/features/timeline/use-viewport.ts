import { useEffect, useState } from 'react'
import type { RefObject } from 'react'

export type PictureViewport = {
  readonly width: number
  readonly height: number
  /** Scroll position, rounded down to `grain` pixels. */
  readonly top: number
}

const nothing: PictureViewport = { width: 0, height: 0, top: 0 }
/** Scrolling by less than this renders nothing. */
const grain = 24

/** Inner size and scroll position of an element. Zero until it is mounted. */
export const useViewport = (element: RefObject<HTMLElement | null>): PictureViewport => {
  const [viewport, setViewport] = useState(nothing)
  useEffect(() => {
    const watched = element.current
    if (watched === null) return undefined
    const measure = (): void => {
      const top = Math.floor(watched.scrollTop / grain) * grain
      const next = { width: watched.clientWidth, height: watched.clientHeight, top }
      setViewport((last) =>
        last.width === next.width && last.height === next.height && last.top === top ? last : next,
      )
    }
    const observer = new ResizeObserver(measure)
    observer.observe(watched)
    watched.addEventListener('scroll', measure, { passive: true })
    measure()
    return () => {
      observer.disconnect()
      watched.removeEventListener('scroll', measure)
    }
  }, [element])
  return viewport
}
