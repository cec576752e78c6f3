import { defaultKeymap, history, historyKeymap } from '@codemirror/commands'
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search'
import { EditorState } from '@codemirror/state'
import type { Extension } from '@codemirror/state'
import { EditorView, drawSelection, keymap, placeholder } from '@codemirror/view'

/** The words of CodeMirror's own panels, which it looks up by their English form. */
export type EditorPhrases = Readonly<Record<string, string>>

export type EditorSetup = {
  readonly label: string
  readonly describedBy: string | undefined
  readonly placeholder: string
  /** BCP 47, of the text and not of the interface: it decides how Han characters are drawn. */
  readonly language: string
  readonly readOnly: boolean
  /** UTF-16 code units; what would go beyond is not let in. */
  readonly maxLength: number
  readonly phrases: EditorPhrases
  /** Of the content security policy: CodeMirror brings its base style in a style element. */
  readonly nonce: string
  readonly onChange: (text: string) => void
  /** Something was kept out because the text is full. */
  readonly onFull: () => void
}

/** Files dropped on the editor would otherwise be read into it. */
const refuseFiles = EditorView.domEventHandlers({
  drop: (event) => {
    if ((event.dataTransfer?.files.length ?? 0) === 0) return false
    event.preventDefault()
    return true
  },
})

/**
 * Where it is given back the focus, as when the palette closes, the browser puts the caret before the
 * whole text: what is done then would be done there. A caret that is there needs nothing.
 */
const keepCaret = EditorView.domEventHandlers({
  focus: (_, view) => {
    if (view.state.selection.main.head === 0) return
    queueMicrotask(() => {
      if (view.hasFocus) view.focus()
    })
  },
})

/**
 * Plain text with history, search and line wrapping. Pasting takes only plain text (CodeMirror reads
 * nothing else). Tab is left alone, so that the keyboard can leave the editor. While an input method
 * composes, nothing from outside touches the document: the text is set once, when it is made.
 */
export const editorExtensions = (setup: EditorSetup): Extension[] => [
  history(),
  drawSelection(),
  search({ top: true }),
  highlightSelectionMatches(),
  keymap.of([...searchKeymap, ...historyKeymap, ...defaultKeymap]),
  EditorView.lineWrapping,
  EditorView.cspNonce.of(setup.nonce),
  EditorState.phrases.of(setup.phrases),
  EditorState.readOnly.of(setup.readOnly),
  placeholder(setup.placeholder),
  EditorView.contentAttributes.of({
    'aria-label': setup.label,
    'aria-multiline': 'true',
    // The keyboard reaches it by itself, but what checks a page looks for this.
    tabindex: '0',
    lang: setup.language,
    dir: 'auto',
    spellcheck: 'false',
    autocorrect: 'off',
    autocapitalize: 'off',
    ...(setup.describedBy === undefined ? {} : { 'aria-describedby': setup.describedBy }),
    ...(setup.readOnly ? { 'aria-readonly': 'true' } : {}),
  }),
  refuseFiles,
  keepCaret,
  EditorState.changeFilter.of((transaction) => {
    if (transaction.newDoc.length <= setup.maxLength) return true
    if (transaction.newDoc.length <= transaction.startState.doc.length) return true
    setup.onFull()
    return false
  }),
  EditorView.updateListener.of((update) => {
    if (update.docChanged) setup.onChange(update.state.doc.toString())
  }),
]
