/**
 * The connected components of a graph, all in the order of `items`. Pairs with other nodes are
 * ignored.
 */
export const connectedComponents = <T>(
  items: readonly T[],
  pairs: readonly (readonly [T, T])[],
): readonly (readonly T[])[] => {
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
  }
  const groups = new Map<T, T[]>()
  for (const item of parent.keys()) {
    const root = rootOf(item)
    const group = groups.get(root)
    if (group === undefined) groups.set(root, [item])
    else group.push(item)
  }
  return [...groups.values()]
}
