import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { filledVault, setWipe } from '../vault/wipe-vault.ts'
import { passphrase } from '../vault/harness.ts'
import { baseVault } from './base-vault.ts'
import type { BaseVault } from './base-vault.ts'
import { callsIn, cannotFailCalls, counting } from './failing-calls.ts'
import type { Call } from './failing-calls.ts'
import { childScript } from './kill-saves.ts'
import { killed } from './killed.ts'
import {
  databaseOutOfOrder,
  firstOf,
  onDiskBefore,
  renamedUnsynced,
  unsyncedAtTheEnd,
} from './sync-order.ts'

// The system calls that the disk sees, in their order. What a disk does with them between two syncs
// is not replayed here: docs/THREAT-MODEL.md.
let place: string
let base: BaseVault
let withWipe: string
beforeAll(async () => {
  place = mkdtempSync(join(tmpdir(), 'understory-faults-'))
  base = await baseVault(place, 1)
  withWipe = join(place, 'with wipe')
  const { desk } = await filledVault(withWipe)
  await setWipe(desk)
  desk.controller.close()
})
afterAll(() => rmSync(place, { recursive: true, force: true }))

const callsOf = async (act: string, folder: string, ...more: string[]): Promise<Call[]> => {
  const ended = await killed(childScript, [act, folder, ...more], 'by itself', counting(folder))
  expect(ended.signal).toBeNull()
  expect(ended.said.length).toBeGreaterThan(0)
  expect(ended.said.filter((line) => line.includes('failed'))).toEqual([])
  return callsIn(ended.err)
}
const expectInOrder = (calls: readonly Call[]): void => {
  // A wipe moves folders aside, under random names, and syncs the vault's folder after all of them.
  const isMovedAside = (said: string): boolean => /\b[0-9a-f]{32} was renamed/.test(said)
  expect(renamedUnsynced(calls, 'vault').filter((said) => !isMovedAside(said))).toEqual([])
  expect(databaseOutOfOrder(calls, 'vault')).toEqual([])
  expect(unsyncedAtTheEnd(calls)).toEqual([])
}
const filled = (): string => {
  const folder = join(place, 'filled', 'vault')
  rmSync(folder, { recursive: true, force: true })
  cpSync(withWipe, folder, { recursive: true })
  return folder
}

describe('the disk is synced before anything is acknowledged:', () => {
  beforeEach(({ skip }) => {
    const reason = cannotFailCalls()
    skip(reason !== null, reason ?? '')
  })

  it('a save syncs its rollback journal and the directory entry, the database, the journal’s end and the anchor, in this order', async () => {
    const { folder } = base.copy()
    const calls = await callsOf('save', folder, '1')
    expectInOrder(calls)
    const anchor = firstOf(calls, 'pwrite', 'anchor')
    expect(onDiskBefore(calls, anchor)).toEqual(['notes.db', 'notes.db-journal'])
    expect(calls.at(-1)).toEqual({ call: 'fsync', file: 'anchor' })
  })

  it('a changed passphrase has both headers on the disk, in place, before the database is encrypted again, and then the anchor', async () => {
    const { folder } = base.copy()
    const calls = await callsOf('passphrase', folder, passphrase, 'another one of these', '1')
    expectInOrder(calls)
    const first = firstOf(calls, 'pwrite', 'header')
    // The second copy is made sure before the first is overwritten.
    expect(onDiskBefore(calls, first)).toContain('header.bak')
    const after = calls.slice(first + 1)
    expect(after.slice(0, firstOf(after, 'pwrite', 'header.bak'))).toContainEqual({
      call: 'fsync',
      file: 'header',
    })
    const database = firstOf(calls, 'pwrite', 'notes.db')
    expect(onDiskBefore(calls, database)).toEqual(
      expect.arrayContaining(['header', 'header.bak', 'notes.db-journal']),
    )
    const anchor = firstOf(calls, 'pwrite', 'anchor')
    expect(onDiskBefore(calls, anchor)).toContain('notes.db')
    expect(calls.filter(({ call, file }) => call === 'pwrite' && file === 'anchor').length).toBe(3)
    expect(calls.some(({ call }) => call === 'rename')).toBe(false)
  })

  it('a new vault gets its header only once everything that it opens is on the disk', async () => {
    const calls = await callsOf('create', join(place, 'create', 'vault'))
    expectInOrder(calls)
    const [header, done] = [
      firstOf(calls, 'rename', 'header'),
      firstOf(calls, 'unlink', 'unfinished'),
    ]
    expect(onDiskBefore(calls, header)).toEqual([
      'anchor',
      'header.new',
      'notes.db',
      'notes.db-journal',
    ])
    // Its marker is removed last, and is there before anything else.
    expect(done).toBeGreaterThan(firstOf(calls, 'rename', 'header.bak'))
    expect(calls.slice(done)).toContainEqual({ call: 'fsync', file: 'vault' })
    const marked = calls.slice(0, firstOf(calls, 'open', 'notes.db'))
    expect(marked.slice(firstOf(marked, 'open', 'unfinished')).slice(0, 4)).toEqual([
      { call: 'open', file: 'unfinished' },
      { call: 'fsync', file: 'unfinished' },
      { call: 'open', file: 'vault' },
      { call: 'fsync', file: 'vault' },
    ])
  })

  it('a wipe overwrites both copies of the header on the disk before it removes the first file', async () => {
    const calls = await callsOf('wipe', filled())
    expectInOrder(calls)
    expect(onDiskBefore(calls, firstOf(calls, 'unlink'))).toEqual(['header', 'header.bak'])
    expect(onDiskBefore(calls, firstOf(calls, 'open', 'notes.db'))).toEqual([
      'header',
      'header.bak',
    ])
    const removed = firstOf(calls, 'unlink', 'anchor')
    const synced = calls
      .slice(removed)
      .findIndex(({ call, file }) => call === 'fsync' && file === 'vault')
    expect(synced).toBeGreaterThan(0)
    expect(removed + synced).toBeLessThan(firstOf(calls, 'open', 'notes.db'))
  })

  it('a vault is marked before it is destroyed, and its headers are erased on the disk before anything else', async () => {
    const calls = await callsOf('destroy', filled())
    expectInOrder(calls)
    const overwritten = firstOf(calls, 'pwrite', 'header')
    const marked = firstOf(calls, 'open', 'destroying')
    expect(calls.slice(marked, overwritten)).toEqual(
      expect.arrayContaining([
        { call: 'fsync', file: 'destroying' },
        { call: 'fsync', file: 'vault' },
      ]),
    )
    expect(firstOf(calls, 'fsync', 'header')).toBeLessThan(firstOf(calls, 'pwrite', 'header.bak'))
    expect(onDiskBefore(calls, firstOf(calls, 'unlink'))).toEqual(
      expect.arrayContaining(['header', 'header.bak']),
    )
    const gone = firstOf(calls, 'unlink', 'header.bak')
    expect(calls.slice(gone, firstOf(calls, 'unlink', 'destroying'))).toContainEqual({
      call: 'fsync',
      file: 'vault',
    })
  })

  it('and what is out of order is told', () => {
    const call = (text: string): Call => {
      const [name = '', file = ''] = text.split(' ')
      return { call: name, file }
    }
    const lines = ['write a.new', 'rename a', 'open notes.db-journal', 'pwrite notes.db-journal']
    const calls = [...lines, 'pwrite notes.db', 'ftruncate notes.db-journal', 'pwrite anchor'].map(
      call,
    )
    expect(renamedUnsynced(calls, 'vault')).toHaveLength(2)
    expect(databaseOutOfOrder(calls, 'vault')).toHaveLength(5)
    expect(unsyncedAtTheEnd(calls)).toHaveLength(4)
  })
})
