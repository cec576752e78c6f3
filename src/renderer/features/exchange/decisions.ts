import type { In } from '../../../shared/contract.ts'

/** What a person decides while they look an export over. */
export type ReviewDecisions = {
  readonly keepBack: boolean
  /** Why items may pass, by their names. */
  readonly reasons: ReadonlyMap<string, string>
  /** Reports that stay here, with what they are called. */
  readonly leftOut: ReadonlyMap<string, string>
}

export const undecided: ReviewDecisions = {
  keepBack: false,
  reasons: new Map(),
  leftOut: new Map(),
}

/** The decisions as the request carries them. */
export const decisionsOf = ({
  keepBack,
  reasons,
  leftOut,
}: ReviewDecisions): Pick<In<'exports.prepare'>, 'keepBack' | 'leftOut' | 'overrides'> => ({
  keepBack,
  leftOut: [...leftOut.keys()],
  overrides: [...reasons].map(([item, reason]) => ({ item, reason })),
})

export const withReason = (
  decided: ReviewDecisions,
  items: readonly { readonly item: string }[],
  reason: string,
): ReviewDecisions => ({
  ...decided,
  reasons: new Map([...decided.reasons, ...items.map(({ item }) => [item, reason] as const)]),
})

export const withoutReason = (decided: ReviewDecisions, item: string): ReviewDecisions => ({
  ...decided,
  reasons: new Map([...decided.reasons].filter(([name]) => name !== item)),
})

export const leavingOut = (
  decided: ReviewDecisions,
  id: string,
  name: string,
): ReviewDecisions => ({
  ...decided,
  leftOut: new Map([...decided.leftOut, [id, name]]),
})

export const takingBackIn = (decided: ReviewDecisions, id: string): ReviewDecisions => ({
  ...decided,
  leftOut: new Map([...decided.leftOut].filter(([one]) => one !== id)),
})
