import { useMemo } from 'react'
import type { Claim } from '../../../shared/claims.ts'
import { eventBounds } from '../../../shared/event-bounds.ts'
import { useText } from '../../i18n/use-text.ts'
import type { MessageKey } from '../../i18n/messages.ts'
import type { ListConfig } from '../../lists/use-filtered-rows.ts'
import { optionsOf } from '../../records/options.ts'
import { credibilityWords } from '../../records/vocabulary.ts'

const orders = {
  newest: 'selection.newest',
  oldest: 'selection.oldest',
  event: 'selection.event',
  credibility: 'selection.credibility',
} as const satisfies Record<string, MessageKey>
export type ClaimOrder = keyof typeof orders

const descending = (rows: readonly Claim[], at: (claim: Claim) => string): readonly Claim[] =>
  rows
    .map((claim) => ({ claim, at: at(claim) }))
    .sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0))
    .map(({ claim }) => claim)

const sorted = (rows: readonly Claim[], order: ClaimOrder): readonly Claim[] => {
  switch (order) {
    case 'newest':
      return rows
    case 'oldest':
      return [...rows].reverse()
    case 'event':
      // Latest first, claims without a known date last.
      return descending(rows, (claim) => eventBounds(claim.content.when)?.from ?? '')
    case 'credibility':
      // 1 is the best grade.
      return [...rows].sort((a, b) => Number(a.content.credibility) - Number(b.content.credibility))
  }
}

/** Corroboration filters, with their labels. */
const statuses = {
  alone: 'claims.statusAlone',
  supported: 'claims.statusSupported',
  contradicted: 'claims.statusContradicted',
} as const satisfies Record<string, MessageKey>

type Borne = Readonly<Record<'supported' | 'contradicted', ReadonlySet<string>>>

/** Claims that others support, and those contradicted, whichever side has the link. */
const borneBy = (claims: readonly Claim[]): Borne => {
  const supported = new Set<string>()
  const contradicted = new Set<string>()
  for (const { id, content } of claims) {
    for (const { kind, claimId } of content.links) {
      if (kind === 'supports') supported.add(claimId)
      if (kind === 'contradicts') contradicted.add(id).add(claimId)
    }
  }
  return { supported, contradicted }
}

/** Orders, filters and search of the claim list. `all`: includes claims that are not shown. */
export const useClaimArrangement = (all: readonly Claim[]): ListConfig<Claim, ClaimOrder> => {
  const text = useText()
  const borne = useMemo(() => borneBy(all), [all])
  return useMemo(
    () => ({
      orders,
      sorted,
      filters: [
        {
          name: 'credibility',
          label: text('claims.credibility'),
          options: optionsOf(credibilityWords, text).map(({ value, label }) => ({
            value,
            label: `${value} · ${label}`,
          })),
          fits: ({ content }, value) => content.credibility === value,
        },
        {
          name: 'status',
          label: text('selection.statusFilter'),
          options: optionsOf(statuses, text),
          fits: ({ id }, value) =>
            value === 'alone'
              ? !borne.supported.has(id)
              : borne[value === 'supported' ? 'supported' : 'contradicted'].has(id),
        },
      ],
      textOf: ({ content }) =>
        [
          content.statement,
          content.act,
          content.whom,
          content.byWhom,
          content.from.text,
          content.to.text,
        ].join('\n'),
    }),
    [borne, text],
  )
}
