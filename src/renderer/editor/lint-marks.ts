import { StateEffect, StateField } from '@codemirror/state'
import type { EditorState, Extension } from '@codemirror/state'
import { Decoration, EditorView, ViewPlugin } from '@codemirror/view'
import type { DecorationSet } from '@codemirror/view'
import type { FamilyName, SeverityName } from './lint-words.ts'

/** A marked range of the text. */
export type LintMark = {
  /** Identifies the finding in the report. */
  readonly key: string
  readonly start: number
  readonly end: number
  readonly family: FamilyName
  /** The text that an override stores: its words, or the words around hidden characters. */
  readonly kept: string
  /** `overridden`: overridden by the user, with a reason. */
  readonly severity: SeverityName | 'overridden'
  readonly replacement: string | null
}

type NewMarks = {
  readonly marks: readonly LintMark[]
  /** Position of an input method's composition, which must not be redrawn. */
  readonly hold: number | null
}

const setMarks = StateEffect.define<NewMarks>()

const drawn = (mark: LintMark): Decoration =>
  Decoration.mark({
    lintMark: mark,
    class: 'cm-lint',
    attributes: {
      role: 'mark',
      'data-family': mark.family,
      'data-severity': mark.severity,
    },
  })

const touches = (at: number | null, start: number, end: number): boolean =>
  at !== null && start <= at && at <= end

const markField = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update: (before, transaction) => {
    let marks = before.map(transaction.changes)
    for (const effect of transaction.effects) {
      if (!effect.is(setMarks)) continue
      const { marks: next, hold } = effect.value
      const { length } = transaction.newDoc
      marks = marks.update({
        filter: (from, to) => touches(hold, from, to),
        add: next
          .filter(({ start, end }) => start < end && end <= length && !touches(hold, start, end))
          .map((mark) => drawn(mark).range(mark.start, mark.end)),
        sort: true,
      })
    }
    return marks
  },
  provide: (field) => EditorView.decorations.from(field),
})

/** The mark at a position, with its current range; the shortest if there are several. */
export const markAt = (state: EditorState, at: number): LintMark | null => {
  let found: LintMark | null = null
  state.field(markField, false)?.between(at, at, (from, to, { spec }) => {
    const mark = (spec as { readonly lintMark: LintMark }).lintMark
    if (found === null || to - from < found.end - found.start) {
      found = { ...mark, start: from, end: to }
    }
  })
  return found
}

/** Marks that arrive during a composition are drawn when it ends. */
class Marker {
  readonly view: EditorView
  waiting: readonly LintMark[] | null = null

  constructor(view: EditorView) {
    this.view = view
  }

  show(marks: readonly LintMark[]): void {
    const { composing, state } = this.view
    const hold = composing ? state.selection.main.head : null
    this.waiting = composing ? marks : null
    this.view.dispatch({ effects: setMarks.of({ marks, hold }) })
  }

  update({ docChanged }: { readonly docChanged: boolean }): void {
    // The waiting marks are for an older text; the next check brings new ones.
    if (docChanged) this.waiting = null
  }
}

const marker = ViewPlugin.fromClass(Marker, {
  eventHandlers: {
    compositionend() {
      // CodeMirror still has to insert the last syllable.
      setTimeout(() => {
        if (this.waiting !== null && !this.view.composing) this.show(this.waiting)
      }, 50)
    },
  },
})

/** Marks in the text; they move with edits until they are replaced. */
export const lintMarks: Extension = [markField, marker]

/**
 * Replaces the marks. They apply to `text`: if the editor has another text by now, they are
 * ignored, because newer ones will follow.
 */
export const showMarks = (view: EditorView, text: string, marks: readonly LintMark[]): void => {
  if (view.state.doc.length !== text.length || view.state.doc.toString() !== text) return
  view.plugin(marker)?.show(marks)
}
