/** How often each is timed. */
export type Rounds = {
  readonly starts: number
  readonly letters: number
  readonly searches: number
  readonly opens: number
  readonly saves: number
}

/** Milliseconds, every one that was measured. */
export type WindowTimes = {
  readonly start: number[]
  readonly unlock: number[]
  readonly kdf: number[]
  readonly unlockLag: number[]
  readonly letter: number[]
  readonly search: number[]
  readonly open: number[]
  readonly save: number[]
}
