import type { MessageKey } from '../../i18n/messages.ts'
import type { DraftRemoval } from './draft.ts'

export const redactionWords = {
  name: 'publications.removal.name',
  place: 'publications.removal.place',
  date: 'publications.removal.date',
  role: 'publications.removal.role',
  relation: 'publications.removal.relation',
  contact: 'publications.removal.contact',
  number: 'publications.removal.number',
  other: 'publications.removal.other',
} as const satisfies Record<DraftRemoval['category'], MessageKey>
