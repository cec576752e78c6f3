import { StateEffect, StateField } from '@codemirror/state'
import type { Extension } from '@codemirror/state'
import { EditorView, hoverTooltip, keymap, showTooltip } from '@codemirror/view'
import type { Tooltip } from '@codemirror/view'
import { claimAt, currentClaim } from './claim-marks.ts'
import type { PlacedClaim } from './claim-marks.ts'
import { tipLines } from './tip-lines.ts'

const hide = StateEffect.define<null>()

const tip = ({ start, end, statement }: PlacedClaim, keys: string): Tooltip => ({
  pos: start,
  end,
  above: true,
  create: () => ({ dom: tipLines(statement, keys) }),
})

/**
 * Tooltip with a claim's statement, on hover or after navigating to it by key.
 *
 * @param keys returns the help text for the keys.
 */
export const claimTips = (keys: () => string): Extension => {
  const field = StateField.define<Tooltip | null>({
    create: () => null,
    update: (before, { docChanged, effects, startState, state }) => {
      // No tooltips while the user types.
      if (docChanged || effects.some((effect) => effect.is(hide))) return null
      const now = currentClaim(state)
      if (now?.id === currentClaim(startState)?.id) return before
      return now === null ? null : tip(now, keys())
    },
    provide: (shown) => showTooltip.from(shown),
  })
  const dismiss = (view: EditorView): boolean => {
    if (view.state.field(field) === null) return false
    view.dispatch({ effects: hide.of(null) })
    return true
  }
  return [
    field,
    hoverTooltip(
      (view, at) => {
        const claim = claimAt(view.state, at)
        const isUp = claim !== null && view.state.field(field)?.pos === claim.start
        return claim === null || isUp ? null : tip(claim, keys())
      },
      { hideOnChange: true },
    ),
    keymap.of([{ key: 'Escape', run: dismiss }]),
    EditorView.domEventHandlers({
      blur: (_, view) => {
        dismiss(view)
      },
    }),
  ]
}
