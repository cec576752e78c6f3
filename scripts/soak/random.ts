/** Numbers that look random and are the same in every run of one seed. Not for secrets. */
export type Random = {
  readonly seed: number
  /** In [0, 1). */
  readonly fraction: () => number
  /** At least 0, below `limit`. */
  readonly below: (limit: number) => number
  readonly pick: <T>(choices: readonly T[]) => T
}

/** Mulberry32. */
export const seededRandom = (seed: number): Random => {
  let state = seed >>> 0
  const fraction = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (limit: number): number => Math.floor(fraction() * limit)
  return {
    seed,
    fraction,
    below,
    pick: (choices) => {
      if (choices.length === 0) throw new Error('nothing to choose from')
      return choices[below(choices.length)] as (typeof choices)[number]
    },
  }
}

export const newSeed = (): number => Math.floor(Math.random() * 2 ** 31)

/**
 * `count` numbers below `limit`, spread evenly with a random start in each part; all, when they
 * fit.
 */
export const spread = (count: number, limit: number, from: Random): number[] =>
  count >= limit
    ? Array.from({ length: limit }, (_, i) => i)
    : Array.from({ length: count }, (_, i) => {
        const [start, end] = [i, i + 1].map((part) => Math.floor((part * limit) / count))
        return (start ?? 0) + from.below(Math.max(1, (end ?? 0) - (start ?? 0)))
      })
