import { describe, expect, it } from 'vitest'
import type { ChosenItem } from './chosen.ts'
import { groupItems } from './import-groups.ts'

const item = (subject: string, kind: ChosenItem['kind'], more: object = {}): ChosenItem =>
  ({
    ...{ subject, kind, title: subject, caseId: null, under: null, sources: [] },
    ...{ effect: 'new', why: null, revisions: 1 },
    ...more,
  }) as unknown as ChosenItem

const shown = (items: readonly ChosenItem[]): string[] =>
  groupItems(items).map(
    ({ kind, rows }) =>
      `${kind}: ${rows.map(({ item: { subject }, below }) => [subject, ...below.map((one) => one.subject)].join('>')).join(' ')}`,
  )

describe('the records of a file', () => {
  it('are listed by case, claims below their report, phrases below their source', () => {
    expect(
      shown([
        item('phrase', 'attribution', { under: 'heron' }),
        item('claim', 'claim', { under: 'report', caseId: 'case' }),
        item('report', 'report', { caseId: 'case' }),
        item('heron', 'source'),
        item('case', 'case'),
      ]),
    ).toEqual(['case: case report>claim', 'sources: heron>phrase'])
  })

  it('stay in their case where the case, or the report of a claim, is not in the file', () => {
    expect(shown([item('claim', 'claim', { under: 'elsewhere', caseId: 'known' })])).toEqual([
      'case: claim',
    ])
  })

  it('without a case are in a group of their own', () => {
    expect(shown([item('letter', 'report'), item('claim', 'claim', { under: 'letter' })])).toEqual([
      'rest: letter>claim',
    ])
  })

  it('that are rejected come first and hide no claim of theirs', () => {
    const refused = { effect: 'refused', why: 'damaged' }
    expect(
      shown([
        item('case', 'case'),
        item('report', 'report', refused),
        item('claim', 'claim', { under: 'report', caseId: 'case' }),
        item('other', 'claim', refused),
      ]),
    ).toEqual(['rejected: report other', 'case: case claim'])
  })

  it('that are unusual come before the others, with the report that an unusual claim is below', () => {
    expect(
      shown([
        item('quiet', 'report', { caseId: 'a' }),
        item('first', 'report', { caseId: 'b' }),
        item('second', 'report', { caseId: 'b' }),
        item('same', 'claim', { caseId: 'b', under: 'second', effect: 'known' }),
        item('newer', 'claim', { caseId: 'b', under: 'second', effect: 'update' }),
      ]),
    ).toEqual(['case: second>newer>same first', 'case: quiet'])
  })

  it('are each listed once, however many there are', () => {
    const reports = Array.from({ length: 20_000 }, (_, i) =>
      item(`r${i}`, 'report', { caseId: `c${i % 7}` }),
    )
    const claims = Array.from({ length: 20_000 }, (_, i) =>
      item(`k${i}`, 'claim', { caseId: `c${i % 7}`, under: `r${i % 3}` }),
    )
    const listed = groupItems([...claims, ...reports]).flatMap(({ items }) =>
      items.map(({ subject }) => subject),
    )
    expect(listed).toHaveLength(40_000)
    expect(new Set(listed).size).toBe(40_000)
  })
})
