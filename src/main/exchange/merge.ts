import type { RevisionId } from '../../shared/ids.ts'

/** A revision as merging needs it. Parents may be unknown: a part of the tree can be missing. */
export type RevisionNode = { readonly id: RevisionId; readonly parents: readonly RevisionId[] }

export type Effect = 'new' | 'update' | 'conflict' | 'known'

export type Merged<N extends RevisionNode> = {
  /** Revisions that are new here. */
  readonly added: readonly N[]
  /** In code unit order. */
  readonly heads: readonly RevisionId[]
  readonly effect: Effect
}

/** Revisions that no other one in the set replaces, in code unit order. */
export const headsOf = (nodes: Iterable<RevisionNode>): RevisionId[] => {
  const all = [...nodes]
  const replaced = new Set(all.flatMap(({ parents }) => parents))
  return [...new Set(all.map(({ id }) => id))].filter((id) => !replaced.has(id)).sort()
}

/**
 * Merges arriving revisions into one record's tree: the union of both sets. The result does not
 * depend on the order, repetition or grouping of arrivals. No clock is used, and no revision is
 * overwritten: where neither side knows the other's newest state, both stay as heads until the user
 * merges them.
 */
export const merge = <N extends RevisionNode>(
  local: readonly RevisionNode[],
  incoming: readonly N[],
): Merged<N> => {
  const here = new Set(local.map(({ id }) => id))
  const added = [...new Map(incoming.map((node) => [node.id, node])).values()].filter(
    ({ id }) => !here.has(id),
  )
  const heads = headsOf([...local, ...added])
  return { added, heads, effect: effectOf(local.length, added.length, heads.length) }
}

const effectOf = (local: number, added: number, heads: number): Effect => {
  if (added === 0) return 'known'
  if (heads > 1) return 'conflict'
  return local === 0 ? 'new' : 'update'
}
