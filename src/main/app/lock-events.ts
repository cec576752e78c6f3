import { powerMonitor } from 'electron'
import type { Out } from '../../shared/contract.ts'
import { watchScreenLock } from './screen-lock-linux.ts'
import type { ScreenLock } from './screen-lock-linux.ts'

export type LockEvents = {
  readonly state: () => Out<'app.machine'>['screenLock']
  /** Begins to listen to the desktop, at the first call. */
  readonly listen: () => void
}

/**
 * Reports that the user has left: the machine goes to sleep, or its screen or lid is closed. On Linux
 * seven programs listen to the desktop. They are started by `listen`, at the latest when a vault is
 * being opened: before that there is nothing to lock, and they would delay the first screen.
 */
export const watchLockEvents = (away: () => void): LockEvents => {
  powerMonitor.on('suspend', away)
  powerMonitor.on('lock-screen', away)
  let screen: ScreenLock | null = null
  return {
    state: () => screen?.state() ?? 'unknown',
    listen: () => {
      if (process.platform === 'linux') screen ??= watchScreenLock(away)
    },
  }
}
