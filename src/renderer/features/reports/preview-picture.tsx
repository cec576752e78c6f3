import { useEffect, useRef } from 'react'
import type { ReactElement } from 'react'
import type { Preview } from '../../../shared/attachments.ts'
import styles from './attachments-panel.module.css'

/** Draws pixels. Nothing here decodes a file: what a stranger made was decoded elsewhere. */
export const PreviewPicture = ({
  preview: { width, height, pixels },
  label,
}: {
  readonly preview: Preview
  readonly label: string
}): ReactElement => {
  const canvas = useRef<HTMLCanvasElement>(null)
  useEffect(() => {
    const image = new ImageData(new Uint8ClampedArray(pixels), width, height)
    canvas.current?.getContext('2d')?.putImageData(image, 0, 0)
  }, [pixels, width, height])
  return (
    <canvas
      ref={canvas}
      role="img"
      aria-label={label}
      width={width}
      height={height}
      className={styles['picture']}
    />
  )
}
