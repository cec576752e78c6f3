import { EditorView } from '@codemirror/view'
import { following } from './recent-texts.ts'
import { preferSpelling } from './spelling-marks.ts'
import type { Follow } from './recent-texts.ts'

/** A field with findings. Offsets are UTF-16 code units of its text. */
export type LintTarget = {
  /**
   * Maps findings in `text` to the field, which may have been edited since. Null if that is not
   * possible.
   */
  readonly follow: (text: string) => Follow | null
  /** Focuses a range and scrolls to it. */
  readonly select: (start: number, end: number) => void
  /** Scrolls to a range and selects it without moving the focus. */
  readonly reveal: (start: number, end: number) => void
  /** Replaces a range, unless it no longer reads `quote`. */
  readonly replace: (start: number, quote: string, by: string) => void
  /** Caret position; null while the field is not focused. */
  readonly caret: () => number | null
  /** Replaces the word at the caret with the vault's spelling; null if there is none. */
  readonly prefer: () => string | null
}

const revealIn = (view: EditorView, start: number, end: number): void => {
  const { length } = view.state.doc
  view.dispatch({
    selection: { anchor: Math.min(end, length), head: Math.min(start, length) },
    effects: EditorView.scrollIntoView(Math.min(start, length), { y: 'center' }),
  })
}

export const editorTarget = (view: EditorView): LintTarget => ({
  follow: (text) => following(view.state, text),
  select: (start, end) => {
    view.focus()
    revealIn(view, start, end)
  },
  reveal: (start, end) => revealIn(view, start, end),
  replace: (start, quote, by) => {
    const end = start + quote.length
    if (view.state.sliceDoc(start, end) !== quote) return
    view.focus()
    view.dispatch({
      changes: { from: start, to: end, insert: by },
      selection: { anchor: start + by.length },
      userEvent: 'input.replace',
      scrollIntoView: true,
    })
  },
  caret: () => (view.hasFocus ? view.state.selection.main.head : null),
  prefer: () => preferSpelling(view),
})

/** A plain field: its owner writes the changes. */
export const fieldTarget = (
  field: HTMLInputElement | HTMLTextAreaElement,
  write: (value: string) => void,
): LintTarget => ({
  follow: (text) => (field.value === text ? (stretch) => stretch : null),
  select: (start, end) => {
    field.focus()
    field.setSelectionRange(start, end)
  },
  reveal: () => field.scrollIntoView({ block: 'nearest' }),
  replace: (start, quote, by) => {
    const { value } = field
    if (value.slice(start, start + quote.length) !== quote) return
    field.focus()
    write(`${value.slice(0, start)}${by}${value.slice(start + quote.length)}`)
  },
  caret: () => (document.activeElement === field ? field.selectionStart : null),
  prefer: () => null,
})
