import type { AuthorKey, RevisionId } from '../../../shared/ids.ts'
import type { Revision } from '../../../shared/records.ts'

/** The overrides of one record that were made in this vault. */
export type OwnOverrides = {
  /**
   * Adds a revision, each after its parents.
   *
   * @param names a name for each override in it, by which overrides are told apart.
   */
  readonly add: (
    revision: Pick<Revision, 'id' | 'author' | 'parents'>,
    names: Iterable<string>,
  ) => void
  readonly has: (name: string) => boolean
}

/**
 * Finds the overrides that one of our revisions introduced. An override that arrived with another
 * author's revision stays theirs, also in later revisions of ours that only carry it on: it was not
 * confirmed at this desk.
 */
export const createOwnOverrides = (us: AuthorKey): OwnOverrides => {
  const named = new Map<RevisionId, ReadonlySet<string>>()
  const own = new Set<string>()
  return {
    add: ({ id, author, parents }, names) => {
      const here = new Set(names)
      named.set(id, here)
      if (author !== us) return
      for (const name of here) {
        if (!parents.some((parent) => named.get(parent)?.has(name) === true)) own.add(name)
      }
    },
    has: (name) => own.has(name),
  }
}
