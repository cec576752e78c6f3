import { useEffect, useMemo, useRef } from 'react'
import type { RefObject } from 'react'
import type { MessageKey } from '../i18n/messages.ts'
import { useCommands } from '../commands/commands.tsx'
import type { RowsHandle } from '../ui/virtual-rows.tsx'
import type { BoxChoice } from '../ui/choice-box.tsx'
import type { Outcome } from './outcome.ts'
import { useBulk } from './use-bulk.tsx'
import type { BulkAction, Bulk } from './use-bulk.tsx'
import { searchIn, useListKeys } from './use-list-keys.ts'
import { useSelection } from './use-selection.ts'
import type { SelectionRow, ListSelection } from './use-selection.ts'

type PressedKey = {
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly shiftKey: boolean
}

export type MultiSelect<A extends BulkAction, R extends SelectionRow> = {
  readonly pane: RefObject<HTMLDivElement | null>
  readonly rows: RefObject<RowsHandle | null>
  readonly selection: ListSelection<R>
  readonly bulk: Bulk<A, R>
  readonly act: (act: A) => void
  readonly choiceOf: (row: R, index: number) => BoxChoice
  /** A press on a row: with Ctrl or Shift it selects the row, otherwise it opens it. */
  readonly press: (index: number, event: PressedKey, open: () => void) => void
  readonly onStep: (from: number, to: number, withShift: boolean) => void
}

/** Multiple selection in a fully loaded list, with bulk actions. */
export const useMultiSelect = <A extends BulkAction, R extends SelectionRow>({
  items,
  isRead,
  list,
  openId,
  onClose,
  remove,
  actOn,
  doneWords,
}: {
  readonly items: readonly R[]
  /** False while loading: the list is then empty, but the selection is still valid. */
  readonly isRead: boolean
  /** Changes with the list: the selection is then reset. */
  readonly list: string
  readonly openId: string | null
  /** Closes the open record before it is deleted. */
  readonly onClose: () => void
  readonly remove: A
  readonly actOn: (id: R['id'], act: A) => Promise<Outcome>
  readonly doneWords: Readonly<Record<A['kind'], MessageKey>>
}): MultiSelect<A, R> => {
  const pane = useRef<HTMLDivElement>(null)
  const rows = useRef<RowsHandle>(null)
  const choosable = useMemo(
    () => ({
      total: items.length,
      at: (index: number) => items[index],
      between: (from: number, to: number) => Promise.resolve(items.slice(from, to + 1)),
    }),
    [items],
  )
  const selection = useSelection<R>(choosable)
  const { clear } = selection
  const search = (): void => {
    clear()
    searchIn(pane)
  }
  const bulk = useBulk<A, R>(actOn, doneWords)
  useCommands({
    'selection.several': items.length > 0 && selection.begin,
    'selection.search': items.length > 0 && search,
  })
  useEffect(clear, [clear, list])
  // An action may remove rows from a filtered list: invisible rows must not stay selected.
  const { rows: chosenRows, drop } = selection
  useEffect(() => {
    if (!isRead || chosenRows.size === 0) return
    const here = new Set<string>(items.map(({ id }) => id))
    drop([...chosenRows.keys()].filter((id) => !here.has(id)))
  }, [chosenRows, drop, isRead, items])

  const act = async (of: A, at: number | null): Promise<void> => {
    const single = at === null ? undefined : items[at]
    const chosen = selection.rows.size > 0 ? [...selection.rows.values()] : single ? [single] : []
    const isGoing = of.kind === remove.kind
    if (isGoing && chosen.some(({ id }) => id === openId)) onClose()
    const done = await bulk.run(of, chosen)
    if (!isGoing || done.length === 0) return
    selection.drop(done)
    if (at !== null) rows.current?.focus(Math.min(at, items.length - done.length - 1))
  }
  useListKeys({
    pane,
    rows,
    selection,
    onSearch: search,
    onRemove: (at) => void act(remove, at),
  })

  return {
    pane,
    rows,
    selection,
    bulk,
    act: (of) => void act(of, null),
    choiceOf: ({ id }, index) => ({
      isShown: selection.isOpen,
      isChosen: selection.rows.has(id),
      onToggle: (withShift) => (withShift ? selection.extend(index) : selection.toggle(index)),
    }),
    press: (index, event, open) => {
      if (event.shiftKey) {
        const openAt = items.findIndex(({ id }) => id === openId)
        selection.extend(index, openAt < 0 ? index : openAt)
      } else if (event.ctrlKey || event.metaKey) selection.toggle(index)
      else open()
    },
    onStep: (from, to, withShift) => {
      if (withShift) selection.extend(to, from)
    },
  }
}
