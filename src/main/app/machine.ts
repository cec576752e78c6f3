import type { Out } from '../../shared/contract.ts'
import { linuxMachine } from './machine-linux.ts'

/** What can be seen of the machine beneath a vault. Elsewhere than on Linux nothing is looked at. */
export const machineState = async (folder: string): Promise<Out<'app.machine'>> =>
  process.platform === 'linux'
    ? linuxMachine(folder)
    : { disk: 'unknown', swap: 'unknown', hibernation: 'unknown', coreDumps: 'unknown' }
