import { createContext, useSyncExternalStore } from 'react'
import type { SelectionRow } from './use-selection.ts'

/**
 * Rows that are dragged inside the window. They are named here alone: the drag itself carries
 * nothing, since every program can be its target.
 */
export type DraggedRows = {
  readonly count: number
  /** Null: out of their case. */
  readonly putIntoCase: (caseId: string | null) => void
}

/** What a drag of a row takes with it; null: rows of this list are not dragged. */
export const RowDragContext = createContext<((row: SelectionRow) => DraggedRows) | null>(null)

let dragged: DraggedRows | null = null
const listeners = new Set<() => void>()

const set = (rows: DraggedRows | null): void => {
  dragged = rows
  for (const listen of listeners) listen()
}

/**
 * A dragged row may leave the page, as a list is read again, and then its drag has no end event. The
 * pointer and the keys are silent during a drag.
 */
const ends = ['dragend', 'drop', 'pointermove', 'pointerdown', 'keydown'] as const

const end = (): void => {
  for (const name of ends) window.removeEventListener(name, end)
  set(null)
}

/** Begins a drag, until the drop or its end. */
export const dragRows = (rows: DraggedRows): void => {
  // A page that changes at once would end the drag.
  setTimeout(() => {
    set(rows)
    for (const name of ends) window.addEventListener(name, end)
  })
}

/** The rows that are dragged now. */
export const useDraggedRows = (): DraggedRows | null =>
  useSyncExternalStore(
    (listen) => {
      listeners.add(listen)
      return () => listeners.delete(listen)
    },
    () => dragged,
  )
