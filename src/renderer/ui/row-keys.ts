import type { Shortcuts } from './chord.ts'

/** Handled by the rows of a list; with Shift they also select. */
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
