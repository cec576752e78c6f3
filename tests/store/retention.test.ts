import { expect, test } from 'vitest'
import type { RecordId } from '../../src/shared/ids.ts'
import { asRecord, testVault, failure, runVerify } from './test-vault.ts'
import { runAtOnce } from '../../src/shared/steps.ts'

const hold = (subject: RecordId) =>
  ({ subject, eraseAfter: '', hold: true, reason: 'a court asked' }) as const

const entriesOf = ({ store }: ReturnType<typeof testVault>, id: RecordId) =>
  runAtOnce(store.retention.readOf(id))

test('a record under a legal hold cannot be deleted, nor can a record whose case is under a hold', () => {
  const d = testVault()
  const theCase = d.saveCase()
  const report = d.filed({ caseId: theCase })
  d.store.retention.set(hold(asRecord(theCase)))
  expect(failure(() => d.store.records.remove(asRecord(report.id), report.rev))).toBe('held')
  expect(d.store.reports.get(report.id).content.body).not.toBe('')
  d.store.retention.set({ ...hold(asRecord(theCase)), hold: false })
  d.store.records.remove(asRecord(report.id), report.rev)
  expect(d.store.retention.removed()).toEqual([report.id])
})

test('a hold that comes after the removal brings a record back instead of erasing it', () => {
  const d = testVault()
  const theCase = d.saveCase()
  const held = d.filed({ caseId: theCase, title: 'stays' })
  const other = d.filed({ title: 'goes' })
  d.store.records.remove(asRecord(held.id), held.rev)
  d.store.records.remove(asRecord(other.id), other.rev)
  d.store.retention.set(hold(asRecord(theCase)))
  expect(d.store.records.purgeRemoved()).toBe(1)
  expect(d.store.reports.get(held.id).content.title).toBe('stays')
  expect(failure(() => d.store.reports.get(other.id))).toBe('not-found')
  expect(d.store.journal.list(held.id, null, 1).lines[0]?.kind).toBe('record.restored')
})

test('what is said of a record names first the record, then its case', () => {
  const d = testVault()
  const theCase = asRecord(d.saveCase())
  const report = asRecord(d.filed({ caseId: theCase as never }).id)
  d.store.retention.set(hold(theCase))
  d.store.retention.set({
    subject: report,
    eraseAfter: '2030-01-01' as never,
    hold: false,
    reason: '',
  })
  expect(entriesOf(d, report).map(({ subject }) => subject)).toEqual([report, theCase])
})

test('days and holds are under the digest of the vault, and leave with their record', () => {
  const d = testVault()
  const report = d.filed()
  const subject = asRecord(report.id)
  d.store.retention.set({
    subject,
    eraseAfter: '2024-04-01' as never,
    hold: false,
    reason: 'zqwhy',
  })
  expect(d.store.journal.list(null, null, 2).lines.map(({ kind }) => kind)).toEqual([
    'record.keeping',
    'record.keeping',
  ])
  expect(runVerify(d.store).faults).toEqual([])
  const rev = d.store.reports.get(report.id).rev
  d.store.records.remove(subject, rev)
  d.store.records.purgeRemoved()
  expect(d.store.retention.list()).toEqual([])
  expect(runVerify(d.store).faults).toEqual([])
})

test('nothing can be said of a record that is not there', () => {
  const d = testVault()
  expect(failure(() => d.store.retention.set(hold('ab'.repeat(16) as RecordId)))).toBe('not-found')
  expect(failure(() => entriesOf(d, 'ab'.repeat(16) as RecordId))).toBe('not-found')
})

test('a draft cannot be moved out of a case under a hold, and its report cannot be deleted', () => {
  const d = testVault()
  const theCase = d.saveCase()
  const filed = d.filed({ caseId: theCase })
  const fresh = d.draft({ caseId: theCase })
  d.store.retention.set(hold(asRecord(theCase)))
  for (const { id, rev } of [filed, fresh]) {
    expect(failure(() => d.draft({ caseId: null, body: 'elsewhere' }, id))).toBe('held')
    expect(failure(() => d.store.records.remove(asRecord(id), rev))).toBe('held')
  }
  expect(d.draft({ caseId: theCase, body: 'goes on' }, fresh.id).content.body).toBe('goes on')
})

test('a report that was moved out of a case before the hold is still covered by the hold', () => {
  const d = testVault()
  const theCase = d.saveCase()
  const { id } = d.filed({ caseId: theCase })
  const left = d.fileDraft(d.draft({ caseId: null }, id).id)
  d.store.retention.set(hold(asRecord(theCase)))
  expect(failure(() => d.store.records.remove(asRecord(id), left.rev))).toBe('held')
  expect(entriesOf(d, asRecord(id))).toEqual([hold(asRecord(theCase))])
})

test('a hold on a source covers the reports that name it; its day is its own', () => {
  const d = testVault()
  const source = d.saveSource()
  const report = d.filed({ sourceIds: [source] })
  const day = { ...hold(asRecord(source)), hold: false, eraseAfter: '2030-01-01' as never }
  d.store.retention.set(day)
  expect(entriesOf(d, asRecord(report.id))).toEqual([])
  d.store.retention.set(hold(asRecord(source)))
  expect(failure(() => d.store.records.remove(asRecord(report.id), report.rev))).toBe('held')
  expect(failure(() => d.draft({ sourceIds: [] }, report.id))).toBe('held')
  expect(d.store.records.purgeRemoved()).toBe(0)
})

test('a draft under a hold is not discarded', () => {
  const d = testVault()
  const report = d.filed({ body: 'as filed' })
  d.store.retention.set(hold(asRecord(report.id)))
  const draft = d.draft({ body: 'as it goes on' }, report.id)
  expect(failure(() => d.store.reports.discardDraft(report.id, draft.rev))).toBe('held')
  expect(d.store.reports.get(report.id).content.body).toBe('as it goes on')
})

test('setting and lifting a hold are separate journal lines, and the reason for lifting is kept', () => {
  const d = testVault()
  const subject = asRecord(d.filed().id)
  d.store.retention.set(hold(subject))
  const lifted = { ...hold(subject), hold: false }
  expect(failure(() => d.store.retention.set({ ...lifted, reason: ' ' }))).toBe('invalid')
  d.store.retention.set({ ...lifted, reason: 'the court is done' })
  expect(d.store.retention.list()).toEqual([])
  const { lines } = d.store.journal.list(subject, null, 2)
  expect(lines.map(({ kind, reason }) => [kind, reason])).toEqual([
    ['record.released', 'the court is done'],
    ['record.held', 'a court asked'],
  ])
  expect(runVerify(d.store).faults).toEqual([])
})
