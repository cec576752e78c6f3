import { StateField } from '@codemirror/state'
import type { ChangeDesc, EditorState, Text } from '@codemirror/state'

export type TextStretch = { readonly start: number; readonly end: number }

/** Maps a range of an earlier text to the current one; null if it, or its edge, was edited. */
export type Follow = (stretch: TextStretch) => TextStretch | null

type PastText = { readonly doc: Text; readonly changes: ChangeDesc }

/** Number of changes kept: more than can be typed in the pause before a check. */
const most = 60

/** The texts before the last changes of an editor. Unchanged lines are shared. */
export const recentTexts = StateField.define<readonly PastText[]>({
  create: () => [],
  update: (past, { docChanged, startState, changes }) =>
    docChanged ? [...past.slice(1 - most), { doc: startState.doc, changes: changes.desc }] : past,
})

const reads = (doc: Text, text: string): boolean =>
  doc.length === text.length && doc.toString() === text

/**
 * Maps ranges of `text` through every change since the editor contained it. Exact, unlike a
 * comparison of two texts: it never confuses two occurrences of the same words. Null if the editor
 * has not contained `text` recently.
 */
export const following = (state: EditorState, text: string): Follow | null => {
  if (reads(state.doc, text)) return (stretch) => stretch
  const past = state.field(recentTexts, false) ?? []
  // The most recent match: an edit may have restored an earlier text.
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
