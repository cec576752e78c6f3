import { powerMonitor } from 'electron'
import type { WebContents } from 'electron'
import { watchScreenLock } from './screen-lock-linux.ts'

const checkMs = 5_000
const minuteMs = 60_000

export type LockPorts = {
  readonly unlocked: () => boolean
  readonly idleLockMinutes: () => number
  readonly lock: () => void
  /** Lock, forget the clipboard and end, whatever is under way. */
  readonly panic: () => void
}

export type LockPolicy = {
  /** The person did something. */
  readonly activity: () => void
  /** Watches one window's keyboard for the two shortcuts, before the page sees them. */
  readonly watch: (contents: WebContents) => void
}

/** Locks after idle minutes, on suspend, on a locked screen, on Ctrl+L; Ctrl+Shift+L is panic. */
export const startLockPolicy = (ports: LockPorts): LockPolicy => {
  let last = Date.now()
  const lock = (): void => {
    if (ports.unlocked()) ports.lock()
  }
  // Wall clock on purpose: a machine that slept counts the hours that it slept.
  const timer = setInterval(() => {
    // Idling counts from the unlocking: before it, there is nothing to lock.
    if (!ports.unlocked()) last = Date.now()
    if (Date.now() - last >= ports.idleLockMinutes() * minuteMs) lock()
  }, checkMs)
  timer.unref()
  powerMonitor.on('suspend', lock)
  powerMonitor.on('lock-screen', lock)
  if (process.platform === 'linux') watchScreenLock(lock)

  return {
    activity: () => {
      last = Date.now()
    },
    watch: (contents) =>
      contents.on('before-input-event', (event, { type, key, control, meta, shift, alt }) => {
        if (type !== 'keyDown' || alt || !(control || meta) || key.toLowerCase() !== 'l') return
        event.preventDefault()
        if (shift) ports.panic()
        else lock()
      }),
  }
}
