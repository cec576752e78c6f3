import type { RecordId, SourceId } from '../../../shared/ids.ts'
import type { Store } from '../../store/store.ts'
import { connectedComponents } from '../session/connected-components.ts'

type LinkedSource = { readonly id: SourceId; readonly sameOrigin: readonly SourceId[] }

/**
 * Groups of sources that the user confirmed to be one origin, directly or through others. Includes
 * sources that were deleted or never imported, as when a file brought two of three.
 */
export const originGroups = (
  sources: readonly LinkedSource[],
): readonly (readonly SourceId[])[] => {
  const pairs = sources.flatMap(({ id, sameOrigin }) =>
    sameOrigin.map((other) => [id, other] as const),
  )
  return connectedComponents([...new Set([...sources.map(({ id }) => id), ...pairs.flat()])], pairs)
}

const asRecord = (id: SourceId): RecordId => id as string as RecordId

/** A source and all sources of the same origin, sorted by id. */
export type OriginOf = (id: SourceId) => readonly SourceId[]

const originsOf = (sources: readonly LinkedSource[]): OriginOf => {
  const groups = originGroups(sources).map((ids) => [...ids].sort())
  const groupOf = new Map(groups.flatMap((ids) => ids.map((id) => [id, ids] as const)))
  return (id) => groupOf.get(id) ?? [id]
}

/**
 * Treats the sources of one origin as one person, regardless of their names. All sources of a
 * person have the same array. Call it again when sources may have changed.
 *
 * @throws Failure 'tampered', 'damaged'.
 */
export const originsIn = (store: Store): OriginOf => originsOf([...store.sources.known().values()])

/** The same; yields while sources are read. */
export const readOrigins = function* (store: Store): Generator<undefined, OriginOf, void> {
  yield* store.sources.readKnown()
  return originsIn(store)
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
