import { describe, expect, it } from 'vitest'
import { databaseBits, databaseCuts } from './database-damage.ts'
import { exportBytes, exportCuts } from './export-damage.ts'
import { headerBits, headerCuts } from './header-damage.ts'
import { journalBits } from './journal-damage.ts'
import { oldPages } from './old-pages.ts'
import { shortRun } from './short-run.ts'
import { several } from '../in-full.ts'

describe('a header', () => {
  it('with one bit flipped is made good from its copy; when both are so, it is refused, unless its sum tells the version', async ({
    skip,
  }) => {
    // Both copies with one of the 16 bits of the version flipped open: all of these are tried.
    const { refused, repaired } = await shortRun(headerBits, 60, skip)
    expect([refused, repaired]).toEqual([60 - 16, 2 * 60 + 16])
  })

  it('that was cut short is made good from its copy, and refused when both are so', async ({
    skip,
  }) => {
    const { refused, repaired } = await shortRun(headerCuts, 30, skip)
    expect([refused, repaired]).toEqual([30, 60])
  })
})

describe('an export', () => {
  it('with one byte changed is refused', async ({ skip }) => {
    expect((await shortRun(exportBytes, 20, skip)).refused).toBe(20)
  })

  it('that was cut short is refused, and nothing is written', async ({ skip }) => {
    expect((await shortRun(exportCuts, 4, skip)).refused).toBe(4)
  })
})

describe('a database', () => {
  it('with one bit flipped gives no record that reads wrong', async ({ skip }) => {
    await shortRun(databaseBits, 60, skip)
  })

  it('that was cut short gives no record that reads wrong', async ({ skip }) => {
    await shortRun(databaseCuts, 40, skip)
  })

  it('with one bit of the journal of a killed save flipped is old, new, or named as damaged', async ({
    skip,
  }) => {
    await shortRun(journalBits, several(16, 40), skip)
  })

  // Every old page after every change: tests/store/old-page.test.ts.
  it('with a page in the place of another is caught', async ({ skip }) => {
    await shortRun(oldPages, 2, skip)
  })
})
