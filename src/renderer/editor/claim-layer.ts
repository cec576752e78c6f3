import type { Extension } from '@codemirror/state'
import type { Text } from '../i18n/use-text.ts'
import { claimMargin } from './claim-margin.ts'
import { claimMarks } from './claim-marks.ts'
import type { PlacedClaim, TextClaim } from './claim-marks.ts'
import type { ClaimTarget } from './claim-target.ts'
import { claimTips } from './claim-tips.ts'

/** The claims of a text, which are marked in it and counted beside it. */
export type EditorClaims = {
  readonly claims: readonly TextClaim[]
  readonly onOpen: (id: string) => void
  /** Told those whose words are nowhere in the text. */
  readonly onGone: (ids: readonly string[]) => void
  /** Told the text when it stands, and when it goes. */
  readonly onTarget: (target: ClaimTarget) => void
  readonly onEnd: (target: ClaimTarget) => void
}

/** Several claims that begin in one line, and the marker of it that was pressed. */
export type PressedLine = { readonly claims: readonly PlacedClaim[]; readonly marker: HTMLElement }

/**
 * Marks and margin of an editor.
 *
 * @param now what is to be told and said at the moment.
 * @param ask which of several claims is meant.
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
