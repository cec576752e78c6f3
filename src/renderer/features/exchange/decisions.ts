import type { In } from '../../../shared/contract.ts'

/** What a person decides while they look an export over. */
export interface Decisions {
  readonly keepBack: boolean
  /** Why items may pass, by their names. */
  readonly reasons: ReadonlyMap<string, string>
}

export const undecided: Decisions = { keepBack: false, reasons: new Map() }

/** The decisions as the request carries them. */
export const decisionsOf = ({
  keepBack,
  reasons,
}: Decisions): Pick<In<'exports.prepare'>, 'keepBack' | 'overrides'> => ({
  keepBack,
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
