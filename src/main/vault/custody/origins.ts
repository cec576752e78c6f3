import type { SourceId } from '../../../shared/ids.ts'
import type { Store } from '../../store/types.ts'
import { connectedComponents } from '../session/connected-components.ts'

type LinkedSource = { readonly id: SourceId; readonly sameOrigin: readonly SourceId[] }

/**
 * Sources that a person confirmed to be one origin, directly or by way of others: also of one that is
 * not here any more, or never was, as when a file brought two of three.
 */
export const originGroups = (
  sources: readonly LinkedSource[],
): readonly (readonly SourceId[])[] => {
  const pairs = sources.flatMap(({ id, sameOrigin }) =>
    sameOrigin.map((other) => [id, other] as const),
  )
  return connectedComponents([...new Set([...sources.map(({ id }) => id), ...pairs.flat()])], pairs)
}

/** A source and all that are one origin with it, in the order of their ids. */
export type OriginOf = (id: SourceId) => readonly SourceId[]

/**
 * To a reader they are one person, under whatever names they are kept. Reads every source once: asked
 * anew where sources may have changed since.
 */
export const originsIn = (store: Store): OriginOf => {
  const groups = originGroups(
    store.sources.list().map(({ id, content }) => ({ id, sameOrigin: content.sameOrigin })),
  ).map((ids) => [...ids].sort())
  const groupOf = new Map(groups.flatMap((ids) => ids.map((id) => [id, ids] as const)))
  return (id) => groupOf.get(id) ?? [id]
}
