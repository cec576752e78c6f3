import { useCallback, useReducer, useRef, useState } from 'react'
import type { RedactionBox } from '../../../../shared/attachments.ts'
import { boxesMax } from './boxes.ts'
import type { Box } from './boxes.ts'

/** Current boxes with their undo and redo history. */
type BoxHistory = {
  readonly now: readonly Box[]
  readonly past: readonly (readonly Box[])[]
  readonly future: readonly (readonly Box[])[]
  /** Group of the last step; steps of one group are undone at once. */
  readonly row: string | null
}

type BoxStep =
  | { readonly kind: 'set'; readonly boxes: readonly Box[]; readonly row?: string }
  | { readonly kind: 'undo' | 'redo' | 'clear' }

const noBoxes: BoxHistory = { now: [], past: [], future: [], row: null }

/** A reducer over the boxes of one picture. */
const withStep = (history: BoxHistory, step: BoxStep): BoxHistory => {
  const { now, past, future } = history
  switch (step.kind) {
    case 'set': {
      const row = step.row ?? null
      const isSameRow = row !== null && row === history.row
      return { now: step.boxes, past: isSameRow ? past : [...past, now], future: [], row }
    }
    case 'undo': {
      const before = past.at(-1)
      if (before === undefined) return history
      return { now: before, past: past.slice(0, -1), future: [now, ...future], row: null }
    }
    case 'redo': {
      const [after, ...rest] = future
      if (after === undefined) return history
      return { now: after, past: [...past, now], future: rest, row: null }
    }
    case 'clear':
      return noBoxes
  }
}

export type Boxes = {
  readonly all: readonly Box[]
  readonly chosen: number | null
  readonly choose: (id: number | null) => void
  readonly isFull: boolean
  readonly canUndo: boolean
  readonly canRedo: boolean
  /** Adds and selects a box; returns its id. */
  readonly add: (box: RedactionBox) => number
  /** Steps with the same `row` are undone at once. */
  readonly change: (box: Box, row?: string) => void
  readonly remove: (id: number) => void
  readonly undo: () => void
  readonly redo: () => void
  readonly clear: () => void
}

/** Boxes drawn on a picture, before they are burned in. */
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
