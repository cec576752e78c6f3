import { existsSync, readdirSync, readlinkSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { leastCopied } from '../../src/main/vault/verify/check-copy.ts'
import { reportContent } from '../vault/harness.ts'
import { call } from './call.ts'
import { openPrepared } from './prepared-vaults.ts'
import { pidMarked } from './process-tree.ts'

/** How often a process has a copy of the database open. */
const openCopies = (pid: number): number => {
  const folder = `/proc/${String(pid)}/fd`
  return readdirSync(folder).filter((name) => {
    try {
      return /\/scratch\/verify-[0-9a-f]+\/notes\.db$/.test(readlinkSync(join(folder, name)))
    } catch {
      return false
    }
  }).length
}

test('a large vault is verified by two threads that read a copy, and the copy is gone afterwards', async () => {
  const { desk } = await openPrepared('heron')
  try {
    const database = join(desk.vault, 'notes.db')
    for (let i = 0; statSync(database).size < 1.5 * leastCopied; i += 1) {
      const content = reportContent(`Words of report ${String(i)}. `.repeat(10_000))
      expect(await call(desk.window, 'reports.save', { id: null, rev: 0, content })).toMatchObject({
        ok: true,
      })
    }
    const pid = pidMarked(desk.pids(), 'node.mojom.NodeService')
    let most = 0
    const counting = setInterval(() => (most = Math.max(most, openCopies(pid))), 2)
    const found = await call(desk.window, 'vault.verify', { task: 'a'.repeat(16) })
    clearInterval(counting)
    expect(found).toMatchObject({ ok: true, value: { faults: [], searchIndexHolds: true } })
    expect(most).toBeGreaterThanOrEqual(2)
    expect(existsSync(join(desk.vault, 'scratch'))).toBe(false)
  } finally {
    await desk.close()
  }
}, 120_000)
