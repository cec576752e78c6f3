import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef, useState } from 'react'
import type { KeyboardEvent, ReactElement, ReactNode } from 'react'
import styles from './virtual-rows.module.css'

const steps: Readonly<Record<string, (index: number, count: number) => number>> = {
  ArrowDown: (index) => index + 1,
  ArrowUp: (index) => index - 1,
  PageDown: (index) => index + 8,
  PageUp: (index) => index - 8,
  Home: () => 0,
  End: (_, count) => count - 1,
}

/**
 * A list of which only the visible rows exist. One row is a tab stop; arrows, Page, Home and End
 * walk through it, and Enter opens the row, whose first button takes the focus.
 */
export const VirtualRows = ({
  label,
  count,
  keyAt,
  row,
  estimate = 76,
  current = -1,
  onNearEnd,
  footer,
}: {
  readonly label: string
  readonly count: number
  readonly keyAt: (index: number) => string
  /** `tabIndex` goes to the row's button. */
  readonly row: (index: number, tabIndex: 0 | -1) => ReactNode
  /** Height of a row before it is measured, in pixels. */
  readonly estimate?: number
  /** The row that is open beside the list. */
  readonly current?: number
  readonly onNearEnd?: () => void
  readonly footer?: ReactNode
}): ReactElement => {
  const scroller = useRef<HTMLDivElement>(null)
  const wanted = useRef<number | null>(null)
  const [walked, setWalked] = useState<number | null>(null)
  const stop = Math.min(Math.max(walked ?? current, 0), Math.max(count - 1, 0))
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => estimate,
    getItemKey: keyAt,
    overscan: 6,
  })
  const items = virtual.getVirtualItems()
  const last = items.at(-1)?.index ?? 0

  useEffect(() => {
    if (onNearEnd !== undefined && count > 0 && last >= count - 12) onNearEnd()
  }, [count, last, onNearEnd])

  // The row may only come into being after the scroll.
  useEffect(() => {
    if (wanted.current === null) return
    const button = scroller.current?.querySelector<HTMLElement>(
      `[data-index="${wanted.current}"] button`,
    )
    if (button === null || button === undefined) return
    wanted.current = null
    button.focus({ preventScroll: true })
  })

  const walk = (event: KeyboardEvent): void => {
    const step = steps[event.key]
    if (step === undefined || count === 0 || event.altKey || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    const next = Math.min(Math.max(step(stop, count), 0), count - 1)
    wanted.current = next
    setWalked(next)
    virtual.scrollToIndex(next)
  }

  return (
    <div ref={scroller} className={styles['scroller']}>
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the keys come from its buttons */}
      <ul
        aria-label={label}
        className={styles['list']}
        style={{ blockSize: virtual.getTotalSize() }}
        onKeyDown={walk}
      >
        {items.map((item) => (
          <li
            key={item.key}
            ref={virtual.measureElement}
            data-index={item.index}
            aria-setsize={count}
            aria-posinset={item.index + 1}
            className={styles['row']}
            style={{ transform: `translateY(${item.start}px)` }}
            onFocus={() => setWalked(item.index)}
          >
            {row(item.index, item.index === stop ? 0 : -1)}
          </li>
        ))}
      </ul>
      {footer}
    </div>
  )
}
