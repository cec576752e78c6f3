import { useEffect, useRef, useState } from 'react'
import type { KeyboardEvent, ReactElement, ReactNode } from 'react'
import { useVirtualizer } from '@tanstack/react-virtual'
import styles from './virtual-list.module.css'

/**
 * A long list of which only what is in view exists. Each row holds one button (a ListRow); the arrow
 * keys, Page keys, Home and End move between them, and `tabIndex` makes one of them the tab stop. `onEnd` is asked for more when the last rows come into view.
 */
export const VirtualList = <T,>({
  label,
  items,
  itemKey,
  rowHeight,
  children,
  onEnd,
  total,
  footer,
  revealKey,
}: {
  readonly label: string
  readonly items: readonly T[]
  readonly itemKey: (item: T) => string | number
  /** A guess in pixels; rows are measured. */
  readonly rowHeight: number
  readonly children: (item: T, index: number, tabIndex: 0 | -1) => ReactNode
  readonly onEnd?: () => void
  /** How many there are, loaded or not. */
  readonly total?: number
  readonly footer?: ReactNode
  /** Key of a row that is scrolled into view when it changes. */
  readonly revealKey?: string | number | null
}): ReactElement => {
  const scroller = useRef<HTMLDivElement>(null)
  const rows = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    getItemKey: (index) => {
      const item = items[index]
      return item === undefined ? index : itemKey(item)
    },
    overscan: 6,
  })
  const shown = rows.getVirtualItems()
  const last = shown.at(-1)?.index ?? -1
  useEffect(() => {
    if (last >= 0 && last >= items.length - 5) onEnd?.()
  }, [items.length, last, onEnd])

  const [walked, setWalked] = useState<string | number | null>(null)
  const stopKey = walked ?? revealKey ?? null
  const found = items.findIndex((item) => itemKey(item) === stopKey)
  const stop = Math.max(found, 0)

  const revealed = useRef<string | number | null>(null)
  useEffect(() => {
    if (revealKey === undefined || revealKey === null || revealed.current === revealKey) return
    const index = items.findIndex((item) => itemKey(item) === revealKey)
    if (index < 0) return
    revealed.current = revealKey
    setWalked(null)
    rows.scrollToIndex(index, { align: 'auto' })
  }, [itemKey, items, revealKey, rows])

  const goal = useRef<number | null>(null)
  const move = (event: KeyboardEvent<HTMLDivElement>): void => {
    const row = (event.target as Element).closest('[data-index]')
    if (row === null || event.altKey || event.ctrlKey || event.metaKey) return
    // A held key may come again before the row it asked for stands.
    const at = goal.current ?? Number(row.getAttribute('data-index'))
    const targets: Readonly<Record<string, number>> = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      PageDown: Math.min(at + 8, items.length - 1),
      PageUp: Math.max(at - 8, 0),
      Home: 0,
      End: items.length - 1,
    }
    const to = targets[event.key]
    if (to === undefined || to < 0 || to >= items.length) return
    event.preventDefault()
    goal.current = to
    rows.scrollToIndex(to, { align: 'auto' })
    // The row may have to be made first.
    requestAnimationFrame(() =>
      requestAnimationFrame(() => {
        if (goal.current !== to) return
        goal.current = null
        scroller.current?.querySelector<HTMLElement>(`[data-index="${to}"] button`)?.focus()
      }),
    )
  }

  return (
    <div ref={scroller} className={styles['scroller']} onKeyDown={move}>
      <div
        role="list"
        aria-label={label}
        className={styles['list']}
        style={{ blockSize: `${rows.getTotalSize()}px` }}
      >
        {shown.map((row) => {
          const item = items[row.index]
          if (item === undefined) return null
          return (
            <div
              key={row.key}
              ref={rows.measureElement}
              role="listitem"
              aria-setsize={total ?? items.length}
              aria-posinset={row.index + 1}
              data-index={row.index}
              className={styles['row']}
              style={{ transform: `translateY(${row.start}px)` }}
              onFocus={() => setWalked(itemKey(item))}
            >
              {children(item, row.index, row.index === stop ? 0 : -1)}
            </div>
          )
        })}
      </div>
      {footer}
    </div>
  )
}
