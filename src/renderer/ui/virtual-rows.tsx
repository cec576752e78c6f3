import {
  useCallback,
  useEffect,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
  useState,
} from 'react'
import type { KeyboardEvent, ReactElement, ReactNode, Ref } from 'react'
import { useVirtualizer } from '@tanstack/react-virtual'
import { isTyping } from '../typing.ts'
import { actIn } from './chord.ts'
import { isFocusLost } from './focus.ts'
import { rowKeys } from './row-keys.ts'
import styles from './virtual-list.module.css'

export type RowKey = string | number

/** Methods of a mounted list. */
export type RowsHandle = {
  /** Scrolls a row into view and focuses it once it exists. */
  readonly focus: (index: number) => void
  /** Focuses the row that is the tab stop. */
  readonly focusStop: () => void
}

const pageRows = 8

/** Target row of a key; `j` and `k` as in a mail program. */
const target = (event: KeyboardEvent, at: number, count: number): number | undefined => {
  switch (actIn(event, rowKeys)) {
    case 'next':
      return at + 1
    case 'previous':
      return at - 1
    case 'far':
      return event.key === 'PageDown'
        ? Math.min(at + pageRows, count - 1)
        : Math.max(at - pageRows, 0)
    case 'ends':
      return event.key === 'Home' ? 0 : count - 1
    default:
      return undefined
  }
}

/**
 * Rows of a long list, loaded or not; only visible rows exist in the DOM. List keys move between
 * rows; `o` presses the focused one.
 */
export const VirtualRows = ({
  label,
  count,
  keyAt,
  indexOf,
  rowHeight,
  children,
  onRange,
  onStep,
  total,
  footer,
  revealKey,
  ref,
}: {
  readonly label: string
  readonly count: number
  /** Identifies a row, whatever its index. */
  readonly keyAt: (index: number) => RowKey
  /** Negative for a key of no known row. */
  readonly indexOf: (key: RowKey) => number
  /** Estimate in pixels; rows are measured. */
  readonly rowHeight: number
  readonly children: (index: number, tabIndex: 0 | -1) => ReactNode
  /** Receives the range of rows in the DOM. */
  readonly onRange?: ((first: number, last: number) => void) | undefined
  /** Called when a key moves from row to row. */
  readonly onStep?: ((from: number, to: number, withShift: boolean) => void) | undefined
  /** Number of rows, loaded or not. */
  readonly total?: number | undefined
  readonly footer?: ReactNode
  /** Key of a row that is scrolled into view when it changes. */
  readonly revealKey?: RowKey | null | undefined
  readonly ref?: Ref<RowsHandle> | undefined
}): ReactElement => {
  const scroller = useRef<HTMLDivElement>(null)
  const rows = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 6,
    // Size until the list is measured, so that the first render includes rows.
    initialRect: { width: 0, height: window.innerHeight },
  })
  const shown = rows.getVirtualItems()
  const first = shown[0]?.index ?? -1
  const last = shown.at(-1)?.index ?? -1
  useEffect(() => {
    if (last >= 0) onRange?.(first, last)
  }, [first, last, onRange])

  // Heights are cached by index, because renaming 100,000 rows on every insertion costs frames. A
  // row that moves keeps its element, which only the code below measures again.
  const stood = useRef<ReadonlyMap<number, RowKey>>(new Map())
  useLayoutEffect(() => {
    const now = new Map(shown.map(({ index }) => [index, keyAt(index)]))
    const isMoved = [...now].some(([index, key]) => {
      const before = stood.current.get(index) ?? key
      // A key that was unknown gets a new element, which is measured.
      return before !== key && before !== index
    })
    stood.current = now
    if (!isMoved) return
    // After React commits, and before the next paint.
    queueMicrotask(() => {
      for (const element of scroller.current?.querySelectorAll<HTMLElement>('[data-index]') ?? []) {
        rows.measureElement(element)
        rows.resizeItem(Number(element.dataset['index']), element.offsetHeight)
      }
    })
  })

  const [walked, setWalked] = useState<RowKey | null>(null)
  const stopKey = walked ?? revealKey ?? null
  const stop = Math.max(stopKey === null ? 0 : indexOf(stopKey), 0)

  const revealed = useRef<RowKey | null>(null)
  useEffect(() => {
    if (revealKey === undefined || revealKey === null || revealed.current === revealKey) return
    const index = indexOf(revealKey)
    if (index < 0) return
    revealed.current = revealKey
    setWalked(null)
    rows.scrollToIndex(index, { align: 'auto' })
  }, [indexOf, revealKey, rows])

  // The row may not exist yet, or still be loading; a held key may repeat before it exists.
  const goal = useRef<number | null>(null)
  const reach = useCallback((): void => {
    const list = scroller.current
    if (goal.current === null || list === null) return
    const row = list.querySelector<HTMLElement>(`[data-index="${goal.current}"] button`)
    if (row === null) return
    goal.current = null
    // Do not take focus from another part of the window.
    if (isFocusLost() || list.contains(document.activeElement)) {
      row.focus({ preventScroll: true })
    }
  }, [])
  useEffect(reach)
  const focus = useCallback(
    (to: number): void => {
      if (to < 0 || to >= count) return
      goal.current = to
      rows.scrollToIndex(to, { align: 'auto' })
      requestAnimationFrame(() => requestAnimationFrame(reach))
    },
    [count, reach, rows],
  )
  useImperativeHandle(ref, () => {
    const leave = (): void => {
      if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
    }
    return {
      focus: (index) => {
        leave()
        focus(index)
      },
      focusStop: () => {
        leave()
        focus(stop)
      },
    }
  }, [focus, stop])

  const move = (event: KeyboardEvent<HTMLDivElement>): void => {
    const row = (event.target as Element).closest('[data-index]')
    if (row === null || isTyping(event.target)) return
    const from = goal.current ?? Number(row.getAttribute('data-index'))
    if (actIn(event, rowKeys) === 'open') {
      event.preventDefault()
      row.querySelector('button')?.click()
      return
    }
    const to = target(event, from, count)
    if (to === undefined || to < 0 || to >= count) return
    event.preventDefault()
    onStep?.(from, to, event.shiftKey)
    focus(to)
    // The next key may arrive before the next frame.
    reach()
  }

  return (
    <div ref={scroller} className={styles['scroller']} onKeyDown={move}>
      <div
        role="list"
        aria-label={label}
        className={styles['list']}
        style={{ blockSize: `${rows.getTotalSize()}px` }}
      >
        {shown.map((row) => (
          <div
            key={keyAt(row.index)}
            ref={rows.measureElement}
            role="listitem"
            aria-setsize={total ?? count}
            aria-posinset={row.index + 1}
            data-index={row.index}
            className={styles['row']}
            style={{ transform: `translateY(${row.start}px)` }}
            onFocus={() => setWalked(keyAt(row.index))}
          >
            {children(row.index, row.index === stop ? 0 : -1)}
          </div>
        ))}
      </div>
      {footer}
    </div>
  )
}
