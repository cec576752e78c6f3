import type { In } from '../../../shared/contract.ts'

/** The user's decisions in the review of an export. */
export type ReviewDecisions = {
  readonly keepBack: boolean
  /** Reasons of overrides, by issue. */
  readonly reasons: ReadonlyMap<string, string>
  /** Reports left out of the export, with their names. */
  readonly leftOut: ReadonlyMap<string, string>
}

export const undecided: ReviewDecisions = {
  keepBack: false,
  reasons: new Map(),
  leftOut: new Map(),
}

/** The decisions in the form of the request. */
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

export const withRecordLeftOut = (
  decided: ReviewDecisions,
  id: string,
  name: string,
): ReviewDecisions => ({
  ...decided,
  leftOut: new Map([...decided.leftOut, [id, name]]),
})

export const withRecordIncluded = (decided: ReviewDecisions, id: string): ReviewDecisions => ({
  ...decided,
  leftOut: new Map([...decided.leftOut].filter(([one]) => one !== id)),
})
