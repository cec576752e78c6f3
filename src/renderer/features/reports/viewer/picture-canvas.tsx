import { useEffect, useRef } from 'react'
import type { ReactElement } from 'react'
import type { View } from '../../../../shared/attachments.ts'
import type { Viewport } from './viewport.ts'
import styles from './viewer.module.css'

/** Draws the pixels of a picture once; zooming moves and scales the drawn canvas. */
export const PictureCanvas = ({
  view,
  at: { scale, x, y },
  label,
}: {
  readonly view: View
  readonly at: Viewport
  readonly label: string
}): ReactElement => {
  const canvas = useRef<HTMLCanvasElement>(null)
  const { width, height, pixels } = view.shown
  useEffect(() => {
    const element = canvas.current
    if (element === null) return
    element.width = width
    element.height = height
    // A view of the received buffer, not a copy.
    const data = new Uint8ClampedArray(pixels.buffer, pixels.byteOffset, pixels.length)
    element.getContext('2d')?.putImageData(new ImageData(data, width, height), 0, 0)
    return () => {
      // Frees the memory at once instead of at the next garbage collection.
      element.width = 0
      element.height = 0
    }
  }, [pixels, width, height])
  const perShown = (scale * view.width) / width
  return (
    <canvas
      ref={canvas}
      role="img"
      aria-label={label}
      className={styles['picture']}
      data-coarse={perShown >= 2 || undefined}
      style={{ transform: `translate(${x}px, ${y}px) scale(${perShown})` }}
    />
  )
}
