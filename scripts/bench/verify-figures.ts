import { cpSync, rmSync } from 'node:fs'
import { performance } from 'node:perf_hooks'
import { sodiumReady } from '../../src/crypto/sodium.ts'
import { verifyVault } from '../../src/main/vault/verify/verify.ts'
import { openVault, sessionOf } from './open-vault.ts'
import type { BenchVault } from './open-vault.ts'
import { figure } from './figure.ts'
import type { Figure } from './figure.ts'
import { timedAsync } from './timing.ts'

/** Time between two requests beside a verification, in milliseconds. */
const everyMs = 25

/** Asks for a list again and again while `work` runs. @returns the longest time until an answer. */
const longestWait = async (vault: BenchVault, work: () => Promise<void>): Promise<number> => {
  let longest = 0
  const over = new AbortController()
  const asking = (async () => {
    while (!over.signal.aborted) {
      // From when it should be asked: a timer waits for a blocked thread too.
      const due = performance.now() + everyMs
      await new Promise((resolve) => setTimeout(resolve, everyMs))
      await vault.handlers['reports.list']({
        caseId: null,
        sourceId: null,
        state: null,
        cursor: null,
        limit: 50,
      })
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

/**
 * Verifying a copy of a closed vault in two threads, against all its parts one after the other in
 * one thread.
 *
 * @param copy a folder that is not there yet, and is gone afterwards.
 */
export const verifyFigures = async (
  vaultFolder: string,
  copy: string,
  size: string,
): Promise<readonly Figure[]> => {
  const group = 'Verify'
  await sodiumReady()
  cpSync(vaultFolder, copy, { recursive: true })
  const vault = await openVault(copy)
  try {
    const parts = await verifyMs(vault, Infinity)
    let ours = 0
    const longest = await longestWait(vault, async () => {
      ours = await verifyMs(vault)
    })
    return [
      figure({
        group,
        name: `verify, ${size} reports`,
        unit: 's',
        ours: ours / 1e3,
        limit: { of: 's for its parts, one after the other', value: parts / 1e3 },
        bar: { on: 'ratio', most: 0.65 },
      }),
      figure({
        group,
        name: 'the longest wait of a list meanwhile',
        unit: 'ms',
        ours: longest,
        bar: { on: 'ours', most: 100 },
      }),
    ]
  } finally {
    vault.controller.close()
    rmSync(copy, { recursive: true, force: true })
  }
}
