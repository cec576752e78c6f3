import { useCallback, useReducer, useRef, useState } from 'react'
import type { RedactionBox } from '../../../../shared/attachments.ts'
import { noBoxes, withStep } from './box-history.ts'
import { boxesMax } from './boxes.ts'
import type { Box } from './boxes.ts'

export interface Boxes {
  readonly all: readonly Box[]
  readonly chosen: number | null
  readonly choose: (id: number | null) => void
  readonly isFull: boolean
  readonly canUndo: boolean
  readonly canRedo: boolean
  /** Gives the id of the new one, which is chosen. */
  readonly add: (box: RedactionBox) => number
  /** Steps of one `row` are taken back at once. */
  readonly change: (box: Box, row?: string) => void
  readonly remove: (id: number) => void
  readonly undo: () => void
  readonly redo: () => void
  readonly clear: () => void
}

/** Boxes that a person draws on a picture, before they are burned in. */
export const useBoxes = (): Boxes => {
  const [history, step] = useReducer(withStep, noBoxes)
  const [chosen, choose] = useState<number | null>(null)
  const last = useRef(0)
  const { now, past, future } = history
  return {
    all: now,
    chosen,
    choose,
    isFull: now.length >= boxesMax,
    canUndo: past.length > 0,
    canRedo: future.length > 0,
    add: (box) => {
      const id = (last.current += 1)
      step({ kind: 'set', boxes: [...now, { ...box, id }] })
      choose(id)
      return id
    },
    change: (box, row) =>
      step({
        kind: 'set',
        boxes: now.map((one) => (one.id === box.id ? box : one)),
        ...(row !== undefined && { row }),
      }),
    remove: (id) => {
      step({ kind: 'set', boxes: now.filter((one) => one.id !== id) })
      choose(null)
    },
    undo: useCallback(() => step({ kind: 'undo' }), []),
    redo: useCallback(() => step({ kind: 'redo' }), []),
    clear: useCallback(() => {
      step({ kind: 'clear' })
      choose(null)
    }, []),
  }
}
