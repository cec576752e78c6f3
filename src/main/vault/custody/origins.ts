import type { RecordId, SourceId } from '../../../shared/ids.ts'
import type { Store } from '../../store/store.ts'
import { readComponents } from '../session/connected-components.ts'

type LinkedSource = { readonly id: SourceId; readonly sameOrigin: readonly SourceId[] }

/**
 * Groups of sources that the user confirmed to be one origin, directly or through others. Includes
 * sources that were deleted or never imported, as when a file brought two of three. Yields after
 * each source and each link.
 */
export const readOriginGroups = function* (
  sources: readonly LinkedSource[],
): Generator<undefined, readonly (readonly SourceId[])[], void> {
  const ids = new Set<SourceId>()
  const pairs: (readonly [SourceId, SourceId])[] = []
  const linked: SourceId[] = []
  for (const { id, sameOrigin } of sources) {
    ids.add(id)
    for (const other of sameOrigin) {
      pairs.push([id, other])
      linked.push(other)
    }
    yield
  }
  for (const id of linked) ids.add(id)
  return yield* readComponents([...ids], pairs)
}

const asRecord = (id: SourceId): RecordId => id as string as RecordId

/** A source and all sources of the same origin, sorted by id. */
export type OriginOf = (id: SourceId) => readonly SourceId[]

/**
 * Treats the sources of one origin as one person, regardless of their names. All sources of a
 * person have the same array. Call it again when sources may have changed. Yields.
 *
 * @throws Failure 'tampered', 'damaged'.
 */
export const readOrigins = function* (store: Store): Generator<undefined, OriginOf, void> {
  yield* store.sources.readKnown()
  const groups = yield* readOriginGroups([...store.sources.known().values()])
  const groupOf = new Map<SourceId, readonly SourceId[]>()
  for (const group of groups) {
    const ids = [...group].sort()
    for (const id of ids) groupOf.set(id, ids)
    yield
  }
  return (id) => groupOf.get(id) ?? [id]
}

/** All sources of the persons that these sources are. Yields after each person. */
export const readPersons = function* (
  originOf: OriginOf,
  ids: Iterable<SourceId>,
): Generator<undefined, Set<RecordId>, void> {
  const persons = new Set<RecordId>()
  for (const id of ids) {
    if (persons.has(asRecord(id))) continue
    for (const one of originOf(id)) persons.add(asRecord(one))
    yield
  }
  return persons
}
