import type { Card } from '../../shared/contacts.ts'
import type { AuthorKey } from '../../shared/ids.ts'
import type { Revision } from '../../shared/records.ts'
import { desksOf } from './card.ts'
import type { RecordsToMerge } from './ports.ts'

/** The keys that may revise what somebody wrote, besides their own. */
export type DesksOf = (author: AuthorKey) => ReadonlySet<AuthorKey>

/**
 * What the cards that are here and those that came with a file say together. Reads each author's
 * cards once: for one plan, not to be kept.
 *
 * @throws what reading the store throws.
 */
export const knownDesks = (
  { contacts }: Pick<RecordsToMerge, 'contacts'>,
  incoming: readonly Card[] = [],
): DesksOf => {
  const found = new Map<AuthorKey, ReadonlySet<AuthorKey>>()
  return (author) => {
    const known = found.get(author)
    if (known !== undefined) return known
    const desks = desksOf([
      ...contacts.cards(author),
      ...incoming.filter((card) => card.author === author),
    ])
    found.set(author, desks)
    return desks
  }
}

/** May a key speak for a record, as one that may revise it? */
export const maySpeak = (root: AuthorKey | null, author: AuthorKey, desks: DesksOf): boolean =>
  root !== null && (root === author || desks(root).has(author))

/**
 * Was a record written and revised only by those who may? Its author is who signed the revision that
 * it began with; every other revision is signed by that key too, or by a desk that a card of the
 * author names. Two beginnings by two authors are no record, nor is one without any. Revisions are
 * taken as signed by whom they name: `holds` has checked that.
 *
 * @param revisions all that are known of one record, here and in a file. The order has no say.
 */
export const areByAuthor = (revisions: readonly Revision[], desks: DesksOf): boolean => {
  const [author, ...others] = new Set(
    revisions.filter(({ parents }) => parents.length === 0).map((root) => root.author),
  )
  if (author === undefined || others.length > 0) return false
  return revisions.every(
    (revision) => revision.author === author || desks(author).has(revision.author),
  )
}
