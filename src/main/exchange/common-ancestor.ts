import type { RevisionId } from '../../shared/ids.ts'
import type { RevisionNode } from './merge.ts'

const ancestry = (
  parents: ReadonlyMap<RevisionId, readonly RevisionId[]>,
  from: RevisionId,
): Set<RevisionId> => {
  const found = new Set<RevisionId>()
  const stack = [from]
  for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
    if (found.has(at)) continue
    found.add(at)
    stack.push(...(parents.get(at) ?? []))
  }
  return found
}

/** Gives each revision with all that it goes back to, itself included. */
export const ancestryIn = (
  nodes: Iterable<RevisionNode>,
): ((of: RevisionId) => ReadonlySet<RevisionId>) => {
  const parents = new Map([...nodes].map((node) => [node.id, node.parents]))
  return (of) => ancestry(parents, of)
}

/**
 * The newest common ancestors of all `tips`, in code unit order. None where the tips have nothing
 * in common; several where the same versions were merged in parallel: then no single one is the
 * previous state.
 */
export const nearestCommon = (
  nodes: Iterable<RevisionNode>,
  tips: readonly RevisionId[],
): RevisionId[] => {
  const parents = new Map([...nodes].map((node) => [node.id, node.parents]))
  const [first, ...others] = tips
  if (first === undefined) return []
  let common = [...ancestry(parents, first)].filter((id) => parents.has(id))
  // One line at a time: each may be as long as the record's history.
  for (const tip of others) {
    const line = ancestry(parents, tip)
    common = common.filter((id) => line.has(id))
  }
  // The ancestors of a common one are common too, so its parents are all that are older.
  const older = new Set(common.flatMap((id) => parents.get(id) ?? []))
  return common.filter((id) => !older.has(id)).sort()
}
