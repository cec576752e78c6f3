import type { AuthorKey } from '../../../shared/ids.ts'
import type { Revision } from '../../../shared/records.ts'

/**
 * Which overrides of a record somebody here gave: those that one of our revisions brought in. One
 * that came with a revision of somebody else stays theirs, also in every revision of ours that only
 * carries it on: at this desk nobody has said yes to it.
 *
 * @param revisions the history of one record.
 * @param namesIn a name for each override in a revision's content: what makes it another one.
 */
export const ownOverrides = (
  revisions: readonly Revision[],
  us: AuthorKey,
  namesIn: (content: string) => readonly string[],
): ReadonlySet<string> => {
  const names = new Map(revisions.map(({ id, content }) => [id, new Set(namesIn(content))]))
  const own = revisions.flatMap(({ id, author, parents }) =>
    author === us
      ? [...(names.get(id) ?? [])].filter((name) => !parents.some((up) => names.get(up)?.has(name)))
      : [],
  )
  return new Set(own)
}
