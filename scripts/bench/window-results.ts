/** How often `measure.ts` times each thing. */
export type Rounds = {
  /** Starts to the first screen, each beside one of a bare window. */
  readonly coldStarts: number
  /** Starts with an unlock. */
  readonly starts: number
  readonly letters: number
  readonly searches: number
  readonly opens: number
  /** Milliseconds that the app rests before its memory is measured. */
  readonly restMs: number
}

/** MiB by the kind of process, and `all`. */
export type TreeMemory = Readonly<Record<string, number>>

/** Milliseconds, every one that was measured. */
export type WindowTimes = {
  readonly start: number[]
  /** Of a bare Electron window, each right after a start of the app. */
  readonly bareStart: number[]
  readonly unlock: number[]
  readonly kdf: number[]
  readonly letter: number[]
  /** The same in a text area of a bare Electron window. */
  readonly bareLetter: number[]
  readonly search: number[]
  readonly open: number[]
  readonly memory: {
    /** At rest after an unlock, with nothing but the lists. */
    list: TreeMemory
    /** A bare Electron window at rest. */
    bare: TreeMemory
    /** Above the rest with the lists, at the highest from the passphrase to a second after the first list. */
    unlocking: TreeMemory
    /** At the highest while a file is read and its reports are stored. */
    importing: TreeMemory
  }
}

export type LongUsePlan = {
  readonly minutes: number
  readonly rounds: number
  /** How long the app rests before its memory is measured. */
  readonly restMs: number
  /** Main is noted when its event loop comes later than this. */
  readonly mainMs: number
}

/** Something that kept a thread, and what was being done. */
export type Kept = {
  readonly act: string
  readonly ms: number
  /** Of these, how long other programs had the processor. */
  readonly waited: number
  /** Of these, how long the thread slept although its timer was due: the look came late, not it. */
  readonly slept: number
}

export type AtRest = {
  /** Rounds that were made before. */
  readonly rounds: number
  readonly memory: TreeMemory
}

export type LongUse = {
  rounds: number
  /** Of use, without the rests. */
  seconds: number
  readonly renderer: Kept[]
  readonly main: Kept[]
  readonly rests: AtRest[]
  /** A bare Electron window at rest, after the app has ended. */
  bare: TreeMemory
}
