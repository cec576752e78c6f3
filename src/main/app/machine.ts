import type { Out } from '../../shared/contract.ts'
import { linuxMachine } from './machine-linux.ts'
import type { LockEvents } from './lock.ts'

/** What can be seen of the machine beneath a vault. Elsewhere than on Linux nothing is looked at. */
export const machineState = async (
  folder: string,
  system: LockEvents,
): Promise<Out<'app.machine'>> => ({
  ...(process.platform === 'linux'
    ? await linuxMachine(folder)
    : { disk: 'unknown', swap: 'unknown', hibernation: 'unknown', coreDumps: 'unknown' }),
  screenLock: system.state(),
})
