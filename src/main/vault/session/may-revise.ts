import { Failure } from '../../../shared/failure.ts'
import type { RecordId } from '../../../shared/ids.ts'
import { desksOf } from '../../exchange/card.ts'
import type { Session } from './session.ts'

/**
 * May this vault revise a record? One that it wrote itself or that nobody has signed yet, and one
 * whose author names it as a desk on a card that is here: the rule that an import holds others to.
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
