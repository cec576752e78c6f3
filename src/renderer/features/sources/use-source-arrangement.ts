import { useMemo } from 'react'
import type { Source } from '../../../shared/records.ts'
import { eventBounds } from '../../../shared/event-bounds.ts'
import { useText } from '../../i18n/use-text.ts'
import type { MessageKey } from '../../i18n/messages.ts'
import type { ListConfig } from '../../lists/use-filtered-rows.ts'
import { sourceName } from '../../records/names.ts'
import { optionsOf } from '../../records/options.ts'
import {
  accessWords,
  regionWords,
  reliabilityWords,
  roleWords,
  sourceKindWords,
} from '../../records/vocabulary.ts'
import { daysNow, localDay } from '../../records/whole-day.ts'
import type { UtcAndLocalDay } from '../../records/whole-day.ts'
import { checkInOn } from './check-in.ts'
import { isTakenBack } from '../../records/consent-state.ts'

const orders = {
  newest: 'selection.newest',
  oldest: 'selection.oldest',
  name: 'selection.name',
  contact: 'selection.contact',
  checkIn: 'selection.checkIn',
  reports: 'selection.reports',
} as const satisfies Record<string, MessageKey>
export type SourceOrder = keyof typeof orders

/** The latest possible day of the last contact; '' if unknown. */
const contactOf = ({ content }: Source): string => eventBounds(content.lastContact)?.to ?? ''

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

const sorted = (rows: readonly Source[], order: SourceOrder, locale: string): readonly Source[] => {
  switch (order) {
    case 'newest':
      return rows
    case 'oldest':
      return [...rows].reverse()
    case 'name': {
      const { compare } = new Intl.Collator(locale, { numeric: true })
      return [...rows].sort((a, b) => compare(sourceName(a), sourceName(b)))
    }
    case 'contact': {
      const at = new Map(rows.map((row) => [row, contactOf(row)]))
      return [...rows].sort((a, b) => byText(at.get(b) ?? '', at.get(a) ?? ''))
    }
    case 'checkIn':
      // Earliest due date first, no date last.
      return [...rows].sort((a, b) =>
        byText(a.content.checkInDue || '~', b.content.checkInDue || '~'),
      )
    case 'reports':
      return [...rows].sort((a, b) => b.reports - a.reports)
  }
}

/** Status filters of the source list, with their labels. */
const statuses = {
  held: 'sources.foundHeld',
  doNotContact: 'sources.doNotContact',
  overdue: 'sources.overdueShort',
  takenBack: 'consent.goneTitle',
  noConsent: 'sources.noConsent',
} as const satisfies Record<string, MessageKey>

const hasStatus = (
  { id, content }: Source,
  status: string,
  held: ReadonlySet<string>,
  day: string,
  days: UtcAndLocalDay,
): boolean => {
  switch (status) {
    case 'held':
      return held.has(id)
    case 'doNotContact':
      return content.doNotContact
    case 'overdue':
      return checkInOn(content.checkInDue, day) === 'overdue'
    case 'takenBack':
      return isTakenBack(content.consents, days)
    default:
      return content.consents.length === 0
  }
}

/** Orders, filters and search of the source list. `held`: sources that are withheld here. */
export const useSourceArrangement = (
  held: ReadonlySet<string>,
): ListConfig<Source, SourceOrder> => {
  const text = useText()
  const day = localDay()
  const { earlier, later } = daysNow()
  return useMemo(
    () => ({
      orders,
      sorted,
      filters: [
        {
          name: 'status',
          label: text('selection.statusFilter'),
          options: optionsOf(statuses, text),
          fits: (row, value) => hasStatus(row, value, held, day, { earlier, later }),
        },
        {
          name: 'kind',
          label: text('sources.kind'),
          options: optionsOf(sourceKindWords, text),
          fits: (row, value) => row.content.kind === value,
        },
        {
          name: 'reliability',
          label: text('sources.reliability'),
          options: optionsOf(reliabilityWords, text).map(({ value, label }) => ({
            value,
            label: `${value} · ${label}`,
          })),
          fits: (row, value) => row.content.reliability === value,
        },
      ],
      textOf: (row) => {
        const { role, region, access, note } = row.content
        return [
          sourceName(row),
          text(roleWords[role]),
          text(regionWords[region]),
          text(accessWords[access]),
          note,
        ].join('\n')
      },
    }),
    [day, earlier, later, held, text],
  )
}
