import { StateEffect, StateField } from '@codemirror/state'
import type { EditorState, Extension } from '@codemirror/state'
import { EditorView, keymap, showTooltip } from '@codemirror/view'
import type { Rect, Tooltip } from '@codemirror/view'
import { paths } from '../ui/icon-paths.ts'
import type { IconName } from '../ui/icon-paths.ts'

/** What can be done with selected words. */
export type SelectionAction = {
  readonly label: string
  readonly icon: IconName
  readonly run: () => void
}

const svg = 'http://www.w3.org/2000/svg'

const drawn = (icon: IconName): SVGSVGElement => {
  const image = document.createElementNS(svg, 'svg')
  const path = document.createElementNS(svg, 'path')
  image.setAttribute('viewBox', '0 0 20 20')
  image.setAttribute('aria-hidden', 'true')
  path.setAttribute('d', paths[icon])
  image.append(path)
  return image
}

/** Beside the text, at the line where the selection ends: it covers no words. */
const besideText = (view: EditorView): Rect => {
  const content = view.contentDOM.getBoundingClientRect()
  const y = view.coordsAtPos(view.state.selection.main.head)?.top ?? content.top
  return { left: content.right, right: content.right, top: y, bottom: y }
}

/** Width of the margin beside the text, which has marks of its own. */
const marginOf = (view: EditorView): number => {
  const { right } = view.contentDOM.getBoundingClientRect()
  const ends = [...view.dom.querySelectorAll('.cm-gutters')].map(
    (margin) => margin.getBoundingClientRect().right - right,
  )
  return Math.max(0, ...ends)
}

const show = StateEffect.define<boolean>()

const bar = (state: EditorState, actions: () => readonly SelectionAction[]): Tooltip | null => {
  const { from, to } = state.selection.main
  if (state.sliceDoc(from, to).trim() === '') return null
  return {
    pos: from,
    end: to,
    create: (view) => {
      const dom = document.createElement('div')
      dom.className = 'cm-selection-bar'
      for (const { label, icon, run } of actions()) {
        const button = document.createElement('button')
        button.type = 'button'
        button.ariaLabel = label
        button.title = label
        button.append(drawn(icon))
        // The press must not take the selection away.
        button.addEventListener('mousedown', (event) => event.preventDefault())
        button.addEventListener('click', run)
        dom.append(button)
      }
      return {
        dom,
        getCoords: () => besideText(view),
        get offset() {
          return { x: marginOf(view), y: 0 }
        },
      }
    },
  }
}

/**
 * A small bar beside selected words, next in the tab order. It waits until the pointer has let go, and
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
