import type { Program } from './program.ts'

/** Follows instructions that neither read nor branch. */
const through = (program: Program, from: number): number => {
  let at = from
  while (
    program.ranges[at] === undefined &&
    program.ends[at] !== true &&
    program.to[at]?.length === 1
  ) {
    at = program.to[at]?.[0] ?? 0
  }
  return at
}

/**
 * A bounded gap, `x{0,30}`, is a row of thirty instructions. Threads inside one gap subsume each
 * other: the third can do everything that the tenth can, so only the first is kept. Otherwise a
 * state would store every place where the gap may have begun, and each letter of a text would make
 * a new state. Returns a function that keeps only the first of each gap in a set, and none where
 * the gap's own beginning is in the set.
 */
export const pruneThreads = (
  program: Program,
  setOf: Int32Array,
): ((found: readonly number[], isFirst: Uint8Array) => number[]) => {
  const { size, to } = program
  const next = new Int32Array(size).fill(-1)
  const exit = new Int32Array(size).fill(-1)
  for (let at = 0; at < size; at += 1) {
    if (setOf[at] === -1) continue
    const branch = through(program, to[at]?.[0] ?? 0)
    const ways = (to[branch] ?? []).map((each) => through(program, each))
    if (setOf[branch] !== -1 || ways.length !== 2) continue
    const on = ways.findIndex((each) => each !== at && setOf[each] === setOf[at])
    if (on === -1) continue
    next[at] = ways[on] ?? -1
    exit[at] = ways[1 - on] ?? -1
  }
  // From the last of each row to the first: `at` covers the next one if both exit to the same
  // place.
  const covers = new Uint8Array(size)
  const isCovered = new Uint8Array(size)
  for (let at = 0; at < size; at += 1) {
    const row: number[] = []
    for (let each = at; each !== -1 && row.length < size && covers[each] === 0;) {
      row.push(each)
      each = next[each] ?? -1
    }
    for (const each of row.reverse()) {
      const after = next[each] ?? -1
      if (after === -1) continue
      const leaves = through(program, to[after]?.[0] ?? 0)
      const same = leaves === exit[each] || (covers[after] === 1 && exit[after] === exit[each])
      if (!same) continue
      covers[each] = 1
      isCovered[after] = 1
    }
  }
  const row = new Int32Array(size).fill(-1)
  const rank = new Int32Array(size)
  for (let at = 0; at < size; at += 1) {
    if (covers[at] === 0 || isCovered[at] === 1) continue
    let place = 0
    for (let each = at; each !== -1 && row[each] === -1;) {
      row[each] = at
      rank[each] = place
      place += 1
      each = covers[each] === 1 ? (next[each] ?? -1) : -1
    }
  }
  const rankOf = (at: number): number => rank[at] ?? 0
  return (found, isFirst) => {
    const best = new Map<number, number>()
    for (const at of found) {
      const own = row[at] ?? -1
      if (own !== -1) best.set(own, Math.min(best.get(own) ?? Infinity, rankOf(at)))
    }
    return found.filter((at) => {
      const own = row[at] ?? -1
      return own === -1 || (isFirst[own] === 0 && best.get(own) === rankOf(at))
    })
  }
}
