/** The value below which a share of the samples falls, interpolated. NaN for no samples. */
export const quantile = (samples: readonly number[], share: number): number => {
  const sorted = [...samples].sort((a, b) => a - b)
  const at = (sorted.length - 1) * share
  const low = sorted[Math.floor(at)] ?? Number.NaN
  const high = sorted[Math.ceil(at)] ?? Number.NaN
  return low + (high - low) * (at - Math.floor(at))
}

export const median = (samples: readonly number[]): number => quantile(samples, 0.5)

/** The bounds of the middle half. */
export const middleHalf = (samples: readonly number[]): readonly [number, number] => [
  quantile(samples, 0.25),
  quantile(samples, 0.75),
]

/** Milliseconds that an act takes. */
export const timed = (act: () => unknown): number => {
  const since = performance.now()
  act()
  return performance.now() - since
}

export const timedAsync = async (act: () => Promise<unknown>): Promise<number> => {
  const since = performance.now()
  await act()
  return performance.now() - since
}

export type Pair = {
  readonly ours: readonly number[]
  readonly limit: readonly number[]
  /** The ratio of the medians of each round. */
  readonly ratios: readonly number[]
}

/**
 * Times two ways of doing the same work, in turn, so that other load on the machine affects both.
 * The act gets the number of its earlier calls, so that it can use another word each time.
 */
export const sideBySide = (
  ours: (turn: number) => unknown,
  limit: (turn: number) => unknown,
  { rounds, each }: { readonly rounds: number; readonly each: number },
): Pair => {
  const timeOf = (act: (turn: number) => unknown, turn: number): number => timed(() => act(turn))
  const all = { ours: [] as number[], limit: [] as number[], ratios: [] as number[] }
  // A first, uncounted call: statements are prepared and pages read.
  timeOf(ours, 0)
  timeOf(limit, 0)
  for (let round = 0; round < rounds; round += 1) {
    const a: number[] = []
    const b: number[] = []
    for (let i = 0; i < each; i += 1) {
      const turn = round * each + i
      const [first, second] = turn % 2 === 0 ? [ours, limit] : [limit, ours]
      const [x, y] = [timeOf(first, turn), timeOf(second, turn)]
      a.push(turn % 2 === 0 ? x : y)
      b.push(turn % 2 === 0 ? y : x)
    }
    all.ours.push(...a)
    all.limit.push(...b)
    all.ratios.push(median(a) / median(b))
  }
  return all
}
