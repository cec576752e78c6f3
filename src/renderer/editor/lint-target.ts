import { EditorView } from '@codemirror/view'
import { following } from './recent-texts.ts'
import { preferSpelling } from './spelling-marks.ts'
import type { Follow } from './recent-texts.ts'

/** A field in which findings stand. Offsets are UTF-16 code units of its text. */
export type LintTarget = {
  /** For what was found in `text`: the field may be some keys ahead. Null if it cannot be told. */
  readonly follow: (text: string) => Follow | null
  /** Puts the focus on a stretch and brings it into sight. */
  readonly select: (start: number, end: number) => void
  /** Brings a stretch into sight and selects it; the focus stays where it is. */
  readonly reveal: (start: number, end: number) => void
  /** Puts other words in its place, unless it no longer reads `quote`. */
  readonly replace: (start: number, quote: string, by: string) => void
  /** Where the caret is; null while the focus is elsewhere. */
  readonly caret: () => number | null
  /** Writes the word at the caret as the vault writes it; null where there is none to be written. */
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

/** A plain field: its owner writes what changes. */
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
