import type { DayRange } from './days.ts'
import type { TimeSpan } from './time-span.ts'

/** Number of bins of the strip, and the height of the fullest bin. */
export const strip = { bins: 240, height: 32 } as const

/** Number of spans that reach into each of `bins` equal parts of a range. */
export const densityOf = (
  spans: readonly TimeSpan[],
  extent: DayRange,
  bins: number,
): readonly number[] => {
  const perBin = (extent.to - extent.from) / bins
  const binOf = (day: number): number =>
    Math.min(Math.max(Math.floor((day - extent.from) / perBin), 0), bins - 1)
  const steps = new Float64Array(bins + 1)
  for (const { reach } of spans) {
    const [first, last] = [binOf(reach.from), binOf(reach.to - 1)]
    steps[first] = (steps[first] ?? 0) + 1
    steps[last + 1] = (steps[last + 1] ?? 0) - 1
  }
  let sum = 0
  return Array.from({ length: bins }, (_, bin) => {
    sum += steps[bin] ?? 0
    return sum
  })
}

/** The outline of the counts as an SVG path, from `height` down to 0 at the highest count. */
export const outline = (counts: readonly number[], height: number): string => {
  const most = Math.max(...counts, 1)
  const tops = counts.map((count, at) => {
    // A nonempty bin stays visible, however full others are.
    const top = count === 0 ? 0 : Math.max(2, (count / most) * height)
    return `V${(height - top).toFixed(1)}H${at + 1}`
  })
  return `M0 ${height}${tops.join('')}V${height}Z`
}
