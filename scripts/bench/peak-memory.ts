import { readFileSync, writeFileSync } from 'node:fs'

const sampledEachMs = 5

const collect = (): void => {
  if (globalThis.gc === undefined) throw new Error('run with --expose-gc')
  globalThis.gc()
  // Buffers of objects that the first collection frees are freed by the second.
  globalThis.gc()
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
 * Runs an act in a process that did nothing like it before.
 *
 * @returns the most MB of the process meanwhile, as a list of processes shows it (RSS). It includes
 *   the young part of V8's heap and garbage that was not collected yet, which differ from run to run
 *   by tens of MB.
 */
export const highest = async (act: () => Promise<unknown>): Promise<number> => {
  collect()
  let most = process.memoryUsage.rss()
  const sample = (): void => {
    most = Math.max(most, process.memoryUsage.rss())
  }
  highWater.begin()
  const timer = setInterval(sample, sampledEachMs)
  try {
    await act()
    sample()
    return Math.max(most, highWater.bytes()) / 1e6
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
