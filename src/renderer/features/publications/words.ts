import type { Out } from '../../../shared/contract.ts'
import type { MessageKey } from '../../i18n/messages.ts'
import type { DraftRemoval } from './draft.ts'

export type Item = Out<'publications.review'>['items'][number]

export const removalWords = {
  name: 'publications.removal.name',
  place: 'publications.removal.place',
  date: 'publications.removal.date',
  role: 'publications.removal.role',
  relation: 'publications.removal.relation',
  contact: 'publications.removal.contact',
  number: 'publications.removal.number',
  other: 'publications.removal.other',
} as const satisfies Record<DraftRemoval['category'], MessageKey>

export const itemWords = {
  lint: 'publications.item.lint',
  consent: 'publications.item.consent',
  embargo: 'publications.item.embargo',
  handling: 'publications.item.handling',
  pool: 'publications.item.pool',
  'joint-pool': 'publications.item.joint-pool',
  unattributed: 'publications.item.unattributed',
  'hidden-text': 'publications.item.hidden-text',
  'do-not-contact': 'publications.item.do-not-contact',
  draft: 'publications.item.draft',
} as const satisfies Record<Item['kind'], MessageKey>

export const stateWords = {
  blocks: 'publications.state.blocks',
  overridden: 'publications.state.overridden',
  warns: 'publications.state.warns',
  holds: 'publications.state.holds',
} as const satisfies Record<Item['state'], MessageKey>

const useWords = {
  'publish-attributed': 'publications.use.attributed',
  'publish-unattributed': 'publications.use.unattributed',
} as const satisfies Record<string, MessageKey>

/** How many people a phrase fits at least, where the item is about that. */
export const poolOf = ({ kind, item }: Item): number | null => {
  const low = item.split(':').at(-1) ?? ''
  return (kind === 'pool' || kind === 'joint-pool') && /^\d+$/.test(low) ? Number(low) : null
}

/** Which use a consent is asked for. */
export const useOf = ({ kind, item }: Item): MessageKey | null => {
  if (kind !== 'consent') return null
  return item.includes(':publish-unattributed')
    ? useWords['publish-unattributed']
    : item.includes(':publish-attributed')
      ? useWords['publish-attributed']
      : null
}

/** What no reason settles: consent taken back, a question not answered, a text that changed. */
export const isFirm = ({ kind, item }: Item): boolean =>
  kind === 'draft' || item.endsWith(':unasked') || item.endsWith(':withdrawn')
