import { StateEffect, StateField } from '@codemirror/state'
import type { EditorState, Extension } from '@codemirror/state'
import { EditorView, keymap, showTooltip } from '@codemirror/view'
import type { Tooltip } from '@codemirror/view'

/** What can be done with selected words. */
export type SelectionAction = { readonly label: string; readonly run: () => void }

const show = StateEffect.define<boolean>()

const bar = (state: EditorState, actions: () => readonly SelectionAction[]): Tooltip | null => {
  const { from, to } = state.selection.main
  if (state.sliceDoc(from, to).trim() === '') return null
  return {
    pos: from,
    end: to,
    above: true,
    create: () => {
      const dom = document.createElement('div')
      dom.className = 'cm-selection-bar'
      for (const { label, run } of actions()) {
        const button = document.createElement('button')
        button.type = 'button'
        button.textContent = label
        // The press must not take the selection away.
        button.addEventListener('mousedown', (event) => event.preventDefault())
        button.addEventListener('click', run)
        dom.append(button)
      }
      return { dom }
    },
  }
}

/**
 * A small bar over selected words, next in the tab order. It waits until the pointer has let go, and
 * Escape hides it until the selection changes.
 */
export const selectionBar = (actions: () => readonly SelectionAction[]): Extension => {
  let isDragging = false
  const field = StateField.define<Tooltip | null>({
    create: () => null,
    update: (before, { docChanged, effects, selection, state }) => {
      const told = effects.find((effect) => effect.is(show))
      if (told !== undefined) return told.value ? bar(state, actions) : null
      if (!docChanged && selection === undefined) return before
      return docChanged || isDragging ? null : bar(state, actions)
    },
    provide: (shown) => showTooltip.from(shown),
  })
  return [
    field,
    keymap.of([
      {
        key: 'Escape',
        run: (view) => {
          if (view.state.field(field) === null) return false
          view.dispatch({ effects: show.of(false) })
          return true
        },
      },
    ]),
    EditorView.domEventHandlers({
      mousedown: (event, view) => {
        // Not for a press inside the bar, which is in the editor too.
        if (event.target instanceof Element && event.target.closest('.cm-selection-bar')) return
        isDragging = true
        const end = (): void => {
          isDragging = false
          // The editor has its selection by then.
          setTimeout(() => {
            if (view.dom.isConnected) view.dispatch({ effects: show.of(true) })
          })
        }
        window.addEventListener('mouseup', end, { once: true })
      },
      focus: (_, view) => {
        if (!isDragging) view.dispatch({ effects: show.of(true) })
      },
      blur: ({ relatedTarget }, view) => {
        const isInside = relatedTarget instanceof Element && view.dom.contains(relatedTarget)
        if (!isInside && view.state.field(field) !== null) {
          view.dispatch({ effects: show.of(false) })
        }
      },
    }),
  ]
}
