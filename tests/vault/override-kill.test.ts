import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { reopen } from './harness.ts'
import { publicationVault, save, whole } from './publication-vault.ts'
import type { PublicationVault } from './publication-vault.ts'

let at: PublicationVault
beforeEach(async () => {
  at = await publicationVault()
})
afterEach(() => at.close())

const dieAt = async (what: 'report' | 'publication', id: string): Promise<void> => {
  at.desk.controller.close()
  const script = join(import.meta.dirname, 'override-kill-child.ts')
  const args = [script, what, at.desk.folder, id, '2026-01-01']
  const { signal, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' })
  expect(signal, stderr).toBe('SIGKILL')
  at.desk = await reopen(at.desk.folder)
}

describe('kill -9 between an override and its line in the journal', () => {
  it('leaves no override in a report', async () => {
    await dieAt('report', at.reportId)
    const { content } = await at.desk.handlers['reports.get']({ id: at.reportId })
    expect(content.overrides).toEqual([])
  })

  it('leaves no override in a publication', async () => {
    const { id } = await save(at, whole(at))
    await dieAt('publication', id)
    const { content } = await at.desk.handlers['publications.get']({ id })
    expect(content.overrides).toEqual([])
  })
})
