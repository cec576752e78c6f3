import type { SourceId } from '../../../shared/ids.ts'
import type { Source } from '../../../shared/records.ts'
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

/** A source and all sources of the same origin, sorted by id. */
export type OriginOf = (id: SourceId) => readonly SourceId[]

const linkOf = ({ id, content }: Source): LinkedSource => ({ id, sameOrigin: content.sameOrigin })

const originsOf = (sources: readonly LinkedSource[]): OriginOf => {
  const groups = originGroups(sources).map((ids) => [...ids].sort())
  const groupOf = new Map(groups.flatMap((ids) => ids.map((id) => [id, ids] as const)))
  return (id) => groupOf.get(id) ?? [id]
}

/**
 * Treats the sources of one origin as one person, regardless of their names. Reads every source
 * once: call it again when sources may have changed.
 */
export const originsIn = (store: Store): OriginOf => originsOf(store.sources.list().map(linkOf))

/** The same; yields after each source. */
export const readOrigins = function* (store: Store): Generator<undefined, OriginOf, void> {
  const sources: LinkedSource[] = []
  for (const source of store.sources.each()) {
    sources.push(linkOf(source))
    yield
  }
  return originsOf(sources)
}
