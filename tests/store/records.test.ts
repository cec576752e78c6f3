import { expect, test } from 'vitest'
import type { ReportFilter } from '../../src/main/store/report-list.ts'
import { CaseId, ReportId, SourceId } from '../../src/shared/ids.ts'
import {
  asRecord,
  caseContent,
  testVault,
  failure,
  makeRevision,
  newId,
  reportContent,
  runVerify,
  sourceContent,
} from './test-vault.ts'

const everything = { caseId: null, sourceId: null, state: null, cursor: null, limit: 200 }

test('a report goes from draft to filed to revising and back, and only signed states are revisions', () => {
  const d = testVault()
  const draft = d.draft({ title: 'One' })
  expect(draft).toMatchObject({ rev: 1, state: 'draft', head: null, heads: [] })
  expect(d.store.revisions.list(asRecord(draft.id))).toEqual([])
  const filed = d.fileDraft(draft.id)
  expect(filed).toMatchObject({ rev: 2, state: 'filed' })
  const revising = d.draft({ title: 'Two' }, draft.id)
  expect(revising).toMatchObject({ rev: 3, state: 'revising', head: filed.head })
  expect(d.store.reports.discardDraft(draft.id, 3)).toMatchObject({
    rev: 4,
    state: 'filed',
    content: { title: 'One' },
  })
  d.draft({ title: 'Three' }, draft.id)
  const again = d.fileDraft(draft.id)
  expect(again.heads).toEqual([again.head])
  const revisions = d.store.revisions.list(asRecord(draft.id))
  expect(revisions.map(({ revision, isHead }) => [revision.id, isHead])).toEqual([
    [again.head, true],
    [filed.head, false],
  ])
  expect(revisions[0]?.revision.parents).toEqual([filed.head])
})

test('saving a filed report unchanged leaves it filed', () => {
  const d = testVault()
  const filed = d.filed({ title: 'One' })
  expect(d.draft({ title: 'One' }, filed.id)).toEqual(filed)
})

test('discarding is refused where there is no draft or nothing to go back to', () => {
  const d = testVault()
  const draft = d.draft()
  expect(failure(() => d.store.reports.discardDraft(draft.id, 1))).toBe('invalid')
  const filed = d.fileDraft(draft.id)
  expect(failure(() => d.store.reports.discardDraft(draft.id, filed.rev))).toBe('not-draft')
  expect(failure(() => d.fileDraft(draft.id))).toBe('not-draft')
})

test('a save on an outdated rev is a conflict and changes nothing', () => {
  const d = testVault()
  const report = d.draft({ title: 'One' })
  const save = (rev: number) =>
    d.store.reports.save({ id: report.id, rev, content: reportContent({ title: 'Two' }) })
  save(1)
  expect(failure(() => save(1))).toBe('conflict')
  expect(failure(() => save(0))).toBe('conflict')
  expect(failure(() => save(9))).toBe('conflict')
  expect(d.store.reports.get(report.id).rev).toBe(2)
  expect(d.store.journal.tail().seq).toBe(3)
})

test('what is not there is not found, under any kind', () => {
  const d = testVault()
  const report = d.draft()
  const id = newId()
  expect(failure(() => d.store.reports.get(ReportId.parse(id)))).toBe('not-found')
  expect(failure(() => d.store.cases.get(CaseId.parse(report.id)))).toBe('not-found')
  expect(failure(() => d.store.sources.get(SourceId.parse(report.id)))).toBe('not-found')
  expect(
    failure(() =>
      d.store.reports.save({ id: ReportId.parse(id), rev: 1, content: reportContent() }),
    ),
  ).toBe('not-found')
  expect(failure(() => d.store.records.remove(asRecord(id), 1))).toBe('not-found')
})

test('a revision that does not fit its record is refused and nothing is written', () => {
  const d = testVault()
  const id = d.saveCase()
  const content = caseContent('Another title')
  const [head] = d.store.revisions.heads(asRecord(id))?.heads ?? []
  const good = makeRevision(id, 'case', content, [head ?? ''])
  const before = d.store.journal.tail()
  for (const revision of [
    makeRevision(newId(), 'case', content, [head ?? '']),
    makeRevision(id, 'report', content, [head ?? '']),
    makeRevision(id, 'case', caseContent('Else'), [head ?? '']),
    makeRevision(id, 'case', content, []),
    makeRevision(id, 'case', content, ['ab'.repeat(32)]),
    { ...good, day: makeRevision(id, 'case', content, [], '2020-01-01').day },
  ]) {
    expect(failure(() => d.store.cases.save({ id, rev: 1, content, revision }))).toBe('invalid')
  }
  expect(d.store.journal.tail()).toEqual(before)
  d.store.cases.save({ id, rev: 1, content, revision: good })
  expect(d.store.cases.get(id)).toMatchObject({ rev: 2, content: { title: 'Another title' } })
})

test('every save of a source adds a seal of one size; a speaker on the record has none', () => {
  const d = testVault()
  const id = d.saveSource()
  const first = Buffer.from(d.store.sources.seals(id)[0]?.bytes ?? [])
  d.saveSource(sourceContent({ note: 'more' }), id)
  const second = Buffer.from(d.store.sources.seals(id)[0]?.bytes ?? [])
  expect(second.length).toBe(first.length)
  expect(second.equals(first)).toBe(false)
  expect(d.store.sources.get(id).sealBytes).toBe(first.length)
  const named = d.saveSource(sourceContent({ kind: 'on-record', codeName: '', name: 'A Name' }))
  expect(d.store.sources.seals(id).map(({ bytes }) => Buffer.from(bytes))).toEqual([second, first])
  expect(d.store.sources.seals(named)).toEqual([])
  expect(d.store.sources.codeNames()).toEqual(['Grey Lantern'])
})

test('a case or source that reports refer to cannot be removed', () => {
  const d = testVault()
  const caseId = d.saveCase()
  const source = d.saveSource()
  const report = d.draft({ caseId, sourceIds: [source] })
  expect(d.store.cases.get(caseId).reports).toBe(1)
  expect(d.store.sources.list()[0]?.reports).toBe(1)
  expect(failure(() => d.store.records.remove(asRecord(caseId), 1))).toBe('in-use')
  expect(failure(() => d.store.records.remove(asRecord(source), 1))).toBe('in-use')
  d.store.records.remove(asRecord(report.id), 1)
  expect(d.store.cases.get(caseId).reports).toBe(0)
  d.store.records.remove(asRecord(caseId), 1)
  d.store.records.remove(asRecord(source), 1)
  expect([...d.store.cases.each()]).toEqual([])
})

test('a case or source that filed content names is kept, whatever a later draft says', () => {
  const d = testVault()
  const [caseId, source] = [d.saveCase(), d.saveSource()]
  const report = d.filed({ caseId, sourceIds: [source] })
  const draft = d.draft({ caseId: null, sourceIds: [] }, report.id)
  expect(failure(() => d.store.records.remove(asRecord(caseId), 1))).toBe('in-use')
  expect(failure(() => d.store.records.remove(asRecord(source), 1))).toBe('in-use')
  d.fileDraft(draft.id)
  d.store.records.remove(asRecord(caseId), 1)
  d.store.records.remove(asRecord(source), 1)
})

test('a removed report is in no list and no search, and comes back whole with its case and sources', () => {
  const d = testVault()
  const caseId = d.saveCase()
  const source = d.saveSource()
  const report = d.filed({ caseId, sourceIds: [source], body: 'unmistakable' })
  d.store.records.remove(asRecord(report.id), report.rev)
  d.store.records.remove(asRecord(caseId), 1)
  d.store.records.remove(asRecord(source), 1)
  expect(d.store.reports.list(everything)).toMatchObject({ rows: [], total: 0 })
  expect(d.store.search('unmistakable', 10).total).toBe(0)
  expect(failure(() => d.store.revisions.list(asRecord(report.id)))).toBe('not-found')
  expect(runVerify(d.store)).toMatchObject({ faults: [], searchIndexHolds: true })
  d.store.records.restore(asRecord(report.id))
  expect(d.store.reports.get(report.id)).toMatchObject({ content: report.content, state: 'filed' })
  expect(d.store.cases.get(caseId).reports).toBe(1)
  expect(d.store.sources.get(source).reports).toBe(1)
  expect(d.store.search('unmistakable', 10).total).toBe(1)
  expect(d.store.records.purgeRemoved()).toBe(0)
})

test('pages follow one another without a gap or a repetition during saves', () => {
  const d = testVault()
  const ids = Array.from({ length: 25 }, (_, n) => d.draft({ title: String(n) }).id)
  const seen: string[] = []
  let cursor: string | null = null
  do {
    const page = d.store.reports.list({ ...everything, cursor, limit: 7 })
    expect(page.total).toBe(ids.length)
    seen.push(...page.rows.map((row) => row.id))
    d.draft({ title: `changed ${String(seen.length)}` }, ids[seen.length % 25])
    cursor = page.next
  } while (cursor !== null)
  expect(seen).toEqual([...ids].reverse())
  for (const bad of ['', '-1', 'NaN', '0', "1' OR", 'zzzzzzzzzzzzzz']) {
    expect(failure(() => d.store.reports.list({ ...everything, cursor: bad }))).toBe('invalid')
  }
})

test('lists filter by case, source and state, also together', () => {
  const d = testVault()
  const caseId = d.saveCase()
  const [one, two] = [d.saveSource(), d.saveSource()]
  const a = d.filed({ caseId, sourceIds: [one] })
  const b = d.draft({ caseId, sourceIds: [one, two] })
  const c = d.draft({ sourceIds: [two] })
  const list = (filter: Partial<ReportFilter>) => {
    const page = d.store.reports.list({ ...everything, ...filter })
    expect(page.total).toBe(page.rows.length)
    return page.rows.map((row) => row.id)
  }
  expect(list({ caseId })).toEqual([b.id, a.id])
  expect(list({ sourceId: two })).toEqual([c.id, b.id])
  expect(list({ state: 'filed' })).toEqual([a.id])
  expect(list({ caseId, sourceId: one, state: 'draft' })).toEqual([b.id])
  expect(d.store.reports.ofCase(caseId)).toEqual([a.id, b.id])
})

test('rows carry the whole of what a list shows, and an excerpt on one line', () => {
  const d = testVault()
  d.draft({
    title: 'T',
    body: `a\n\n  b\t${'𠮷'.repeat(400)}`,
    tags: ['x', 'y'],
    eventDate: '2024?',
  })
  const [row] = d.store.reports.list(everything).rows
  expect(row).toMatchObject({ title: 'T', tags: ['x', 'y'], eventDate: '2024?', conflicted: false })
  expect([...(row?.excerpt ?? '')].length).toBe(160)
  expect(row?.excerpt.startsWith('a b 𠮷')).toBe(true)
})

test('text of any kind comes back as it went in', () => {
  const d = testVault()
  for (const body of ['\0 nul', '\ud800 lone', 'e\u0301', '"\\\u2028', '𠮷'.repeat(3), ' ']) {
    const report = d.filed({ body, title: body.replaceAll('\n', '') })
    expect(d.store.reports.get(report.id).content.body).toBe(body)
  }
  expect(runVerify(d.store)).toMatchObject({ faults: [], searchIndexHolds: true })
})

test('a list that is read in slices goes on after a save or a deletion between two of its records', () => {
  const d = testVault()
  const ids = Array.from({ length: 150 }, () => d.saveSource())
  const list = d.store.sources.each()
  const seen = [list.next().value?.id]
  d.saveSource(sourceContent({ note: 'more' }), ids[148])
  d.store.records.remove(asRecord(ids[147] ?? ''), 1)
  d.store.records.remove(asRecord(ids[1] ?? ''), 1)
  for (const { id } of list) seen.push(id)
  expect(seen.length).toBeGreaterThanOrEqual(148)
  expect(new Set(seen).size).toBe(seen.length)
})

test('a list that is read in slices ends with `locked` when the vault is locked meanwhile', () => {
  const d = testVault()
  for (let i = 0; i < 150; i += 1) d.saveSource()
  const list = d.store.sources.each()
  list.next()
  d.store.close()
  expect(failure(() => [...list])).toBe('locked')
})
