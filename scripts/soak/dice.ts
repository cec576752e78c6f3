/** Numbers that look random and come again with the same seed: what failed once can be done again. */
export type Dice = {
  readonly seed: number
  /** At least 0, below `limit`. */
  readonly below: (limit: number) => number
  readonly oneOf: <T>(choices: readonly T[]) => T
}

/** Mulberry32. Good enough to choose moments and bits. */
export const dice = (seed: number): Dice => {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (limit: number): number => Math.floor(next() * limit)
  return {
    seed,
    below,
    oneOf: (choices) => {
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
export const spread = (count: number, limit: number, from: Dice): number[] =>
  count >= limit
    ? Array.from({ length: limit }, (_, i) => i)
    : Array.from({ length: count }, (_, i) => {
        const [start, end] = [i, i + 1].map((part) => Math.floor((part * limit) / count))
        return (start ?? 0) + from.below(Math.max(1, (end ?? 0) - (start ?? 0)))
      })
