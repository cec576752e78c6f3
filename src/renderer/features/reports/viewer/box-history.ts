import type { Box } from './boxes.ts'

/** Boxes as they are, as they were, and as they were before somebody took a step back. */
export interface BoxHistory {
  readonly now: readonly Box[]
  readonly past: readonly (readonly Box[])[]
  readonly future: readonly (readonly Box[])[]
  /** What the last step was part of; steps of one row are taken back at once. */
  readonly row: string | null
}

export type BoxStep =
  | { readonly kind: 'set'; readonly boxes: readonly Box[]; readonly row?: string }
  | { readonly kind: 'undo' | 'redo' | 'clear' }

export const noBoxes: BoxHistory = { now: [], past: [], future: [], row: null }

/** A reducer over the boxes on one picture. */
export const withStep = (history: BoxHistory, step: BoxStep): BoxHistory => {
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
