import { powerMonitor } from 'electron'
import type { Out } from '../../shared/contract.ts'
import { watchScreenLock } from './screen-lock-linux.ts'

export type LockEvents = { readonly state: () => Out<'app.machine'>['screenLock'] }

/** Reports that the user has left: the machine goes to sleep, or its screen or lid is closed. */
export const watchLockEvents = (away: () => void): LockEvents => {
  powerMonitor.on('suspend', away)
  powerMonitor.on('lock-screen', away)
  if (process.platform !== 'linux') return { state: () => 'unknown' }
  const { state } = watchScreenLock(away)
  return { state }
}
