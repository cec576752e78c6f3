import { StateEffect, StateField } from '@codemirror/state'
import type { EditorState, Extension } from '@codemirror/state'
import { EditorView, hoverTooltip, keymap, showTooltip } from '@codemirror/view'
import type { Tooltip } from '@codemirror/view'
import { markAt } from './lint-marks.ts'
import type { LintMark } from './lint-marks.ts'

/** Texts of a mark's tooltip. */
export type MarkWords = {
  readonly name: string
  readonly why: string
  /** Keys that work here. */
  readonly keys: string
}

export type TipPorts = {
  /** `quote`: the marked words. */
  readonly describe: (mark: LintMark) => MarkWords
  /** Does the caret alone open the tooltip? Not while a list beside the text shows the same. */
  readonly atCaret: () => boolean
  /** Called with the mark at the caret when that changes. */
  readonly onCaret: (key: string | null) => void
}

const line = (name: string, words: string): HTMLElement => {
  const made = document.createElement('p')
  made.className = name
  made.textContent = words
  return made
}

const tip = (mark: LintMark, { describe }: TipPorts): Tooltip => ({
  pos: mark.start,
  end: mark.end,
  above: true,
  create: () => {
    const { name, why, keys } = describe(mark)
    const dom = document.createElement('div')
    dom.className = 'cm-lint-tip'
    dom.append(
      line('cm-lint-tip-name', name),
      line('cm-lint-tip-why', why),
      line('cm-lint-tip-keys', keys),
    )
    return { dom }
  },
})

const hide = StateEffect.define<null>()

const caretTip = (ports: TipPorts): StateField<Tooltip | null> => {
  const at = (state: EditorState): Tooltip | null => {
    const mark = ports.atCaret() ? markAt(state, state.selection.main.head) : null
    return mark === null ? null : tip(mark, ports)
  }
  return StateField.define<Tooltip | null>({
    create: () => null,
    update: (before, transaction) => {
      // No tooltips while the user types.
      if (transaction.docChanged) return null
      if (transaction.effects.some((effect) => effect.is(hide))) return null
      return transaction.selection === undefined ? before : at(transaction.state)
    },
    provide: (field) => showTooltip.from(field),
  })
}

/** Explains a mark on hover or when the caret moves onto it. */
export const lintTips = (ports: TipPorts): Extension => {
  const field = caretTip(ports)
  let last: string | null = null
  const dismiss = (view: EditorView): boolean => {
    if (view.state.field(field) === null) return false
    view.dispatch({ effects: hide.of(null) })
    return true
  }
  return [
    field,
    hoverTooltip(
      (view, at) => {
        const mark = markAt(view.state, at)
        // The caret may have opened it already.
        const isUp = mark !== null && view.state.field(field)?.pos === mark.start
        return mark === null || isUp ? null : tip(mark, ports)
      },
      { hideOnChange: true },
    ),
    keymap.of([{ key: 'Escape', run: dismiss }]),
    EditorView.domEventHandlers({
      blur: (_, view) => {
        dismiss(view)
      },
    }),
    EditorView.updateListener.of(({ state, selectionSet, docChanged }) => {
      if (!selectionSet && !docChanged) return
      const key = markAt(state, state.selection.main.head)?.key ?? null
      if (key === last) return
      last = key
      ports.onCaret(key)
    }),
  ]
}
