import type { Extension } from '@codemirror/state'
import type { Text } from '../i18n/use-text.ts'
import { claimMargin } from './claim-margin.ts'
import { claimMarks } from './claim-marks.ts'
import type { PlacedClaim, TextClaim } from './claim-marks.ts'
import type { ClaimTarget } from './claim-target.ts'
import { claimTips } from './claim-tips.ts'

/** The claims of a text: marked in it and counted in its margin. */
export type EditorClaims = {
  readonly claims: readonly TextClaim[]
  readonly onOpen: (id: string) => void
  /** Called with the claims whose words are not in the text. */
  readonly onGone: (ids: readonly string[]) => void
  /** Called when the editor mounts and unmounts. */
  readonly onTarget: (target: ClaimTarget) => void
  readonly onEnd: (target: ClaimTarget) => void
}

/** Several claims that start in one line, and the pressed margin marker. */
export type PressedLine = { readonly claims: readonly PlacedClaim[]; readonly marker: HTMLElement }

/**
 * Marks and margin of an editor.
 *
 * @param now the current callbacks and messages.
 * @param ask asks the user to choose one of several claims.
 */
export const claimLayer = (
  now: { readonly current: { readonly claims: EditorClaims | undefined; readonly text: Text } },
  ask: (pressed: PressedLine) => void,
): Extension => [
  claimMarks((ids) => now.current.claims?.onGone(ids)),
  claimTips(() => now.current.text('claims.tip')),
  claimMargin({
    inLine: (count) => now.current.text('claims.inLine', { count }),
    onPress: (claims, marker) => {
      const [first, ...others] = claims
      if (first === undefined) return
      if (others.length === 0) now.current.claims?.onOpen(first.id)
      else ask({ claims, marker })
    },
  }),
]
