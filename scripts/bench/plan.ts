import type { Rounds } from './window-times.ts'
import type { Effort } from './store-figures.ts'

/** How much a run does. */
export type Plan = {
  readonly sizes: readonly number[]
  readonly effort: Effort
  /** Size at which the index is rebuilt, and how often. */
  readonly rebuild: { readonly at: number; readonly rounds: number }
  /**
   * Reports in a file, and how often the memory of each size is measured, in separate processes.
   */
  readonly exports: { readonly sizes: readonly number[]; readonly rounds: number }
  /** Only where it takes longer than all exports and imports together. */
  readonly isVerifyBeside: boolean
  readonly unlocks: number
  /** Number of words for each length and language whose hits are counted by reading every text. */
  readonly terms: number
  /** How often each act is timed in the window. */
  readonly window: Rounds
}

export const fullPlan: Plan = {
  sizes: [1_000, 10_000, 100_000],
  effort: { rounds: 9, each: 24, whole: 8, heavy: 3 },
  rebuild: { at: 10_000, rounds: 2 },
  exports: { sizes: [1_000, 8_000], rounds: 1 },
  isVerifyBeside: true,
  unlocks: 5,
  terms: 4,
  window: { starts: 5, letters: 120, searches: 30, opens: 30, saves: 12 },
}

/** Enough to see that something broke, but not by how much. */
export const quickPlan: Plan = {
  sizes: [1_000, 2_000],
  effort: { rounds: 3, each: 8, whole: 4, heavy: 1 },
  rebuild: { at: 1_000, rounds: 1 },
  exports: { sizes: [50, 150], rounds: 0 },
  isVerifyBeside: false,
  unlocks: 1,
  terms: 3,
  window: { starts: 1, letters: 12, searches: 4, opens: 4, saves: 1 },
}
