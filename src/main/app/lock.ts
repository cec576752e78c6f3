import type { WebContents } from 'electron'
import { powerMonitor } from 'electron'
import type { Out } from '../../shared/contract.ts'
import { watchScreenLock } from './screen-lock-linux.ts'

export type LockEvents = { readonly state: () => Out<'app.machine'>['screenLock'] }

/** Tells that nobody sits at the machine any more: it goes to sleep, its screen or its lid is shut. */
export const watchLockEvents = (away: () => void): LockEvents => {
  powerMonitor.on('suspend', away)
  powerMonitor.on('lock-screen', away)
  if (process.platform !== 'linux') return { state: () => 'unknown' }
  const { state } = watchScreenLock(away)
  return { state }
}

/** A moment by two clocks, in milliseconds. */
type Moment = {
  /** The wall's: it goes on while the machine sleeps, and somebody can set it. */
  readonly wall: number
  /** The machine's: nobody can set it back, but it may stand still during sleep. */
  readonly machine: number
}

const now = (): Moment => ({ wall: Date.now(), machine: performance.now() })

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

const checkMs = 5_000
const minuteMs = 60_000
/** A passphrase that was just sent may not have reached the vault process when the lock comes. */
const onItsWayMs = 2_000

export type LockPorts = {
  readonly unlocked: () => boolean
  /** It is about to be unlocked: a key is being made, a backup read. */
  readonly opening: () => boolean
  readonly idleLockMinutes: () => number
  readonly lock: () => void
  /** Lock, forget the clipboard and end, whatever is under way. */
  readonly panic: () => void
}

/** What is used of a window's contents: its keyboard. */
export type Keyboard = Pick<WebContents, 'on'>

export type LockPolicy = {
  /** The person did something. */
  readonly activity: () => void
  /** Locks, if there is anything to lock, or is about to be. */
  readonly lock: () => void
  /** The vault begins to be opened: in vain, where a lock came while the passphrase was on its way. */
  readonly opens: () => void
  /** Watches one window's keyboard for the two shortcuts, before the page sees them. */
  readonly watch: (contents: Keyboard) => void
}

/** Where the layout has no Latin letters, the key at the place of L. */
const isL = ({ key, code }: { readonly key: string; readonly code: string }): boolean =>
  key.toLowerCase() === 'l' || (code === 'KeyL' && !/^[a-z]$/i.test(key))

/** Locks after idle minutes, on suspend, on a locked screen, on Ctrl+L; Ctrl+Shift+L is panic. */
export const startLockPolicy = (ports: LockPorts): LockPolicy => {
  let last = now()
  let missed: ReturnType<typeof now> | null = null
  let locked: ReturnType<typeof now> | null = null
  const lock = (): void => {
    if (!ports.unlocked() && !ports.opening()) {
      // Whoever goes away is told of more than once: what follows on a lock is that same going.
      if (locked === null || isIdle(locked, now(), onItsWayMs)) missed = now()
      return
    }
    missed = null
    locked = now()
    // Whoever unlocks before the next look has the whole time again.
    last = now()
    ports.lock()
  }
  const timer = setInterval(() => {
    // Idling counts from the unlocking: before it, there is nothing to lock.
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
