import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { MessageKey } from '../i18n/messages.ts'
import { useText } from '../i18n/use-text.ts'
import { readAgain } from '../data/query-client.ts'
import { useToast } from '../ui/toast.tsx'
import { useUndo, useUndoable } from '../commands/undo.tsx'
import type { Undoable } from '../commands/undo.tsx'
import { BulkFailures } from './bulk-failures.tsx'
import { whyRefused } from './outcome.ts'
import type { NotChanged, Outcome, UndoStep } from './outcome.ts'
import type { SelectionRow } from './use-selection.ts'

let turn: Promise<unknown> = Promise.resolve()

/**
 * Bulk actions run one after the other across all lists: undoing one while another runs would mix
 * changes to one record. The toast outlives its list.
 */
const inBulkTurn = <T,>(act: () => Promise<T>): Promise<T> => {
  const next = turn.then(act, act)
  turn = next
  return next
}

/** Result of a bulk action. */
export type BulkResult<R extends SelectionRow> = {
  readonly said: string
  readonly left: readonly NotChanged<R>[]
  /** Number of records not started because the user cancelled. */
  readonly unbegun: number
  readonly takeBack: (() => void) | null
}

export type BulkAction = {
  readonly kind: string
}

export type Bulk<A extends BulkAction, R extends SelectionRow> = {
  readonly running: { readonly done: number; readonly total: number } | null
  /** Shown until closed if something was not done. */
  readonly result: BulkResult<R> | null
  /** Resolves to the ids of the changed records. */
  readonly run: (act: A, rows: readonly R[]) => Promise<readonly string[]>
  readonly cancel: () => void
  readonly close: () => void
}

/**
 * Applies one action to many records in sequence and reports what was done and what was not. The
 * undo covers records without later changes. Leaving the list cancels the rest. While one action
 * runs, another waits until it ends.
 */
export const useBulk = <A extends BulkAction, R extends SelectionRow>(
  /** Applies it to the current revision of one record. Never rejects. */
  actOn: (id: R['id'], act: A) => Promise<Outcome>,
  doneWords: Readonly<Record<A['kind'], MessageKey>>,
): Bulk<A, R> => {
  type Done = { readonly row: R; readonly takeBack: UndoStep }
  const text = useText()
  const toast = useToast()
  const undoable = useUndoable()
  const { keep } = useUndo()
  const client = useQueryClient()
  const [running, setRunning] = useState<Bulk<A, R>['running']>(null)
  const [result, setResult] = useState<BulkResult<R> | null>(null)
  const isCancelled = useRef(false)
  const isShown = useRef(true)
  useEffect(() => {
    isShown.current = true
    return () => {
      isShown.current = false
      isCancelled.current = true
    }
  }, [])

  /**
   * A toast if everything succeeded. Failures stay in the list until they are closed, or in a toast
   * if the list is gone.
   */
  const tell = (
    told: Omit<BulkResult<R>, 'takeBack'>,
    undo: Pick<Undoable, 'kind' | 'takeBack'> | null,
  ): void => {
    const isWhole = told.left.length === 0 && told.unbegun === 0
    const way = undo === null ? null : { ...undo, what: told.said, saysItself: true }
    if (isShown.current && !isWhole) {
      setResult({ ...told, takeBack: way === null ? null : keep(way) })
    } else if (way !== null) undoable(told.said, way)
    else if (isWhole) toast({ text: told.said })
    else toast({ tone: 'problem', text: told.said, more: <BulkFailures {...told} /> })
  }

  const takeBack = async (done: readonly Done[]): Promise<null> => {
    setResult(null)
    isCancelled.current = false
    const still: NotChanged<R>[] = []
    let back = 0
    for (const [at, { row, takeBack: undo }] of [...done].reverse().entries()) {
      if (isShown.current) setRunning({ done: at, total: done.length })
      try {
        await undo()
        back += 1
      } catch (error) {
        still.push({ row, ...whyRefused(error) })
      }
      if (isCancelled.current && isShown.current) break
    }
    await readAgain(client)
    setRunning(null)
    tell(
      {
        said: text('selection.takenBack', { count: back }),
        left: still,
        unbegun: done.length - back - still.length,
      },
      null,
    )
    return null
  }

  const runNow = async (act: A, rows: readonly R[]): Promise<readonly string[]> => {
    isCancelled.current = false
    setResult(null)
    const done: Done[] = []
    const left: NotChanged<R>[] = []
    for (const row of rows) {
      setRunning({ done: done.length + left.length, total: rows.length })
      const outcome = await actOn(row.id, act)
      if (outcome.isDone) done.push({ row, takeBack: outcome.takeBack })
      else left.push({ row, why: outcome.why, reference: outcome.reference })
      if (isCancelled.current) break
    }
    await readAgain(client)
    setRunning(null)
    tell(
      {
        said: text(doneWords[act.kind as A['kind']], { count: done.length }),
        left,
        unbegun: rows.length - done.length - left.length,
      },
      done.length === 0
        ? null
        : { kind: act.kind, takeBack: () => inBulkTurn(() => takeBack(done)) },
    )
    return done.map(({ row }) => row.id)
  }

  const run = async (act: A, rows: readonly R[]): Promise<readonly string[]> => {
    if (running !== null || rows.length === 0) return []
    return inBulkTurn(() => (isShown.current ? runNow(act, rows) : Promise.resolve([])))
  }

  return {
    running,
    result,
    run,
    cancel: () => {
      isCancelled.current = true
    },
    close: () => setResult(null),
  }
}
