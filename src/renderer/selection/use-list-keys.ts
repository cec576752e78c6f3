import { useEffect, useRef } from 'react'
import type { RefObject } from 'react'
import { listKeys } from '../commands/shortcuts/keys.ts'
import { isCovered, isTyping, letterOf } from '../typing.ts'
import { actIn } from '../ui/chord.ts'
import type { RowsHandle } from '../ui/virtual-rows.tsx'
import { useUndo } from '../commands/undo.tsx'
import type { ListSelection } from './use-selection.ts'

export type ListKeys = {
  /** The list pane: keys that change something work only inside it. */
  readonly pane: RefObject<HTMLElement | null>
  readonly rows: RefObject<RowsHandle | null>
  /** Undefined: no action on several rows. */
  readonly selection?: ListSelection
  /** Undefined: the list has no search. */
  readonly onSearch?: () => void
  /** Deletes the selection, or the row at this index if there is none. */
  readonly onRemove?: (index: number | null) => void
}

/** Focuses the search box of a list once it is rendered again. */
export const searchIn = (pane: RefObject<HTMLElement | null>): void => {
  requestAnimationFrame(() =>
    pane.current?.querySelector<HTMLInputElement>('input[type="search"]')?.focus(),
  )
}

const rowOf = (element: EventTarget | null): number | null => {
  const row = element instanceof Element ? element.closest('[role="listitem"][data-index]') : null
  return row === null ? null : Number(row.getAttribute('data-index'))
}

/** The list action of a key, if it has one. */
const actOf = (
  event: KeyboardEvent,
  { pane, rows, selection, onSearch, onRemove }: ListKeys,
  undo: () => void,
): (() => void) | null => {
  const isInList = pane.current?.contains(event.target as Node) === true
  const isNowhere = event.target === document.body
  const at = rowOf(event.target)
  const back = (): void => rows.current?.focusStop()
  switch (actIn(event, listKeys)) {
    case 'all':
      return isInList ? (selection?.all ?? null) : null
    case 'leave':
      return selection?.isOpen === true ? selection.clear : isInList ? null : back
    case 'search':
      return onSearch ?? null
    case 'remove':
      return isInList && onRemove !== undefined && ((selection?.rows.size ?? 0) > 0 || at !== null)
        ? () => onRemove(at)
        : null
    case 'undo':
      // After the last row is deleted, nothing has the focus.
      return (isInList || isNowhere) && !event.repeat ? undo : null
    case 'select':
      return isInList && at !== null && selection !== undefined ? () => selection.toggle(at) : null
    case 'back':
      return back
    default: {
      const isWalk = ['j', 'k'].includes(letterOf(event) ?? '')
      return isWalk && isNowhere ? back : null
    }
  }
}

/**
 * Mail-program keys, inactive while the user types or an overlay is open. The rows handle `j`, `k`
 * and `o` themselves.
 */
export const useListKeys = (keys: ListKeys): void => {
  const { undo } = useUndo()
  const latest = useRef(keys)
  useEffect(() => {
    latest.current = keys
  })
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.isComposing || isTyping(event.target)) return
      if (isCovered()) return
      const act = actOf(event, latest.current, undo)
      if (act === null) return
      event.preventDefault()
      act()
    }
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [undo])
}
