import { readFileSync, writeFileSync } from 'node:fs'

/** `peak`: of the process, garbage included. `held`: after a collection, heap and buffers. */
export type Measure = 'peak' | 'held'

export type Highest = {
  readonly mostMB: number
  readonly raisedMB: number
}

const sampledEachMs = { peak: 5, held: 250 } as const

const collect = (): void => {
  if (globalThis.gc === undefined) throw new Error('run with --expose-gc')
  globalThis.gc()
  // Buffers of objects that the first collection frees are freed by the second.
  globalThis.gc()
}

const held = (): number => {
  collect()
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}

/** Linux records the peak of a process, also while nothing else in it runs. */
const highWater = {
  begin: (): void => {
    if (process.platform === 'linux') writeFileSync('/proc/self/clear_refs', '5')
  },
  /** Zero where the platform does not record it. */
  bytes: (): number => {
    if (process.platform !== 'linux') return 0
    const found = /^VmHWM:\s+([0-9]+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'))
    return Number(found?.[1] ?? 0) * 1024
  },
}

/**
 * Runs an act and measures in MB the peak of its process meanwhile, and by how much the act raised
 * it. Call it once in a process that did nothing like it before: memory left by an earlier act
 * would count for the process and not for the act.
 *
 * The peak is what a list of processes shows (RSS). It includes the young part of V8's heap and
 * garbage that was not collected yet, which differ from run to run by tens of MB, so several
 * processes are measured. `held` has neither and is the same in each run to a few per cent; but
 * each measurement stops the act for a collection, and it sees neither the memory of libsodium,
 * SQLite and other threads nor what is allocated and freed within one transaction. Neither measure
 * replaces the other.
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
/**
 * Runs an act and measures by how many MB the memory of the process rose meanwhile, and how long it
 * took.
 */
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
