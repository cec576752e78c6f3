import { powerMonitor } from 'electron'
import { watchScreenLock } from './screen-lock-linux.ts'

/** Tells that nobody sits at the machine any more: it goes to sleep, its screen or its lid is shut. */
export const watchSystem = (away: () => void): void => {
  powerMonitor.on('suspend', away)
  powerMonitor.on('lock-screen', away)
  if (process.platform === 'linux') watchScreenLock(away)
}
