import { StateEffect, StateField } from '@codemirror/state'
import type { Extension } from '@codemirror/state'
import { Decoration, EditorView, WidgetType } from '@codemirror/view'
import type { DecorationSet } from '@codemirror/view'
import { classNames } from '../ui/class-names.ts'
import shared from '../ui/shared.module.css'

/** Words that are not printed, at offsets of the editor's document. */
export type RedactionMark = {
  readonly start: number
  readonly end: number
  /** What is printed in their place. */
  readonly label: string
}

/** Selected words, without the white space around them; null: none. */
export type SelectedWords = { readonly start: number; readonly end: number }

class PrintedInstead extends WidgetType {
  readonly label: string

  constructor(label: string) {
    super()
    this.label = label
  }

  override eq(other: PrintedInstead): boolean {
    return other.label === this.label
  }

  override toDOM(): HTMLElement {
    const dom = document.createElement('span')
    dom.className = classNames('cm-redacted-as', shared['category'])
    dom.textContent = this.label
    return dom
  }
}

const removed = Decoration.mark({
  class: classNames('cm-redacted', shared['removed']),
  tagName: 'del',
})

const setMarks = StateEffect.define<readonly RedactionMark[]>()

const field = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update: (before, { effects, newDoc }) => {
    const now = effects.find((effect) => effect.is(setMarks))
    if (now === undefined) return before
    return Decoration.set(
      now.value
        .filter(({ start, end }) => start < end && end <= newDoc.length)
        .flatMap(({ start, end, label }) => [
          removed.range(start, end),
          Decoration.widget({ widget: new PrintedInstead(label), side: 1 }).range(end),
        ]),
      true,
    )
  },
  provide: (marks) => EditorView.decorations.from(marks),
})

const selectedWords = (view: EditorView): SelectedWords | null => {
  const { from, to } = view.state.selection.main
  const words = view.state.sliceDoc(from, to)
  const start = from + words.length - words.trimStart().length
  const end = to - words.length + words.trimEnd().length
  return start < end ? { start, end } : null
}

/**
 * Shows redactions in a text that does not change: the words struck out, and what is printed in
 * their place behind them.
 *
 * @param onSelect told each time the selection changes.
 */
export const redactionMarks = (onSelect: (words: SelectedWords | null) => void): Extension => [
  field,
  EditorView.updateListener.of((update) => {
    if (update.selectionSet) onSelect(selectedWords(update.view))
  }),
]

/** Adds the marks to an editor that was just made. */
export const addRedactionMarks = (
  view: EditorView,
  onSelect: (words: SelectedWords | null) => void,
): void => view.dispatch({ effects: StateEffect.appendConfig.of(redactionMarks(onSelect)) })

/** Replaces the shown redactions. */
export const showRedactions = (view: EditorView, marks: readonly RedactionMark[]): void =>
  view.dispatch({ effects: setMarks.of(marks) })

/** Ends the selection, and puts the caret behind it. */
export const endSelection = (view: EditorView): void => {
  view.dispatch({ selection: { anchor: view.state.selection.main.to } })
  view.focus()
}
