import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { baseVault } from './base-vault.ts'
import { everyCall, tryFault } from './every-call.ts'
import { cannotFailCalls } from './failing-calls.ts'
import { inFull, several } from '../in-full.ts'
import { shortRun } from './short-run.ts'

it('a failing system call ends in a code or does no harm, never in a false success', async ({
  skip,
}) => {
  const tally = await shortRun(everyCall, several(2, 12), skip)
  // The engine makes up for a short write, and a few trials may be nothing else.
  if (inFull) expect(tally.refused).toBeGreaterThan(0)
})

it('a fault that its process never came to is no trial', async ({ skip }) => {
  const reason = cannotFailCalls()
  skip(reason !== null, reason ?? '')
  const folder = mkdtempSync(join(tmpdir(), 'understory-faults-'))
  try {
    const base = await baseVault(folder)
    const fault = { call: 'fsync', nth: 99_999, error: 'EIO' } as const
    expect(await tryFault(base, { act: 'save', fault })).toBe('missed')
    expect(await tryFault(base, { act: 'passphrase', fault })).toBe('missed')
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
