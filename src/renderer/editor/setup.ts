import { defaultKeymap, history, historyKeymap } from '@codemirror/commands'
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search'
import { EditorState } from '@codemirror/state'
import type { Extension } from '@codemirror/state'
import { EditorView, drawSelection, keymap, placeholder } from '@codemirror/view'

/** Messages of CodeMirror's own panels, by the English phrase that it looks up. */
export type EditorPhrases = Readonly<Record<string, string>>

export type EditorSetup = {
  readonly label: string
  readonly describedBy: string | undefined
  readonly placeholder: string
  /** BCP 47 tag of the text, not of the interface: it decides how Han characters are drawn. */
  readonly language: string
  readonly readOnly: boolean
  /** UTF-16 code units; longer input is refused. */
  readonly maxLength: number
  readonly phrases: EditorPhrases
  /** Nonce of the content security policy: CodeMirror adds its base style in a style element. */
  readonly nonce: string
  readonly onChange: (text: string) => void
  /** Input was refused because the text is full. */
  readonly onFull: () => void
}

/** CodeMirror would insert the content of dropped files. */
const refuseFiles = EditorView.domEventHandlers({
  drop: (event) => {
    if ((event.dataTransfer?.files.length ?? 0) === 0) return false
    event.preventDefault()
    return true
  },
})

/**
 * When the focus is restored, as after the palette closes, the browser puts the caret at the start
 * of the text, and the next action would apply there. A caret that is at the start needs nothing.
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
 * Plain text with history, search and line wrapping. Pasting takes only plain text (CodeMirror
 * reads nothing else). Tab is not bound, so that the keyboard can leave the editor. During a
 * composition nothing from outside changes the document: the text is set once, on creation.
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
    // Focusable without it, but accessibility checkers look for this attribute.
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
