import type { Shortcuts } from './chord.ts'

/** Heard by the rows of a list; Shift with them selects on the way. */
export const rowKeys = {
  next: { says: 'keys.rowNext', keys: ['J', '↓'], also: ['Shift+↓'] },
  previous: { says: 'keys.rowPrevious', keys: ['K', '↑'], also: ['Shift+↑'] },
  far: {
    says: 'keys.rowFar',
    keys: ['PageDown', 'PageUp'],
    also: ['Shift+PageDown', 'Shift+PageUp'],
  },
  ends: { says: 'keys.rowEnds', keys: ['Home', 'End'], also: ['Shift+Home', 'Shift+End'] },
  open: { says: 'selection.keysOpen', keys: ['O'], native: ['Enter'] },
} as const satisfies Shortcuts
