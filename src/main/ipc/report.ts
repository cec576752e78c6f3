import type { Channel } from '../../shared/channels.ts'
import type { FailureCode } from '../../shared/failure.ts'

/** The record of a failed request: nothing from its input or output. */
export type Fault = {
  readonly channel: Channel
  readonly code: FailureCode
  /** Name of the error's class. */
  readonly kind: string
}

const kept = 200

/** The last failures, in memory only: nothing is ever written to disk or printed. */
export const createFaultRing = (): {
  readonly report: (fault: Fault) => void
  readonly list: () => readonly Fault[]
} => {
  const faults: Fault[] = []
  return {
    report: (fault) => {
      faults.push(fault)
      if (faults.length > kept) faults.shift()
    },
    list: () => [...faults],
  }
}
