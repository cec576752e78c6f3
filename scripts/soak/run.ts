import type { Dice } from './dice.ts'
import type { Tally } from './tally.ts'

/** What a run gets to work with. */
export type Trials = {
  /** Of its own, removed afterwards. */
  readonly folder: string
  readonly count: number
  readonly dice: Dice
  /** Says a line at once. */
  readonly tell: (line: string) => void
}

/** A run that this machine cannot make; the message says why. */
export class Skipped extends Error {}

/** One long run: what it did, counted, and whether what it promises held. */
export type SoakRun = {
  /** What must be true of every trial. */
  readonly promise: string
  /** What `count` counts, and how many when nothing is said. */
  readonly counts: string
  readonly usual: number
  /** @throws Skipped, with the reason. */
  readonly run: (trials: Trials) => Promise<Tally>
}
