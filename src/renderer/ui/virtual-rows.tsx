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

/** What can be asked of a list that stands. */
export type RowsHandle = {
  /** Brings a row into view and the focus to it, once it is there. */
  readonly focus: (index: number) => void
  /** Brings the focus to the row that is the tab stop. */
  readonly focusStop: () => void
}

const pageRows = 8

/** Where a key leads from a row; `j` and `k` as in a mail program. */
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
 * The rows of a long list, known or not yet: only what is in view exists. The keys of a list move
 * between them, `o` presses the one that has the focus.
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
  /** Names a row, wherever it comes to stand. */
  readonly keyAt: (index: number) => RowKey
  /** Below zero for a key of no row that is known. */
  readonly indexOf: (key: RowKey) => number
  /** A guess in pixels; rows are measured. */
  readonly rowHeight: number
  readonly children: (index: number, tabIndex: 0 | -1) => ReactNode
  /** Told which rows exist now. */
  readonly onRange?: ((first: number, last: number) => void) | undefined
  /** Told when a key moves from row to row. */
  readonly onStep?: ((from: number, to: number, withShift: boolean) => void) | undefined
  /** How many there are, loaded or not. */
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
    // Until it is measured: rows of the first drawing come with it, and not in one stretch after it.
    initialRect: { width: 0, height: window.innerHeight },
  })
  const shown = rows.getVirtualItems()
  const first = shown[0]?.index ?? -1
  const last = shown.at(-1)?.index ?? -1
  useEffect(() => {
    if (last >= 0) onRange?.(first, last)
  }, [first, last, onRange])

  // Heights are remembered by place: naming 100,000 rows anew whenever some come in costs frames. A row
  // that comes to stand elsewhere keeps its element, which nobody measures again but we.
  const stood = useRef<ReadonlyMap<number, RowKey>>(new Map())
  useLayoutEffect(() => {
    const now = new Map(shown.map(({ index }) => [index, keyAt(index)]))
    const isMoved = [...now].some(([index, key]) => {
      const before = stood.current.get(index) ?? key
      // One that was not known yet gets a new element, and that is measured.
      return before !== key && before !== index
    })
    stood.current = now
    if (!isMoved) return
    // Not while React is at it, and before anything is painted.
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

  // A row may have to be made first, or even fetched; a held key may come again before it stands.
  const goal = useRef<number | null>(null)
  const reach = useCallback((): void => {
    const list = scroller.current
    if (goal.current === null || list === null) return
    const row = list.querySelector<HTMLElement>(`[data-index="${goal.current}"] button`)
    if (row === null) return
    goal.current = null
    // Somebody who went elsewhere meanwhile is not called back.
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
    // The next key may come before the next frame.
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
