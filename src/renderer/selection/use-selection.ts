import { useCallback, useRef, useState } from 'react'

/** A list row, identified by its id. */
export type SelectionRow = {
  readonly id: string
}

/** Limit of a selection: each row is read and written individually. */
export const mostChosen = 5_000

/** A list with selectable rows. */
export type Choosable<R extends SelectionRow> = {
  readonly total: number
  readonly at: (index: number) => R | undefined
  readonly between: (from: number, to: number) => Promise<readonly R[]>
}

const none: ReadonlyMap<string, never> = new Map<string, never>()

export type ListSelection<R extends SelectionRow = SelectionRow> = {
  readonly rows: ReadonlyMap<string, R>
  /** Checkboxes are shown, even before the first is ticked. */
  readonly isOpen: boolean
  /** The selection was cut at its limit. */
  readonly isCut: boolean
  readonly begin: () => void
  readonly toggle: (index: number) => void
  /** From the last selected row, or `from`, to this one. */
  readonly extend: (index: number, from?: number) => void
  readonly all: () => void
  readonly drop: (ids: readonly string[]) => void
  readonly clear: () => void
}

/** The selected rows of a list, stored as they were read, wherever the list is scrolled. */
export const useSelection = <R extends SelectionRow>(list: Choosable<R>): ListSelection<R> => {
  type Rows = ReadonlyMap<string, R>
  const [rows, setRows] = useState<Rows>(none)
  const [isBegun, setBegun] = useState(false)
  const [isCut, setCut] = useState(false)
  const anchor = useRef<{ readonly index: number; readonly kept: Rows } | null>(null)
  const turn = useRef(0)

  const clear = useCallback((): void => {
    turn.current += 1
    anchor.current = null
    setRows(none)
    setBegun(false)
    setCut(false)
  }, [])

  const begin = useCallback((): void => setBegun(true), [])

  const drop = useCallback((ids: readonly string[]): void => {
    if (ids.length === 0) return
    anchor.current = null
    setRows((now) => {
      const next = new Map(now)
      for (const id of ids) next.delete(id)
      return next
    })
    setBegun(false)
    setCut(false)
  }, [])

  const choose = async (kept: Rows, from: number, to: number): Promise<void> => {
    turn.current += 1
    const mine = turn.current
    const span = Math.min(to - from, mostChosen - 1)
    // The list itself reports a read error.
    const read = await list.between(from, from + span).catch(() => null)
    if (read === null || turn.current !== mine) return
    const next = [...kept, ...read.map((row) => [row.id, row] as const)]
    setRows(new Map(next.slice(0, mostChosen)))
    setCut(to - from > span || new Map(next).size > mostChosen)
  }

  return {
    rows,
    isOpen: isBegun || rows.size > 0,
    isCut,
    begin,
    toggle: (index) => {
      const row = list.at(index)
      if (row === undefined) return
      turn.current += 1
      const next = new Map(rows)
      if (!next.delete(row.id) && next.size < mostChosen) next.set(row.id, row)
      anchor.current = { index, kept: next }
      setRows(next)
      setCut(false)
      if (next.size === 0) setBegun(false)
    },
    extend: (index, from) => {
      anchor.current ??= { index: from ?? index, kept: rows }
      const { index: start, kept } = anchor.current
      void choose(kept, Math.min(start, index), Math.max(start, index))
    },
    all: () => {
      anchor.current = null
      void choose(none, 0, Math.max(0, list.total - 1))
    },
    drop,
    clear,
  }
}
