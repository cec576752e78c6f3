import { performance } from 'node:perf_hooks'
import { verifyVault } from '../../src/main/vault/verify/verify.ts'
import { sessionOf } from './open-vault.ts'
import type { BenchVault } from './open-vault.ts'
import { timedAsync } from './timing.ts'

/** Time between two requests beside a verification, in milliseconds. */
const everyMs = 25

/** What a user does beside a verification, in turn: a list, a report, a search, a save. */
const requestsOf = async ({ handlers }: BenchVault) => {
  const listed = () =>
    handlers['reports.list']({
      caseId: null,
      sourceId: null,
      state: null,
      cursor: null,
      limit: 50,
    })
  const [row] = (await listed()).rows
  if (row === undefined) throw new Error('the vault of the bench has no report')
  let saved = await handlers['reports.get']({ id: row.id })
  return [
    listed,
    () => handlers['reports.get']({ id: row.id }),
    () => handlers['search.query']({ query: 'border', limit: 50 }),
    async () => {
      const { id, rev, content } = saved
      const title = `${content.title.slice(0, 40)} ${String(rev)}`
      saved = await handlers['reports.save']({ id, rev, content: { ...content, title } })
    },
  ] as const
}

/** Makes requests again and again while `work` runs. @returns the longest time until an answer. */
const longestWait = async (vault: BenchVault, work: () => Promise<void>): Promise<number> => {
  const requests = await requestsOf(vault)
  // The first ones of a process load code.
  for (const request of requests) await request()
  let longest = 0
  const over = new AbortController()
  const asking = (async () => {
    for (let turn = 0; !over.signal.aborted; turn += 1) {
      // From when it should be asked: a timer waits for a blocked thread too.
      const due = performance.now() + everyMs
      await new Promise((resolve) => setTimeout(resolve, everyMs))
      await requests[turn % requests.length]?.()
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
