import type { EditorView } from '@codemirror/view'
import { claimAt, claimFrom, goToClaim, claimsInText } from './claim-marks.ts'
import type { PlacedClaim } from './claim-marks.ts'

/** A text with claims. */
export type ClaimTarget = {
  /** Goes to the next or previous claim; null if there is none. */
  readonly step: (
    by: 1 | -1,
  ) => { readonly claim: PlacedClaim; readonly at: number; readonly count: number } | null
  /** The claim at the caret; null if there is none. */
  readonly here: () => PlacedClaim | null
}

export const claimTarget = (view: EditorView): ClaimTarget => ({
  step: (by) => {
    const claim = claimFrom(view.state, by)
    if (claim === null) return null
    goToClaim(view, claim)
    const claims = claimsInText(view.state)
    const at = claims.findIndex(({ id }) => id === claim.id) + 1
    return { claim, at, count: claims.length }
  },
  here: () => claimAt(view.state, view.state.selection.main.head),
})
