import { Failure } from '../../shared/failure.ts'
import type { RecordId, RevisionId } from '../../shared/ids.ts'
import type { Revision } from '../../shared/records.ts'
import type { ObjectEntry } from './manifest.ts'
import type { RecordsToExport } from './ports.ts'

/** Revisions that may be read on access; an array of them is one. */
export type Revisions = Iterable<Revision> &
  Pick<readonly Revision[], 'length' | 'at'> & {
    /** In the same order, where they were found to hold. */
    readonly checked?: readonly SoundRevision[]
  }

type NamedRevision = Pick<Revision, 'id' | 'subject' | 'kind'>

/** Where the revisions of a vault are read by name. */
type RevisionsById = Pick<RecordsToExport['revisions'], 'get'>

/** A revision that holds, with the digest and the length of its bytes. */
export type SoundRevision = NamedRevision & Pick<ObjectEntry, 'digest' | 'length'>

/**
 * Revisions of a vault by name. Each is read on access and checked against its name: their texts are
 * not kept.
 */
export class FiledRevisions implements Revisions {
  readonly checked: readonly SoundRevision[]
  readonly #revisions: RevisionsById

  constructor(checked: readonly SoundRevision[], revisions: RevisionsById) {
    this.checked = checked
    this.#revisions = revisions
  }

  get length(): number {
    return this.checked.length
  }

  /** @throws Failure 'conflict' when its record was deleted meanwhile; 'tampered'. */
  at(index: number): Revision | undefined {
    const named = this.checked[index]
    return named === undefined ? undefined : this.#read(named.id)
  }

  *[Symbol.iterator](): Generator<Revision, void, void> {
    for (const { id } of this.checked) yield this.#read(id)
  }

  #read(id: RevisionId): Revision {
    try {
      return this.#revisions.get(id).revision
    } catch (cause) {
      if (cause instanceof Failure && cause.code === 'not-found') throw new Failure('conflict')
      throw cause
    }
  }
}

/** A record's kind, and the positions of its revisions in a sequence, oldest first. */
export type RecordPlace = { readonly kind: Revision['kind']; readonly at: readonly number[] }

/** One record's revisions, oldest first, each read when it is asked for. */
export const revisionsAt = function* (
  revisions: Pick<Revisions, 'at'>,
  { at }: Pick<RecordPlace, 'at'>,
): Generator<Revision, void, void> {
  for (const place of at) {
    const revision = revisions.at(place)
    if (revision !== undefined) yield revision
  }
}

/** Each record with a revision in this sequence. */
export const recordsIn = (
  revisions: Iterable<Pick<Revision, 'subject' | 'kind'>>,
): ReadonlyMap<RecordId, RecordPlace> => {
  const found = new Map<RecordId, { readonly kind: Revision['kind']; readonly at: number[] }>()
  let index = 0
  for (const { subject, kind } of revisions) {
    const place = found.get(subject)
    if (place === undefined) found.set(subject, { kind, at: [index] })
    else place.at.push(index)
    index += 1
  }
  return found
}
