import { readOwnIdentityKey } from '../sealed-identities/identity-keys.ts'
import type { ReviewIssue } from './review-items.ts'
import type { Session } from '../session/session.ts'

/**
 * Warns if protected names were not checked: while the key is closed, a text that names a source
 * has no finding. Only a warning, since a field laptop has no key to open.
 */
export const uncheckedNames = ({
  store,
  identity,
}: Pick<Session, 'store' | 'identity'>): ReviewIssue[] => {
  if (identity.openUntil() !== null) return []
  if (!store.sources.hasSeals()) return []
  const why = readOwnIdentityKey(store) === null ? 'no-key' : 'closed'
  return [
    {
      item: `names:${why}`,
      kind: 'names',
      state: 'warns',
      subject: null,
      place: 'source',
      name: '',
    },
  ]
}
