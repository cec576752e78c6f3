/** CPU time of this thread in milliseconds: other processes on the machine do not change it. */
export const cpuTime = (): number => {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1000
}

/** Runs an act and gives the longest time that any other request would have waited, in ms. */
export const longestWait = async (act: () => unknown): Promise<number> => {
  let longest = 0
  let last = cpuTime()
  let isOn = true
  const look = (): void => {
    const now = cpuTime()
    longest = Math.max(longest, now - last)
    last = now
    if (isOn) setImmediate(look)
  }
  setImmediate(look)
  await act()
  await new Promise((resolve) => setImmediate(resolve))
  isOn = false
  return longest
}

const costOf = async (act: () => unknown): Promise<number> => {
  const before = cpuTime()
  await act()
  return cpuTime() - before
}

const runs = 5

/** Milliseconds: what takes less is mostly noise of the collector. */
const noise = 5

/**
 * How the cost of work grows with its input: the cost of 4n over the cost of n. It is 4 for linear
 * work and 16 for quadratic work. Each size is run five times; the
 * fastest counts.
 *
 * @param prepare makes the input of a size, and gives the work on it.
 */
export const growth = async (n: number, prepare: (n: number) => () => unknown): Promise<number> => {
  const costs: number[] = []
  for (const size of [n, 2 * n, 4 * n]) {
    const act = prepare(size)
    const found: number[] = []
    for (let run = 0; run < runs; run += 1) found.push(await costOf(act))
    costs.push(Math.min(...found))
  }
  const [first = 0, second = 0, last = 0] = costs
  // The middle size must lie between: else the measure itself is wrong.
  return second > Math.max(last, noise) * 1.5 ? Number.NaN : last / Math.max(first, noise)
}

/** More than linear work with noise, less than quadratic work. */
export const linear = 11
