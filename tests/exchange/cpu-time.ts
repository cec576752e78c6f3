import { slowness, walk } from '../disclosure-checks/yardstick.ts'

/** CPU time of this thread in milliseconds: other processes on the machine do not change it. */
export const cpuTime = (): number => {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1000
}

/** The same of all threads of this process, in milliseconds: for work in a worker. */
export const processTime = (): number => {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

const walks = 5
let slow = { at: -Infinity, factor: 1 }

/** How much a busy machine extends a limit now: other programs fill caches, which CPU time counts. */
const slownessNow = (): number => {
  if (performance.now() - slow.at < 2_000) return slow.factor
  // The first one makes the tables and is compiled.
  if (slow.at === -Infinity) walk()
  const before = cpuTime()
  for (let i = 0; i < walks; i += 1) walk()
  slow = { at: performance.now(), factor: slowness((cpuTime() - before) / walks) }
  return slow.factor
}

/**
 * Runs an act and gives the longest time that any other request would have waited, in milliseconds of
 * CPU time of a machine at rest.
 */
export const longestWait = async (act: () => unknown): Promise<number> => {
  const before = slownessNow()
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
  return longest / Math.min(before, slownessNow())
}

const costOf = async (act: () => unknown): Promise<number> => {
  const before = cpuTime()
  await act()
  return cpuTime() - before
}

/**
 * Milliseconds. The system counts CPU time in ticks of up to 4 ms, so that work of 10 ms is measured
 * as 6 to 14.
 */
const enough = 40

/** Work that is measured, or work that uses its input up, with what makes another one before it. */
type Work = (() => unknown) | { readonly renew: () => unknown; readonly act: () => unknown }

const costOfMany = async (work: Work, times: number): Promise<number> => {
  if (typeof work === 'function')
    return costOf(async () => {
      for (let i = 0; i < times; i += 1) await work()
    })
  let cost = 0
  for (let i = 0; i < times; i += 1) {
    await work.renew()
    cost += await costOf(work.act)
  }
  return cost
}

type Measured = { readonly times: number; readonly cost: number }

/** How often work has to be repeated to take that long, once it is warm; and what it costs then. */
const measured = async (work: Work): Promise<Measured> => {
  await costOfMany(work, 1)
  for (let times = 1; ;) {
    const cost = Math.min(await costOfMany(work, times), await costOfMany(work, times))
    if (cost >= enough) return { times, cost }
    const missing = (1.2 * enough * times) / Math.max(cost, 1)
    times = Math.max(times + 1, Math.min(10 * times, Math.ceil(missing)))
  }
}

/**
 * How the cost of work grows with its input: the cost of 4n over the cost of n. It is 4 for linear
 * work and 16 for quadratic work. The smallest of the three sizes takes at least 40 ms: n is doubled
 * until it does, as far as `most` allows, and then the work is repeated, equally often for each
 * size.
 *
 * @param prepare makes the input of a size, and gives the work on it. Called with growing sizes.
 *   Making the next input of work that uses it up is not measured.
 * @param most largest size, of 4n: the limit of such a list.
 */
export const growth = async (
  n: number,
  prepare: (n: number) => Work,
  most = 4 * n,
): Promise<number> => {
  let first = n
  let act = prepare(first)
  let { times, cost: small } = await measured(act)
  while (times > 1 && 8 * first <= most) {
    first *= 2
    act = prepare(first)
    ;({ times, cost: small } = await measured(act))
  }
  const twice = prepare(2 * first)
  let middle = await costOfMany(twice, times)
  const fourTimes = prepare(4 * first)
  let large = await costOfMany(fourTimes, times)
  // Other work on the machine makes work slower for seconds, and never faster.
  for (let again = 0; again < 3 && (large > 6 * small || middle > large); again += 1) {
    small = Math.min(small, await costOfMany(act, times))
    middle = Math.min(middle, await costOfMany(twice, times))
    large = Math.min(large, await costOfMany(fourTimes, times))
  }
  // The middle size must lie between: else the measure itself is wrong.
  return middle > large * 1.5 ? Number.NaN : large / small
}

/** Between linear work with noise, 4, and quadratic work, 16. */
export const linear = 11
