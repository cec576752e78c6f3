import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { pageBytes } from '../../src/main/store/changed-pages.ts'
import { several } from '../in-full.ts'
import { changedBy, changes } from './old-pages.ts'
import { asRecord, testVault } from './test-vault.ts'
import type { TestVault } from './test-vault.ts'

const differing = (before: Buffer, after: Buffer): number[] => {
  const pages = Math.max(before.length, after.length) / pageBytes
  const at = (bytes: Buffer, page: number): Buffer =>
    bytes.subarray((page - 1) * pageBytes, page * pageBytes)
  return Array.from({ length: pages }, (_, i) => i + 1).filter(
    (page) => !at(before, page).equals(at(after, page)),
  )
}

/** The pages that a change wrote, and those that the watch was told of. */
const watched = (d: TestVault, act: () => void) => {
  const watch = d.store.pages.watch()
  const before = readFileSync(d.file)
  act()
  const told = watch.take()
  watch.end()
  return { told, written: differing(before, readFileSync(d.file)) }
}

test.each(Object.keys(changes))('a watch is told of every page that %s writes', (name) => {
  const d = testVault()
  const { now } = changedBy(name, d)
  expect(now.file.length).toBeGreaterThan(0)
  d.open()
  const ids = d.store.reports
    .list({ caseId: null, sourceId: null, state: null, cursor: null, limit: 200 })
    .rows.map(({ id }) => id)
  const { told, written } = watched(d, () => {
    const report = d.store.reports.get(ids[0] ?? ('' as never))
    d.draft({ ...report.content, body: 'changed again '.repeat(40) }, report.id)
    d.draft({ body: 'some words '.repeat(40_000) })
    d.saveSource()
    d.store.settings.set({ ...d.store.settings.get(), idleLockMinutes: 11 })
  })
  expect(told).not.toBe('all')
  expect(written.length).toBeGreaterThan(100)
  expect(written.filter((page) => told !== 'all' && !told.has(page))).toEqual([])
})

test('it is told of the pages of a transaction that outgrew the cache, and of one that failed', () => {
  const d = testVault()
  const shorten = d.longDrafts(2)
  d.reopen()
  const { told, written } = watched(d, shorten)
  expect(told === 'all' || written.every((page) => told.has(page))).toBe(true)
  const failed = watched(d, () => {
    expect(() =>
      d.store.together(() => {
        for (let i = 0; i < several(4, 12); i++) d.draft({ body: 'some words '.repeat(200_000) })
        throw new Error('stop')
      }),
    ).toThrow()
  })
  expect(failed.told).toBe('all')
})

test('a rewrite of the file counts as every page', () => {
  const d = testVault()
  const report = d.draft({ body: 'some words '.repeat(1_000) })
  const { told } = watched(d, () => {
    d.store.records.remove(asRecord(report.id), report.rev)
    d.store.records.purgeRemoved(true)
  })
  expect(told).toBe('all')
})
