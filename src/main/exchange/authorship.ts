import type { Card } from '../../shared/contacts.ts'
import type { AuthorKey } from '../../shared/ids.ts'
import type { Revision } from '../../shared/records.ts'
import { desksOf } from './card.ts'
import type { RecordsToMerge } from './ports.ts'

/** The keys that may revise an author's records, besides the author's own. */
export type DesksOf = (author: AuthorKey) => ReadonlySet<AuthorKey>

/**
 * Combines the cards here with those of a file. Reads each author's cards once: use it for one plan
 * only.
 *
 * @throws errors of reading the store.
 */
export const knownDesks = (
  { contacts }: Pick<RecordsToMerge, 'contacts'>,
  incoming: readonly Card[] = [],
): DesksOf => {
  const found = new Map<AuthorKey, ReadonlySet<AuthorKey>>()
  const inFile = new Map<AuthorKey, Card[]>()
  for (const card of incoming) {
    const cards = inFile.get(card.author)
    if (cards === undefined) inFile.set(card.author, [card])
    else cards.push(card)
  }
  return (author) => {
    const known = found.get(author)
    if (known !== undefined) return known
    const desks = desksOf([...contacts.cards(author), ...(inFile.get(author) ?? [])])
    found.set(author, desks)
    return desks
  }
}

/** May a key speak for a record, as one that may revise it? */
export const maySpeak = (root: AuthorKey | null, author: AuthorKey, desks: DesksOf): boolean =>
  root !== null && (root === author || desks(root).has(author))

/**
 * Do all revisions come from authorised keys? The author is the signer of the root revision; every
 * other revision must be signed by the same key or by a desk that a card of the author names. Two
 * roots by different authors fail, and so does no root. Assumes that signatures are valid: `holds`
 * has checked them.
 *
 * @param revisions all known revisions of one record, here and in a file, in any order.
 */
export const areByAuthor = (
  revisions: readonly Pick<Revision, 'author' | 'parents'>[],
  desks: DesksOf,
): boolean => {
  const [author, ...others] = new Set(
    revisions.filter(({ parents }) => parents.length === 0).map((root) => root.author),
  )
  if (author === undefined || others.length > 0) return false
  return revisions.every(
    (revision) => revision.author === author || desks(author).has(revision.author),
  )
}
