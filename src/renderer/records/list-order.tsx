import { useMemo } from 'react'
import type { ReactElement } from 'react'
import { useIntl } from 'react-intl'
import type { Claim } from '../../shared/claims.ts'
import { eventBounds } from '../../shared/event-bounds.ts'
import type { Source } from '../../shared/records.ts'
import { useText } from '../i18n/use-text.ts'
import type { MessageKey } from '../i18n/messages.ts'
import { useOffer } from '../offered-acts.tsx'
import { IconButton } from '../ui/button.tsx'
import { Menu } from '../ui/menu.tsx'
import type { ClaimOrder, SourceOrder } from '../view-state.tsx'
import { sourceName } from './names.ts'

export const sourceOrders = {
  newest: 'selection.newest',
  oldest: 'selection.oldest',
  name: 'selection.name',
} as const satisfies Record<SourceOrder, MessageKey>

export const claimOrders = {
  newest: 'selection.newest',
  oldest: 'selection.oldest',
  event: 'selection.event',
} as const satisfies Record<ClaimOrder, MessageKey>

/** Behind a button: in which order a list that is there as a whole stands. */
export const OrderButton = <T extends string>({
  orders,
  value,
  onChange,
}: {
  readonly orders: Readonly<Record<T, MessageKey>>
  readonly value: T
  readonly onChange: (order: T) => void
}): ReactElement => {
  const text = useText()
  const ids = Object.keys(orders) as T[]
  useOffer(
    ids
      .filter((id) => id !== value)
      .map((id) => ({
        id: `order-${id}`,
        name: orders[id],
        icon: 'order',
        isBeside: true,
        run: () => onChange(id),
      })),
  )
  const label = `${text('selection.order')}: ${text(orders[value])}`
  return (
    <Menu
      label={text('selection.order')}
      choice={{
        label: text('selection.order'),
        options: ids.map((id) => ({ id, label: text(orders[id]) })),
        chosen: value,
        onChoose: (id) => {
          const order = ids.find((one) => one === id)
          if (order !== undefined) onChange(order)
        },
      }}
      acts={[]}
    >
      <IconButton icon="order" label={label} variant={value === 'newest' ? 'quiet' : 'secondary'} />
    </Menu>
  )
}

/** Sources come newest first; by name as the language of the window has it. */
export const useOrderedSources = (
  sources: readonly Source[] | undefined,
  order: SourceOrder,
): readonly Source[] | undefined => {
  const { locale } = useIntl()
  return useMemo(() => {
    if (sources === undefined || order === 'newest') return sources
    if (order === 'oldest') return [...sources].reverse()
    const { compare } = new Intl.Collator(locale, { numeric: true })
    return [...sources].sort((a, b) => compare(sourceName(a), sourceName(b)))
  }, [locale, order, sources])
}

/** Claims come newest first; by event the latest first, those without a date that is known last. */
export const useOrderedClaims = (
  claims: readonly Claim[] | undefined,
  order: ClaimOrder,
): readonly Claim[] | undefined =>
  useMemo(() => {
    if (claims === undefined || order === 'newest') return claims
    if (order === 'oldest') return [...claims].reverse()
    const from = (claim: Claim): string => eventBounds(claim.content.when)?.from ?? ''
    return claims
      .map((claim) => ({ claim, at: from(claim) }))
      .sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0))
      .map(({ claim }) => claim)
  }, [claims, order])
