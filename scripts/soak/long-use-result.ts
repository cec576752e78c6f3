/** Something that kept a thread, and what was being done. */
export type Kept = {
  readonly act: string
  readonly ms: number
  /** The part in which other programs had the processor. */
  readonly waited: number
  /**
   * The part in which the thread slept although its timer was due: the timer was late, not the
   * thread.
   */
  readonly slept: number
}

export type AtRest = {
  /** Rounds that were made before. */
  readonly rounds: number
  /** MiB by the kind of process, and `all`. */
  readonly memory: Readonly<Record<string, number>>
}

export type LongUse = {
  rounds: number
  /** Seconds of use, without the rests. */
  seconds: number
  readonly renderer: Kept[]
  readonly main: Kept[]
  readonly rests: AtRest[]
}
