import { useRef } from 'react'
import type { KeyboardEvent, PointerEvent, ReactElement } from 'react'
import styles from './splitter.module.css'

/** Pixels of one press of an arrow key. */
const step = 16

/**
 * The movable border of a column: dragged, or moved with the arrow keys; a double press gives the
 * column its usual width again. While it is dragged only the custom property of the parent element
 * changes, so that nothing is rendered; `onChange` is called at the end.
 */
export const Splitter = ({
  label,
  property,
  width,
  usual,
  least,
  most,
  side,
  onChange,
}: {
  readonly label: string
  /** The custom property of the parent element that has the width of the column. */
  readonly property: `--${string}`
  /** In pixels; null: the usual width. */
  readonly width: number | null
  readonly usual: number
  readonly least: number
  readonly most: number
  /** The side of the border on which the column is. */
  readonly side: 'start' | 'end'
  readonly onChange: (width: number | null) => void
}): ReactElement => {
  const drag = useRef<{ readonly from: number; readonly width: number } | null>(null)
  const shown = width ?? usual
  const within = (next: number): number => Math.round(Math.min(most, Math.max(least, next)))
  const sign = side === 'start' ? 1 : -1
  const draggedTo = ({ clientX }: PointerEvent): number =>
    within((drag.current?.width ?? shown) + sign * (clientX - (drag.current?.from ?? clientX)))
  const onKeyDown = (event: KeyboardEvent): void => {
    const next = {
      ArrowLeft: shown - sign * step,
      ArrowRight: shown + sign * step,
      Home: least,
      End: most,
    }[event.key]
    if (next === undefined) return
    event.preventDefault()
    onChange(within(next))
  }
  return (
    <div
      role="separator"
      aria-label={label}
      aria-orientation="vertical"
      aria-valuemin={least}
      aria-valuemax={most}
      aria-valuenow={shown}
      tabIndex={0}
      className={styles['splitter']}
      data-side={side}
      onKeyDown={onKeyDown}
      onDoubleClick={() => onChange(null)}
      onPointerDown={(event) => {
        if (event.button !== 0) return
        event.currentTarget.setPointerCapture(event.pointerId)
        drag.current = { from: event.clientX, width: shown }
      }}
      onPointerMove={(event) => {
        if (drag.current === null) return
        event.currentTarget.parentElement?.style.setProperty(property, `${draggedTo(event)}px`)
      }}
      onPointerUp={(event) => {
        if (drag.current === null) return
        const next = draggedTo(event)
        const isMoved = next !== drag.current.width
        drag.current = null
        if (isMoved) onChange(next)
      }}
    />
  )
}
