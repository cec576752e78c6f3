import type { In } from '../../../shared/contract.ts'

/** What a person decides while they look an export over. */
export interface Decisions {
  readonly keepBack: boolean
  /** Why items may pass, by their names. */
  readonly reasons: ReadonlyMap<string, string>
  /** Reports that stay here, with what they are called. */
  readonly leftOut: ReadonlyMap<string, string>
}

export const undecided: Decisions = { keepBack: false, reasons: new Map(), leftOut: new Map() }

/** The decisions as the request carries them. */
export const decisionsOf = ({
  keepBack,
  reasons,
  leftOut,
}: Decisions): Pick<In<'exports.prepare'>, 'keepBack' | 'leftOut' | 'overrides'> => ({
  keepBack,
  leftOut: [...leftOut.keys()],
  overrides: [...reasons].map(([item, reason]) => ({ item, reason })),
})

export const withReason = (
  decided: Decisions,
  items: readonly { readonly item: string }[],
  reason: string,
): Decisions => ({
  ...decided,
  reasons: new Map([...decided.reasons, ...items.map(({ item }) => [item, reason] as const)]),
})

export const withoutReason = (decided: Decisions, item: string): Decisions => ({
  ...decided,
  reasons: new Map([...decided.reasons].filter(([name]) => name !== item)),
})

export const leavingOut = (decided: Decisions, id: string, name: string): Decisions => ({
  ...decided,
  leftOut: new Map([...decided.leftOut, [id, name]]),
})

export const takingBackIn = (decided: Decisions, id: string): Decisions => ({
  ...decided,
  leftOut: new Map([...decided.leftOut].filter(([one]) => one !== id)),
})
