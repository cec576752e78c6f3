import { cpus, loadavg, release, totalmem, type } from 'node:os'

export type Machine = {
  readonly cpu: string
  readonly cores: number
  readonly memoryGiB: number
  readonly system: string
  readonly node: string
  /** Load of the minute before the bench: under a higher load the figures mean less. */
  readonly loadBefore: number
}

/** The machine of the figures. No names of hosts or people. */
export const machine = (): Machine => ({
  cpu: cpus()[0]?.model ?? 'unknown',
  cores: cpus().length,
  memoryGiB: Math.round(totalmem() / 2 ** 30),
  system: `${type()} ${release().split('-')[0] ?? ''} ${process.arch}`,
  node: process.versions.node,
  loadBefore: Math.round((loadavg()[0] ?? 0) * 10) / 10,
})

/** More running processes than this, before the bench itself adds one, and the machine is not idle. */
const quietLoad = 0.5

export const isBusy = ({ loadBefore }: Machine): boolean => loadBefore > quietLoad
