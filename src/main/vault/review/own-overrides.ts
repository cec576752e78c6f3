import type { AuthorKey } from '../../../shared/ids.ts'
import type { Revision } from '../../../shared/records.ts'

/**
 * The overrides of a record that were made in this vault: those that one of our revisions
 * introduced. An override that arrived with another author's revision stays theirs, also in later
 * revisions of ours that only carry it on: it was not confirmed at this desk.
 *
 * @param revisions the history of one record.
 * @param namesIn a name for each override in a revision's content, by which overrides are told
 *   apart.
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
