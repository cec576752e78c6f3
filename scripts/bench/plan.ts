import type { ExportSizes } from './exchange-group.ts'
import type { Effort } from './store-figures.ts'
import type { Rounds } from './window-results.ts'

/** How much a run does. */
export type Plan = {
  /** Reports: of the vault that growth is judged by, and of the vault that everything is judged by. */
  readonly sizes: { readonly small: number; readonly whole: number }
  readonly effort: Effort
  /** Reports in a file, and how often the memory of each size is measured, in processes of their own. */
  readonly exports: { readonly sizes: ExportSizes; readonly rounds: number }
  readonly unlocks: number
  /** How often each thing is timed in the window. */
  readonly window: Rounds
}

export const fullPlan: Plan = {
  sizes: { small: 1_000, whole: 100_000 },
  effort: { rounds: 9, each: 24, whole: 8, heavy: 3 },
  exports: { sizes: { few: 1_000, many: 8_000 }, rounds: 1 },
  unlocks: 5,
  window: {
    coldStarts: 7,
    starts: 5,
    letters: 120,
    searches: 30,
    opens: 30,
    restMs: 25_000,
  },
}

/** Enough to see whether something broke; not to tell by how much. */
export const quickPlan: Plan = {
  sizes: { small: 1_000, whole: 2_000 },
  effort: { rounds: 3, each: 8, whole: 4, heavy: 1 },
  exports: { sizes: { few: 50, many: 150 }, rounds: 0 },
  unlocks: 1,
  window: {
    coldStarts: 1,
    starts: 1,
    letters: 12,
    searches: 4,
    opens: 4,
    restMs: 5_000,
  },
}
