import { performance } from 'node:perf_hooks'
import { verifyVault } from '../../src/main/vault/verify/verify.ts'
import { sessionOf } from './open-vault.ts'
import type { BenchVault } from './open-vault.ts'
import { timedAsync } from './timing.ts'

/** Time between two requests beside a verification, in milliseconds. */
const everyMs = 25

/** Asks for a list again and again while `work` runs. @returns the longest time until an answer. */
const longestWait = async (vault: BenchVault, work: () => Promise<void>): Promise<number> => {
  const list = () =>
    vault.handlers['reports.list']({
      caseId: null,
      sourceId: null,
      state: null,
      cursor: null,
      limit: 50,
    })
  // The first list of a process loads code.
  await list()
  let longest = 0
  const over = new AbortController()
  const asking = (async () => {
    while (!over.signal.aborted) {
      // From when it should be asked: a timer waits for a blocked thread too.
      const due = performance.now() + everyMs
      await new Promise((resolve) => setTimeout(resolve, everyMs))
      await list()
      longest = Math.max(longest, performance.now() - due)
    }
  })()
  try {
    await work()
  } finally {
    over.abort()
    await asking
  }
  return longest
}

const verifyMs = (vault: BenchVault, leastCopied?: number): Promise<number> =>
  timedAsync(async () => {
    const ports = { signal: new AbortController().signal, progress: () => undefined }
    const { faults } = await verifyVault(sessionOf(vault), ports, leastCopied)
    if (faults.length > 0) throw new Error('the vault that the bench made does not hold')
  })

export type VerifyTimes = {
  readonly partsMs: number
  readonly copyMs: number
  readonly longestWaitMs: number
}

/** Verifies a vault in place, part by part, and then a copy of it beside requests. */
export const verifyTimes = async (vault: BenchVault): Promise<VerifyTimes> => {
  const partsMs = await verifyMs(vault, Infinity)
  let copyMs = 0
  const longestWaitMs = await longestWait(vault, async () => {
    copyMs = await verifyMs(vault)
  })
  return { partsMs, copyMs, longestWaitMs }
}
