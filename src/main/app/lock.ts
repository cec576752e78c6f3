import type { WebContents } from 'electron'

/** A moment on two clocks, in milliseconds. */
type Moment = {
  /** Wall clock: it runs while the machine sleeps, and the user can set it. */
  readonly wall: number
  /** Monotonic clock: it cannot be set back, but it may pause during sleep. */
  readonly machine: number
}

const now = (): Moment => ({ wall: Date.now(), machine: performance.now() })

/** The system itself corrects the wall clock by up to this much. */
const setRightMs = 2_000

/**
 * Was the user idle for `most` milliseconds, by either clock? A wall clock that was set back would
 * restart the count, so that counts as idle too.
 */
export const isIdle = (last: Moment, at: Moment, most: number): boolean =>
  at.wall - last.wall >= most ||
  at.machine - last.machine >= most ||
  at.wall < last.wall - setRightMs

const checkMs = 5_000
const minuteMs = 60_000
/** A passphrase that was just sent may not have reached the vault process when the lock comes. */
const onItsWayMs = 2_000

export type LockPorts = {
  readonly unlocked: () => boolean
  /** An unlock is under way: a key is being derived, a backup read. */
  readonly opening: () => boolean
  readonly idleLockMinutes: () => number
  readonly lock: () => void
  /** Locks, clears the clipboard and exits, whatever is in progress. */
  readonly panic: () => void
}

/** The used part of a window's contents: its keyboard. */
export type Keyboard = Pick<WebContents, 'on'>

export type LockPolicy = {
  /** Reports user input. */
  readonly activity: () => void
  /** Locks if the vault is open or being opened. */
  readonly lock: () => void
  /**
   * Reports that the vault is being opened; cancels that if a lock came while the passphrase was on
   * its way.
   */
  readonly opens: () => void
  /** Watches one window's keyboard for the two shortcuts, before the page sees them. */
  readonly watch: (contents: Keyboard) => void
}

/** In layouts without Latin letters, the key at the position of L. */
const isL = ({ key, code }: { readonly key: string; readonly code: string }): boolean =>
  key.toLowerCase() === 'l' || (code === 'KeyL' && !/^[a-z]$/i.test(key))

/** Locks after idle minutes, on suspend, on a locked screen, on Ctrl+L; Ctrl+Shift+L is panic. */
export const startLockPolicy = (ports: LockPorts): LockPolicy => {
  let last = now()
  let missed: ReturnType<typeof now> | null = null
  let locked: ReturnType<typeof now> | null = null
  const lock = (): void => {
    if (!ports.unlocked() && !ports.opening()) {
      // One absence raises several events (lid, screen, suspend); ignore those right after a lock.
      if (locked === null || isIdle(locked, now(), onItsWayMs)) missed = now()
      return
    }
    missed = null
    locked = now()
    // Unlocking before the next check starts a full idle period.
    last = now()
    ports.lock()
  }
  const timer = setInterval(() => {
    // The idle period begins at unlock: before it, there is nothing to lock.
    if (!ports.unlocked()) last = now()
    if (isIdle(last, now(), ports.idleLockMinutes() * minuteMs)) lock()
  }, checkMs)
  timer.unref()

  return {
    lock,
    opens: () => {
      if (missed !== null && !isIdle(missed, now(), onItsWayMs)) lock()
    },
    activity: () => {
      last = now()
    },
    watch: (contents) =>
      contents.on('before-input-event', (event, input) => {
        const { type, control, meta, shift, alt } = input
        if (type !== 'keyDown' || alt || !(control || meta) || !isL(input)) return
        event.preventDefault()
        if (shift) ports.panic()
        else lock()
      }),
  }
}
