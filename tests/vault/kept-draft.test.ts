import { describe, expect, it } from 'vitest'
import { growth, linear } from '../exchange/cpu-time.ts'
import { several } from '../in-full.ts'
import { holdsDraft } from '../../src/main/vault/merge/merge-record.ts'
import type { ReportContent } from '../../src/shared/records.ts'
import { reportContent } from './harness.ts'

describe('the words of a draft', () => {
  const before = { ...reportContent('as it was'), tags: ['x'] }
  const held = (merged: Partial<ReportContent>, draft: Partial<ReportContent>): boolean =>
    holdsDraft({ ...before, ...merged }, { ...before, ...draft }, before)

  it('are in a merge that has them, within others or as they are', () => {
    expect(held({}, {})).toBe(true)
    expect(held({ body: 'theirs' }, {})).toBe(true)
    expect(held({ body: 'theirs\n\nmine' }, { body: 'mine' })).toBe(true)
    expect(held({ tags: ['other', 'mine'] }, { tags: ['mine'] })).toBe(true)
    expect(held({ language: 'ko' }, { language: 'ko' })).toBe(true)
    // Deleted words, and an entry that existed before, are not the draft's own words.
    expect(held({ tags: ['other'] }, { tags: [] })).toBe(true)
    expect(held({ tags: ['other'] }, { tags: ['x'] })).toBe(true)
    expect(held({ tags: ['mine'] }, { tags: ['mine', 'x'] })).toBe(true)
  })

  it('are not in a merge that lacks one of them', () => {
    expect(held({ body: 'theirs' }, { body: 'mine' })).toBe(false)
    expect(held({}, { body: 'mine' })).toBe(false)
    expect(held({ tags: ['other'] }, { tags: ['mine'] })).toBe(false)
    expect(held({ tags: ['mine'] }, { tags: ['mine', 'also'] })).toBe(false)
    expect(held({ body: 'mine' }, { body: 'mine', title: 'else' })).toBe(false)
    expect(
      held({}, { place: { text: 'Hyesan', precision: 'town' } as ReportContent['place'] }),
    ).toBe(false)
    expect(held({}, { caseId: '0'.repeat(32) as ReportContent['caseId'] })).toBe(false)
  })

  it('are not found in what is of another form', () => {
    expect(held({ body: 'null' }, { caseId: null, body: '' })).toBe(true)
    const other = { tags: 'mine' } as unknown as Partial<ReportContent>
    expect(held(other, { tags: ['mine'] })).toBe(false)
    expect(held({ tags: ['5'] }, { tags: 5 } as unknown as Partial<ReportContent>)).toBe(false)
  })

  it('are looked for in linear time, also among as many overrides as a report may have', async () => {
    const ratio = await growth(several(50, 125), (n) => {
      const overrides = (quote: string) =>
        Array.from({ length: n }, (_, i) => ({
          ...{ family: 'phone', quote: `${quote} ${String(i)}`, reason: 'r', day: '2025-01-01' },
        })) as unknown as ReportContent['overrides']
      const merged = { overrides: overrides('mine') }
      return () => expect(held(merged, { overrides: [...merged.overrides].reverse() })).toBe(true)
    })
    expect(ratio).toBeLessThan(linear)
  })

  it('are no part of a longer entry of a list', () => {
    expect(held({ tags: ['mine and theirs'] }, { tags: ['mine'] })).toBe(false)
  })
})
