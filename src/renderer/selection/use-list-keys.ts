import { useEffect, useRef } from 'react'
import type { RefObject } from 'react'
import { listKeys } from '../commands/shortcuts/keys.ts'
import { isCovered, isTyping, letterOf } from '../typing.ts'
import { actIn } from '../ui/chord.ts'
import type { RowsHandle } from '../ui/virtual-rows.tsx'
import { useUndo } from '../commands/undo.tsx'
import type { ListSelection } from './use-selection.ts'

export type ListKeys = {
  /** The pane of the list: what changes anything is heard in there alone. */
  readonly pane: RefObject<HTMLElement | null>
  readonly rows: RefObject<RowsHandle | null>
  /** Without: nothing is done to several rows. */
  readonly selection?: ListSelection
  /** Without: there is nothing to search in. */
  readonly onSearch?: () => void
  /** Removes what is selected, or without any the row at this place. */
  readonly onRemove?: (index: number | null) => void
}

/** To the search box of a list, once it stands there again. */
export const searchIn = (pane: RefObject<HTMLElement | null>): void => {
  requestAnimationFrame(() =>
    pane.current?.querySelector<HTMLInputElement>('input[type="search"]')?.focus(),
  )
}

const rowOf = (element: EventTarget | null): number | null => {
  const row = element instanceof Element ? element.closest('[role="listitem"][data-index]') : null
  return row === null ? null : Number(row.getAttribute('data-index'))
}

/** What a key asks for, if it is one of the list's. */
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
      // Who removed the last row of a list stands nowhere.
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
 * The keys of a mail program, never while somebody types or something lies over the view. What the
 * rows themselves hear (`j`, `k`, `o`) is in the list.
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
