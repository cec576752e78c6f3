import type { Out } from '../../shared/contract.ts'
import { linuxMachine } from './machine-linux.ts'
import type { LockEvents } from './lock.ts'

/** Inspects the machine under a vault. Only on Linux. */
export const machineState = async (
  folder: string,
  system: LockEvents,
): Promise<Out<'app.machine'>> => ({
  ...(process.platform === 'linux'
    ? await linuxMachine(folder)
    : { disk: 'unknown', swap: 'unknown', hibernation: 'unknown', coreDumps: 'unknown' }),
  screenLock: system.state(),
})
