import { Failure } from '../../../shared/failure.ts'
import type { RecordId } from '../../../shared/ids.ts'
import { desksOf } from '../../exchange/card.ts'
import type { Session } from './session.ts'

/**
 * Whether this vault may revise a record: one that it wrote, that is not signed yet, or whose
 * author names this vault as a desk on a known card. Imports apply the same rule to other vaults.
 *
 * @throws Failure 'tampered'.
 */
export const mayRevise = (
  { store, author }: Pick<Session, 'store' | 'author'>,
  subject: RecordId,
): boolean => {
  const root = store.revisions.rootAuthor(subject)
  return root === null || root === author || desksOf(store.contacts.cards(root)).has(author)
}

/** @throws Failure 'not-author', before anything is signed or saved. */
export const assertMayRevise = (
  session: Pick<Session, 'store' | 'author'>,
  subject: RecordId,
): void => {
  if (!mayRevise(session, subject)) throw new Failure('not-author')
}
