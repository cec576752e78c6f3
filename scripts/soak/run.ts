import type { Random } from './random.ts'
import type { Tally } from './tally.ts'

/** The context of a run. */
export type Trials = {
  /** A folder for this run, removed afterwards. */
  readonly folder: string
  readonly count: number
  readonly random: Random
  /** Prints a line at once. */
  readonly tell: (line: string) => void
}

/** This machine cannot make the run; the message says why. */
export class Skipped extends Error {}

/** One long run: counted trials, and whether its promise held. */
export type SoakRun = {
  /** What must be true for every trial. */
  readonly promise: string
  /** The unit of `count`, and its default. */
  readonly counts: string
  readonly usual: number
  /** @throws Skipped, with the reason. */
  readonly run: (trials: Trials) => Promise<Tally>
}
