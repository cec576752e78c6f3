import { readFileSync, statSync } from 'node:fs'
import { expect, test } from 'vitest'
import { pagesOfChange, pagesOfGrowth } from '../../src/main/store/padding.ts'
import { settings, testVault } from './test-vault.ts'
import type { TestVault } from './test-vault.ts'

const pageBytes = 4096

const pagesOf = ({ file }: TestVault): number => statSync(file).size / pageBytes

/** The numbers of the pages that an action changes. */
const changedBy = ({ file }: TestVault, action: () => unknown): number[] => {
  const before = readFileSync(file)
  action()
  const after = readFileSync(file)
  const pages = Array.from({ length: after.length / pageBytes }, (_, page) => page)
  const of = (bytes: Buffer, page: number): Buffer =>
    bytes.subarray(page * pageBytes, (page + 1) * pageBytes)
  return pages.filter((page) => !of(before, page).equals(of(after, page)))
}

test('a write that changes no row leaves every page as it is', () => {
  const d = testVault()
  d.store.settings.set(settings)
  expect(changedBy(d, () => d.store.settings.set(settings))).toEqual([])
})

test('a line of the journal changes as many pages as a report', () => {
  const d = testVault()
  expect(changedBy(d, () => d.store.journal.note('vault.verified'))).toHaveLength(pagesOfChange)
  expect(changedBy(d, () => d.draft())).toHaveLength(pagesOfChange)
})

test('the pages that fill up a write are drawn at random', () => {
  const d = testVault()
  const [one, other] = [1, 2].map(() => changedBy(d, () => d.store.journal.note('vault.verified')))
  expect(one).not.toEqual(other)
})

test('pages freed by a write serve later writes, and no page is free between two', () => {
  const d = testVault()
  const { id } = d.draft({ body: 'some words '.repeat(3_000) })
  d.draft({ body: 'short' }, id)
  const before = pagesOf(d)
  for (let n = 0; n < 5; n++) d.saveSource()
  expect(pagesOf(d)).toBe(before)
})

test('a purge leaves a size in whole steps, and returns what a large record had', () => {
  const d = testVault()
  const shorten = d.longDrafts(5)
  const before = pagesOf(d)
  shorten()
  // It has no removed record to erase, but much of the file is filler.
  expect(d.store.records.purgeRemoved()).toBe(0)
  expect(pagesOf(d)).toBeLessThan(before / 2)
  expect(pagesOf(d) % pagesOfGrowth).toBe(0)
  expect(changedBy(d, () => d.saveCase())).toHaveLength(pagesOfChange)
})
