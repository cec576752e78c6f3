/**
 * The bound of a figure: of its ratio to the limit, or of the app's own value. A minimum, a
 * maximum, or both.
 */
export type Bar = {
  readonly on: 'ratio' | 'ours'
  readonly most?: number
  readonly least?: number
}

/** One measurement, with the limit it is compared with if there is one. */
export type Measured = {
  readonly group: string
  readonly name: string
  readonly unit: 'ms' | 's' | 'MB' | 'MiB' | 'kB' | 'MB/s' | 'share'
  readonly ours: number
  /** The same work, or the least that it can cost, in the same unit. */
  readonly limit?: { readonly of: string; readonly value: number }
  readonly bar?: Bar
  /** The middle half of the ratios, or of the app's own values where there is no limit. */
  readonly spread?: readonly [low: number, high: number]
}

export type Figure = {
  /** The app's value over the limit; null where there is no limit, or where it is zero. */
  readonly ratio: number | null
  /** Null where no bar was set. A bar on a ratio that cannot be had does not hold. */
  readonly holds: boolean | null
} & Measured

/** Adds the ratio, and whether the bar holds. Judged on what was measured, not on what is printed. */
export const figure = (measured: Measured): Figure => {
  const { ours, limit, bar } = measured
  const ratio = limit === undefined || limit.value === 0 ? null : ours / limit.value
  return { ...measured, ratio, holds: bar === undefined ? null : holds(bar, ours, ratio) }
}

const holds = ({ on, most, least }: Bar, ours: number, ratio: number | null): boolean => {
  const value = on === 'ours' ? ours : ratio
  if (value === null || !Number.isFinite(value)) return false
  return (most === undefined || value <= most) && (least === undefined || value >= least)
}

/** A bar in words: `≤ 1.15x`, `≥ 0.99`. */
export const barText = (bar: Bar | undefined): string => {
  if (bar === undefined) return ''
  const mark = bar.on === 'ratio' ? 'x' : ''
  const { most, least } = bar
  if (most !== undefined && least !== undefined) return `${String(least)}–${String(most)}${mark}`
  return most === undefined ? `≥ ${String(least ?? '')}${mark}` : `≤ ${String(most)}${mark}`
}
