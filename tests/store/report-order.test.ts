import fc from 'fast-check'
import { expect, test } from 'vitest'
import { openWriteDb } from '../../src/main/store/db.ts'
import { eventBounds } from '../../src/shared/event-bounds.ts'
import { fold, titleKey } from '../../src/main/store/fold.ts'
import type { ReportFilter } from '../../src/main/store/report-list.ts'
import type { CaseId, SourceId } from '../../src/shared/ids.ts'
import type { ReportOrder, ReportRow } from '../../src/shared/records.ts'
import { TestVault, asRecord, testVault, failure, runVerify } from './test-vault.ts'
import { backToSchema10 } from './schema-10.ts'

const everything = { caseId: null, sourceId: null, state: null, cursor: null, limit: 200 } as const
const orders = ['newest', 'oldest', 'event', 'title'] as const

type Told = {
  readonly title: string
  readonly eventDate: string
  readonly inCase: boolean
  readonly withSource: boolean
  readonly end: 'draft' | 'filed' | 'removed'
}

const titles = fc.oneof(
  fc.constantFrom('', ' ', 'Éclair', 'eclair', 'ECLAIR', '북송', '송환', '遣返', 'a', 'b', 'B'),
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.nat(3).map((n) => `${'long '.repeat(30)}${String(n)}`),
)
const dates = fc.constantFrom(
  '',
  '',
  '2023-10',
  '2023-10-09',
  '2024?',
  '2023-10-01/2024-02',
  '202X',
)
const told: fc.Arbitrary<Told> = fc.record({
  title: titles,
  eventDate: dates,
  inCase: fc.boolean(),
  withSource: fc.boolean(),
  end: fc.constantFrom('draft', 'filed', 'removed'),
})

const pagesOf = (d: TestVault, filter: Partial<ReportFilter>, limit: number): ReportRow[] => {
  const rows: ReportRow[] = []
  let cursor: string | null = null
  do {
    const page = d.store.reports.list({ ...everything, ...filter, cursor, limit })
    rows.push(...page.rows)
    cursor = page.next
    // A cursor is asked for again over the bridge, which takes no longer one.
    expect((cursor ?? '').length).toBeLessThanOrEqual(200)
  } while (cursor !== null && rows.length < 1_000)
  return rows
}

/** By code points, as SQLite compares UTF-8. */
const compare = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b))

/** The definition of an order without SQL; `rows` are newest first. */
const inOrder = (rows: readonly ReportRow[], order: ReportOrder): ReportRow[] => {
  const from = (row: ReportRow): string => eventBounds(row.eventDate)?.from ?? ''
  const oldest = [...rows].reverse()
  if (order === 'newest') return [...rows]
  if (order === 'oldest') return oldest
  return order === 'event'
    ? [...rows].sort((a, b) => compare(from(b), from(a)))
    : oldest.sort((a, b) => compare(titleKey(a.title), titleKey(b.title)))
}

test('each order pages through every report exactly once and in order, whatever the filter', () => {
  fc.assert(
    fc.property(
      fc.array(told, { minLength: 1, maxLength: 24 }),
      fc.integer({ min: 1, max: 9 }),
      fc.constantFrom('draft' as const, 'filed' as const, null),
      (all, limit, state) => {
        const d = new TestVault()
        try {
          const caseId = d.saveCase()
          const source = d.saveSource()
          d.store.together(() => {
            for (const { title, eventDate, inCase, withSource, end } of all) {
              const content = {
                title,
                eventDate,
                caseId: inCase ? caseId : null,
                sourceIds: withSource ? [source] : [],
              }
              const { id, rev } = end === 'filed' ? d.filed(content) : d.draft(content)
              if (end === 'removed') d.store.records.remove(asRecord(id), rev)
            }
          })
          const filters: { caseId: CaseId | null; sourceId: SourceId | null }[] = [
            { caseId: null, sourceId: null },
            { caseId, sourceId: null },
            { caseId: null, sourceId: source },
            { caseId, sourceId: source },
          ]
          for (const filter of filters) {
            const whole = pagesOf(d, { ...filter, state }, 200)
            for (const order of orders) {
              const expected = inOrder(whole, order).map((row) => row.id)
              const paged = pagesOf(d, { ...filter, state, order }, limit)
              expect(paged.map((row) => row.id)).toEqual(expected)
              const skip = Math.floor(expected.length / 2)
              const far = d.store.reports.list({ ...everything, ...filter, state, order, skip })
              expect(far.rows.map((row) => row.id)).toEqual(expected.slice(skip))
              expect(far.total).toBe(expected.length)
            }
          }
          expect(runVerify(d.store).faults).toEqual([])
        } finally {
          d.drop()
        }
      },
    ),
    { numRuns: 8 },
  )
})

test('by title is without case and marks, untitled last; by event is the latest first, unknown last', () => {
  const d = testVault()
  for (const [title, eventDate] of [
    ['', '2023'],
    ['북송', ''],
    ['Éclair two', '2024-04~'],
    ['eclair one', '2023-10-09'],
    ['Zebra', ''],
  ] as const) {
    d.draft({ title, eventDate })
  }
  const titlesIn = (order: ReportOrder): string[] =>
    d.store.reports.list({ ...everything, order }).rows.map((row) => row.title)
  expect(titlesIn('title')).toEqual(['eclair one', 'Éclair two', 'Zebra', '북송', ''])
  expect(titlesIn('event')).toEqual(['Éclair two', 'eclair one', '', 'Zebra', '북송'])
})

test('a cursor that is none is refused in every order', () => {
  const d = testVault()
  d.draft()
  for (const order of orders) {
    for (const cursor of ['', '-1', '0', '1.', `1.${'a'.repeat(121)}`, "1' OR", 'zzzzzzzzzzzzz']) {
      expect(failure(() => d.store.reports.list({ ...everything, order, cursor }))).toBe('invalid')
    }
  }
})

test('a vault from before reports had an order gets one, and verifies', () => {
  const d = testVault()
  const odd = ['Éclair', '', '북송', `${'x'.repeat(119)}𠮷`, '\ud800 lone', '\0 nul', '\u{10ffff}']
  for (const title of odd) d.draft({ title, eventDate: title === '' ? '' : '2024' })
  const before = d.store.reports.list({ ...everything, order: 'title' }).rows
  d.close()
  const db = openWriteDb(d.file, { databaseKey: Buffer.from(d.key) })
  db.exec(`${backToSchema10} PRAGMA user_version = 10`)
  db.close()
  d.open()
  expect(d.store.reports.list({ ...everything, order: 'title' }).rows).toEqual(before)
  expect(before.map((row) => fold(row.title)).at(-1)).toBe('\u{10ffff}')
  expect(runVerify(d.store)).toMatchObject({ faults: [], records: odd.length })
})
