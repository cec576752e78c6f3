import { runAtOnce } from '../../../shared/steps.ts'

/**
 * The connected components of a graph, all in the order of `items`. Pairs with other nodes are
 * ignored. Yields after each pair and each item.
 */
export const readComponents = function* <T>(
  items: readonly T[],
  pairs: Iterable<readonly [T, T]>,
): Generator<undefined, readonly (readonly T[])[], void> {
  const parent = new Map(items.map((item) => [item, item]))
  const rootOf = (item: T): T => {
    let at = item
    for (let up = parent.get(at); up !== undefined && up !== at; up = parent.get(at)) {
      // Halves the way for the next search: a chain of links may be as long as a file.
      parent.set(at, parent.get(up) ?? up)
      at = up
    }
    return at
  }
  for (const [a, b] of pairs) {
    if (parent.has(a) && parent.has(b)) parent.set(rootOf(a), rootOf(b))
    yield
  }
  const groups = new Map<T, T[]>()
  for (const item of parent.keys()) {
    const root = rootOf(item)
    const group = groups.get(root)
    if (group === undefined) groups.set(root, [item])
    else group.push(item)
    yield
  }
  return [...groups.values()]
}

/** The same in one step. */
export const connectedComponents = <T>(
  items: readonly T[],
  pairs: Iterable<readonly [T, T]>,
): readonly (readonly T[])[] => runAtOnce(readComponents(items, pairs))
