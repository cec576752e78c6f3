import { useCallback, useMemo } from 'react'
import type { ReactElement, ReactNode, Ref } from 'react'
import { VirtualRows } from './virtual-rows.tsx'
import type { RowKey, RowsHandle } from './virtual-rows.tsx'

/** Finds row indexes by key. Built on first use: there may be 100,000 rows. */
const finder = <T,>(
  items: readonly T[],
  itemKey: (item: T) => RowKey,
): ((key: RowKey) => number) => {
  let places: ReadonlyMap<RowKey, number> | undefined
  return (key) => {
    places ??= new Map(items.map((item, index) => [itemKey(item), index]))
    return places.get(key) ?? -1
  }
}

/**
 * A long list that renders only its visible rows. Each row contains one button (a ListRow); the
 * arrow keys, `j` and `k`, Page keys, Home and End move between rows, and `tabIndex` makes one the
 * tab stop. `onEnd` is called when the last rows come into view.
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
  onStep,
  ref,
}: {
  readonly label: string
  readonly items: readonly T[]
  readonly itemKey: (item: T) => RowKey
  /** Estimate in pixels; rows are measured. */
  readonly rowHeight: number
  readonly children: (item: T, index: number, tabIndex: 0 | -1) => ReactNode
  readonly onEnd?: () => void
  /** Number of rows, loaded or not. */
  readonly total?: number
  readonly footer?: ReactNode
  /** Key of a row that is scrolled into view when it changes. */
  readonly revealKey?: RowKey | null
  /** Called when a key moves from row to row. */
  readonly onStep?: (from: number, to: number, withShift: boolean) => void
  readonly ref?: Ref<RowsHandle>
}): ReactElement => {
  const indexOf = useMemo(() => finder(items, itemKey), [itemKey, items])
  const keyAt = useCallback(
    (index: number): RowKey => {
      const item = items[index]
      return item === undefined ? index : itemKey(item)
    },
    [itemKey, items],
  )
  return (
    <VirtualRows
      ref={ref}
      onStep={onStep}
      label={label}
      count={items.length}
      keyAt={keyAt}
      indexOf={indexOf}
      rowHeight={rowHeight}
      total={total}
      footer={footer}
      revealKey={revealKey}
      onRange={(_, last) => {
        if (last >= items.length - 5) onEnd?.()
      }}
    >
      {(index, tabIndex) => {
        const item = items[index]
        return item === undefined ? null : children(item, index, tabIndex)
      }}
    </VirtualRows>
  )
}
