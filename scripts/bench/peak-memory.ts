import { readFileSync, writeFileSync } from 'node:fs'

/** `peak`: of the process, garbage and all. `held`: after a collection, heap and buffers. */
export type Measure = 'peak' | 'held'

export type Highest = {
  readonly mostMB: number
  readonly raisedMB: number
}

const sampledEachMs = { peak: 5, held: 250 } as const

const collect = (): void => {
  if (globalThis.gc === undefined) throw new Error('run with --expose-gc')
  globalThis.gc()
  // What a first one lets go of holds buffers that a second one finds.
  globalThis.gc()
}

const held = (): number => {
  collect()
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}

/** Linux itself notes the most that a process ever had, also while nothing else in it runs. */
const highWater = {
  begin: (): void => {
    if (process.platform === 'linux') writeFileSync('/proc/self/clear_refs', '5')
  },
  /** Zero where nobody notes it. */
  bytes: (): number => {
    if (process.platform !== 'linux') return 0
    const found = /^VmHWM:\s+([0-9]+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'))
    return Number(found?.[1] ?? 0) * 1024
  },
}

/**
 * Runs an act, and tells how many MB its process had at most meanwhile, and by how many the act raised
 * it. To be asked once in a process, which did nothing like it before: what is left of an earlier act
 * would be counted to the process and not to the act.
 *
 * The peak is what a list of processes shows (RSS). It has in it the young part of V8's heap and
 * what nobody has collected yet, which differ from run to run by tens of MB: so it is asked of several
 * processes. What is held has none of that, and is the same in each run to a few per cent; but each
 * look at it stops the act for a collection, and it sees neither what libsodium, SQLite and other
 * threads have nor what comes and goes within one transaction. Neither stands for the other.
 */
export const highest = async (of: Measure, act: () => Promise<unknown>): Promise<Highest> => {
  const look = of === 'held' ? held : process.memoryUsage.rss
  collect()
  const before = look()
  let most = before
  const sample = (): void => {
    most = Math.max(most, look())
  }
  highWater.begin()
  const timer = setInterval(sample, sampledEachMs[of])
  try {
    await act()
    sample()
    if (of === 'peak') most = Math.max(most, highWater.bytes())
    return { mostMB: most / 1e6, raisedMB: (most - before) / 1e6 }
  } finally {
    clearInterval(timer)
  }
}
/** Runs an act and tells by how many MB the process' memory rose meanwhile, and how long it took. */
export const watched = async <T>(
  act: () => Promise<T>,
): Promise<{ readonly result: T; readonly ms: number; readonly peakMB: number }> => {
  const before = process.memoryUsage.rss()
  let peak = before
  const look = (): void => {
    peak = Math.max(peak, process.memoryUsage.rss())
  }
  const timer = setInterval(look, 10)
  const since = performance.now()
  try {
    const result = await act()
    look()
    return { result, ms: performance.now() - since, peakMB: (peak - before) / 1e6 }
  } finally {
    clearInterval(timer)
  }
}
