/** Numbers that look random and are the same in every run of the same seed. Not for secrets. */
export type Seeded = {
  /** In [0, 1). */
  readonly fraction: () => number
  /** In [0, below). */
  readonly below: (below: number) => number
  readonly pick: <T>(list: readonly T[]) => T
}

/** mulberry32. */
export const seeded = (seed: number): Seeded => {
  let state = seed >>> 0
  const fraction = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (limit: number): number => Math.floor(fraction() * limit)
  return {
    fraction,
    below,
    pick: (list) => {
      const found = list[below(list.length)]
      if (found === undefined) throw new Error('nothing to pick from')
      return found
    },
  }
}
