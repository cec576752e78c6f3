/** A moment by two clocks, in milliseconds. */
export type Moment = {
  /** The wall's: it goes on while the machine sleeps, and somebody can set it. */
  readonly wall: number
  /** The machine's: nobody can set it back, but it may stand still during sleep. */
  readonly machine: number
}

export const now = (): Moment => ({ wall: Date.now(), machine: performance.now() })

/** A wall clock is set right by so much, now and then, by the system itself. */
const setRightMs = 2_000

/**
 * Did nobody do anything for `most` milliseconds, by either clock? A wall clock that was set back
 * would count from anew, so that is taken for it too.
 */
export const isIdle = (last: Moment, at: Moment, most: number): boolean =>
  at.wall - last.wall >= most ||
  at.machine - last.machine >= most ||
  at.wall < last.wall - setRightMs
