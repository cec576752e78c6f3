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
