import { expect, test } from 'vitest'
import type { Store } from '../../src/main/store/store.ts'
import { SourceId } from '../../src/shared/ids.ts'
import { asRecord, newId, sourceContent, testVault } from './test-vault.ts'
import type { TestVault } from './test-vault.ts'

const missing = asRecord(newId())

/** Saves a source that names a record which is not here. */
const saveNaming = (d: TestVault): SourceId =>
  d.saveSource(sourceContent({ sameOrigin: [SourceId.parse(missing)] }))

/** How many signers name the record, without and with a reading of all revisions before it. */
const found = (store: Store, isRead: boolean): number => {
  if (isRead) Array.from(store.revisions.readAuthorsNaming(new Set([missing])))
  return store.revisions.authorsNaming(missing).length
}

test('a revision that names a record is found after all were read before it', () => {
  const d = testVault()
  d.saveSource()
  expect(found(d.store, true)).toBe(0)
  saveNaming(d)
  expect(found(d.store, false)).toBe(1)
  expect(found(d.store, true)).toBe(1)
})

test('a revision that got the number of a purged one is found too', () => {
  const d = testVault()
  d.saveSource()
  const last = d.saveSource()
  expect(found(d.store, true)).toBe(0)
  d.store.records.remove(asRecord(last), 1)
  d.store.records.purgeRemoved()
  saveNaming(d)
  expect(found(d.store, false)).toBe(1)
})

test('a purge and a save while all revisions are read leave nothing out', () => {
  const d = testVault()
  for (let i = 0; i < 250; i += 1) d.saveSource()
  const steps = d.store.revisions.readAuthorsNaming(new Set([missing]))
  steps.next()
  const removed = d.saveSource()
  d.store.records.remove(asRecord(removed), 1)
  d.store.records.purgeRemoved()
  saveNaming(d)
  Array.from(steps)
  expect(found(d.store, false)).toBe(1)
})

test('readings of other records, one after the other, keep what was found before', () => {
  const d = testVault()
  saveNaming(d)
  const other = asRecord(newId())
  expect(found(d.store, true)).toBe(1)
  Array.from(d.store.revisions.readAuthorsNaming(new Set([other])))
  d.saveSource(sourceContent({ sameOrigin: [SourceId.parse(other)] }))
  expect(found(d.store, false)).toBe(1)
  Array.from(d.store.revisions.readAuthorsNaming(new Set([missing, other])))
  expect(d.store.revisions.authorsNaming(other)).toHaveLength(1)
  expect(found(d.store, false)).toBe(1)
})

test('a text that only mentions the id of a record does not speak for it, before and after a reading', () => {
  const d = testVault()
  d.saveSource(sourceContent({ note: `see ${missing}, or "${missing}"` }))
  expect(found(d.store, false)).toBe(0)
  expect(found(d.store, true)).toBe(0)
})
