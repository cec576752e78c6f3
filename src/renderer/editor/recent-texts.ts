import { StateField } from '@codemirror/state'
import type { ChangeDesc, EditorState, Text } from '@codemirror/state'

export type TextStretch = { readonly start: number; readonly end: number }

/** Where a stretch of an earlier text stands now; null if it, or its edge, was written into. */
export type Follow = (stretch: TextStretch) => TextStretch | null

type PastText = { readonly doc: Text; readonly changes: ChangeDesc }

/** Changes that are remembered: more than anybody types in the pause before a check. */
const most = 60

/** The texts that an editor held before its last changes. The lines that stay are shared. */
export const recentTexts = StateField.define<readonly PastText[]>({
  create: () => [],
  update: (past, { docChanged, startState, changes }) =>
    docChanged ? [...past.slice(1 - most), { doc: startState.doc, changes: changes.desc }] : past,
})

const reads = (doc: Text, text: string): boolean =>
  doc.length === text.length && doc.toString() === text

/**
 * Follows what is known of `text` through every change since the editor held it. Exact where a
 * comparison of two texts is not: it never takes one occurrence of the same words for another. Null
 * where the editor has not held `text` of late.
 */
export const following = (state: EditorState, text: string): Follow | null => {
  if (reads(state.doc, text)) return (stretch) => stretch
  const past = state.field(recentTexts, false) ?? []
  // The one that was held last: a text may have been come back to.
  let from = past.length - 1
  while (from >= 0 && !reads(past[from]?.doc ?? state.doc, text)) from -= 1
  const since = past.slice(from).map(({ changes }) => changes)
  const [first, ...rest] = since
  if (from === -1 || first === undefined) return null
  const all = rest.reduce((one, next) => one.composeDesc(next), first)
  return ({ start, end }) =>
    all.touchesRange(start, end) === false
      ? { start: all.mapPos(start, 1), end: all.mapPos(end, -1) }
      : null
}
