import type { Sliced } from '../../data/time-slice.ts'
import { sorting } from '../../data/sorting.ts'

/** A horizontal range in a lane, in pixels. */
export type LaneStretch = {
  readonly left: number
  readonly right: number
}

type Packed = {
  /** The lane of each range, in input order. */
  readonly lanes: readonly number[]
  readonly count: number
}

/**
 * Packs ranges into the fewest lanes without overlap, each into the topmost free lane. Processed by
 * left end; ten thousand take a few milliseconds.
 */
export const packing = function* (stretches: readonly LaneStretch[]): Sliced<Packed> {
  const order = yield* sorting(
    stretches.map((_, at) => at),
    (a, b) => (stretches[a]?.left ?? 0) - (stretches[b]?.left ?? 0),
  )
  let leaves = 1
  while (leaves < stretches.length) leaves *= 2
  // A tree over the lanes: each node holds the leftmost right end below it.
  const ends = new Float64Array(leaves * 2).fill(-Infinity)
  const lanes = Array.from<number>({ length: stretches.length }).fill(0)
  let count = 0
  for (const at of order) {
    const stretch = stretches[at]
    if (stretch === undefined) continue
    yield
    let node = 1
    while (node < leaves) {
      node *= 2
      if ((ends[node] ?? 0) > stretch.left) node += 1
    }
    const lane = node - leaves
    lanes[at] = lane
    count = Math.max(count, lane + 1)
    ends[node] = stretch.right
    for (node = Math.floor(node / 2); node >= 1; node = Math.floor(node / 2)) {
      ends[node] = Math.min(ends[node * 2] ?? 0, ends[node * 2 + 1] ?? 0)
    }
  }
  return { lanes, count }
}
