import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { failureOf } from '../vault/harness.ts'
import { baseVault } from './base-vault.ts'
import { cannotFailCalls, failing } from './failing-calls.ts'
import { childScript } from './kill-saves.ts'
import { killed } from './killed.ts'
import { during, isHot } from './model.ts'

it('a vault that a killed save left is rolled back; with a damaged journal it is called damaged', async ({
  skip,
}) => {
  const reason = cannotFailCalls()
  skip(reason !== null, reason ?? '')
  const folder = mkdtempSync(join(tmpdir(), 'understory-faults-'))
  try {
    const base = await baseVault(folder)
    const { folder: vault, model } = base.copy()
    const env = failing(vault, { call: 'ftruncate', nth: 1, error: 'kill' })
    await killed(childScript, ['save', vault, '1'], 'by itself', env)
    expect(isHot(vault)).toBe(true)
    const journal = join(vault, 'notes.db-journal')
    const whole = readFileSync(journal)
    const damaged = Buffer.from(whole)
    // In the content of the first page that it keeps, behind a header of one sector.
    damaged[512 + 200] = (damaged[512 + 200] ?? 0) ^ 1
    writeFileSync(journal, damaged)
    expect(await failureOf(() => during(vault, async () => undefined))).toBe('damaged')
    writeFileSync(journal, whole)
    await during(vault, (desk) => model.holds(desk))
  } finally {
    rmSync(folder, { recursive: true })
  }
})
