import { StateEffect, StateField } from '@codemirror/state'
import type { EditorState, Extension } from '@codemirror/state'
import { Decoration, EditorView, ViewPlugin } from '@codemirror/view'
import type { DecorationSet } from '@codemirror/view'
import type { FamilyName, SeverityName } from './lint-words.ts'

/** One marked stretch of the text. */
export type LintMark = {
  /** Names the finding in the report. */
  readonly key: string
  readonly start: number
  readonly end: number
  readonly family: FamilyName
  /** What an override of it keeps: its words, or those that it stands in. */
  readonly kept: string
  /** `standing`: a person let it stand, with a reason. */
  readonly severity: SeverityName | 'standing'
  readonly replacement: string | null
}

type NewMarks = {
  readonly marks: readonly LintMark[]
  /** Where an input method composes: what is drawn there must not change under it. */
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

/** The mark at a place, with where it stands now; the shortest where there are several. */
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

/** Marks that came while an input method was composing are drawn as soon as it is done. */
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
    // They are about an older text now; the next answer brings new ones.
    if (docChanged) this.waiting = null
  }
}

const marker = ViewPlugin.fromClass(Marker, {
  eventHandlers: {
    compositionend() {
      // CodeMirror itself still takes the last syllable in.
      setTimeout(() => {
        if (this.waiting !== null && !this.view.composing) this.show(this.waiting)
      }, 50)
    },
  },
})

/** Marks in the text that move along with edits until others are shown. */
export const lintMarks: Extension = [markField, marker]

/**
 * Shows `marks` in place of those before. They are about `text`: where the editor holds another by
 * now, nothing happens, since newer ones are on their way.
 */
export const showMarks = (view: EditorView, text: string, marks: readonly LintMark[]): void => {
  if (view.state.doc.length !== text.length || view.state.doc.toString() !== text) return
  view.plugin(marker)?.show(marks)
}
