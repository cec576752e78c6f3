import { RangeSetBuilder, StateEffect, StateField } from '@codemirror/state'
import type { Extension } from '@codemirror/state'
import { Decoration, EditorView, ViewPlugin, hoverTooltip, showTooltip } from '@codemirror/view'
import type { DecorationSet, Tooltip, ViewUpdate } from '@codemirror/view'
import { findSpellings, spellingIndex } from '../spellings/find-spellings.ts'
import type { FoundSpelling, SpellingIndex } from '../spellings/find-spellings.ts'
import { markAt } from './lint-marks.ts'
import { tipLines } from './tip-lines.ts'

/** Texts of a spelling's tooltip. */
export type SpellingWords = (preferred: string) => { readonly name: string; readonly keys: string }

const setIndex = StateEffect.define<SpellingIndex>()
const nothing = spellingIndex([])

const indexField = StateField.define<SpellingIndex>({
  create: () => nothing,
  update: (before, { effects }) =>
    effects.reduce((index, effect) => (effect.is(setIndex) ? effect.value : index), before),
})

const mark = Decoration.mark({ class: 'cm-spelling', attributes: { role: 'mark' } })

/** Other spellings between two positions; words that cross an end are included whole. */
const foundBetween = (view: EditorView, from: number, to: number): FoundSpelling[] => {
  const index = view.state.field(indexField)
  if (index.longest === 0) return []
  const begin = Math.max(0, from - 2 * index.longest)
  const text = view.state.sliceDoc(begin, to + 2 * index.longest)
  return findSpellings(index, text)
    .map(({ start, end, preferred }) => ({ start: start + begin, end: end + begin, preferred }))
    .filter(({ start, end }) => end >= from && start <= to)
}

/** The other spelling at a position; null for none. */
const spellingAt = (view: EditorView, at: number): FoundSpelling | null =>
  foundBetween(view, at, at)[0] ?? null

/** The spelling to explain at a position; a finding of a check has priority. */
const shownAt = (view: EditorView, at: number): FoundSpelling | null =>
  markAt(view.state, at) === null ? spellingAt(view, at) : null

const marksIn = (view: EditorView): DecorationSet => {
  const builder = new RangeSetBuilder<Decoration>()
  let last = -1
  for (const { from, to } of view.visibleRanges) {
    for (const { start, end } of foundBetween(view, from, to)) {
      if (start < last) continue
      builder.add(start, end, mark)
      last = end
    }
  }
  return builder.finish()
}

/** Searches only the visible range, so that the length of a text does not matter. */
class SpellingMarker {
  marks: DecorationSet

  constructor(view: EditorView) {
    this.marks = marksIn(view)
  }

  update(update: ViewUpdate): void {
    const { view, docChanged, viewportChanged, startState, state, changes } = update
    // Redrawing under an input method breaks its composition.
    if (view.composing) this.marks = this.marks.map(changes)
    else if (
      docChanged ||
      viewportChanged ||
      startState.field(indexField) !== state.field(indexField)
    ) {
      this.marks = marksIn(view)
    }
  }
}

const marks = ViewPlugin.fromClass(SpellingMarker, {
  decorations: ({ marks: drawn }) => drawn,
  eventHandlers: {
    compositionend(_, view) {
      // CodeMirror still has to insert the last syllable.
      setTimeout(() => {
        if (view.composing) return
        this.marks = marksIn(view)
        view.dispatch({})
      }, 50)
    },
  },
})

const tipFor = ({ start, end, preferred }: FoundSpelling, words: SpellingWords): Tooltip => ({
  pos: start,
  end,
  above: true,
  create: () => {
    const { name, keys } = words(preferred)
    return { dom: tipLines(name, keys) }
  },
})

const setTip = StateEffect.define<Tooltip | null>()

const tipField = StateField.define<Tooltip | null>({
  create: () => null,
  update: (before, { docChanged, effects }) => {
    for (const effect of effects) if (effect.is(setTip)) return effect.value
    // No tooltips while the user types.
    return docChanged ? null : before
  },
  provide: (field) => showTooltip.from(field),
})

/** Subtle marks under spellings other than the vault's own, with the preferred one in a tooltip. */
export const spellingMarks = (words: SpellingWords): Extension => [
  indexField,
  marks,
  tipField,
  hoverTooltip(
    (view, at) => {
      const found = shownAt(view, at)
      const isUp = found !== null && view.state.field(tipField)?.pos === found.start
      return found === null || isUp ? null : tipFor(found, words)
    },
    { hideOnChange: true },
  ),
  EditorView.updateListener.of(({ view, selectionSet, docChanged, state }) => {
    if (!selectionSet || docChanged) return
    const at = state.selection.main.head
    const shown = state.field(tipField)
    // Deferred: within an update the visible range is not final.
    queueMicrotask(() => {
      const found = view.hasFocus ? shownAt(view, at) : null
      if (found?.start === shown?.pos) return
      view.dispatch({ effects: setTip.of(found === null ? null : tipFor(found, words)) })
    })
  }),
  EditorView.domEventHandlers({
    blur: (_, view) => {
      if (view.state.field(tipField) !== null) view.dispatch({ effects: setTip.of(null) })
    },
    keydown: ({ key }, view) => {
      if (key !== 'Escape' || view.state.field(tipField) === null) return false
      view.dispatch({ effects: setTip.of(null) })
      return true
    },
  }),
]

/** Sets the list of spellings. */
export const showSpellings = (view: EditorView, index: SpellingIndex): void => {
  if (view.state.field(indexField, false) !== index) view.dispatch({ effects: setIndex.of(index) })
}

/**
 * Replaces the word at the caret with the vault's spelling; null if there is none, or editing is
 * not allowed.
 */
export const preferSpelling = (view: EditorView): string | null => {
  if (view.state.readOnly || view.composing) return null
  const found = spellingAt(view, view.state.selection.main.head)
  if (found === null) return null
  const { start, end, preferred } = found
  view.dispatch({
    changes: { from: start, to: end, insert: preferred },
    selection: { anchor: start + preferred.length },
    userEvent: 'input.replace',
    scrollIntoView: true,
  })
  return preferred
}
