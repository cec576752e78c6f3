import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { baseVault } from './base-vault.ts'
import type { BaseVault } from './base-vault.ts'
import { cannotFailCalls, failing, struckIn } from './failing-calls.ts'
import { childScript } from './kill-saves.ts'
import { killed } from './killed.ts'
import { during } from './model.ts'

let folder: string
let base: BaseVault
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'understory-faults-'))
  base = await baseVault(folder)
})
afterAll(() => rmSync(folder, { recursive: true }))

describe('when fsync fails', () => {
  beforeEach(({ skip }) => {
    const reason = cannotFailCalls()
    skip(reason !== null, reason ?? '')
  })

  it.each([
    ['notes.db-journal', 1],
    ['notes.db', 3],
    ['anchor', 1],
  ])('of %s, every write is refused until the vault is opened again', async (file, nth) => {
    const { folder: vault, model } = base.copy()
    const fault = { call: 'fsync', nth, error: 'EIO' } as const
    const env = failing(join(vault, file), fault)
    const { said, err } = await killed(childScript, ['go-on', vault], 'by itself', env)
    expect(struckIn(err)).toEqual({ call: 'fsync', file })
    expect(said).toEqual([
      'save: in-doubt',
      'save again: read-only',
      'new passphrase: read-only',
      'new recovery code: read-only',
      'read: none',
      'save, opened again: none',
    ])
    const body = { body: 'body', state: 'draft' as const }
    for (const id of [null, null]) model.hear([JSON.stringify({ tries: { id, ...body } })])
    await during(vault, (desk) => model.holds(desk))
  })
})
