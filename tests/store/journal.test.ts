import { expect, test } from 'vitest'
import { canonicalJson } from '../../src/shared/canonical.ts'
import { openStore } from '../../src/main/store/store.ts'
import {
  asRecord,
  testVault,
  digest,
  failure,
  hex,
  meddle,
  runVerify,
  settings,
} from './test-vault.ts'
import type { TestVault } from './test-vault.ts'
import { runAtOnce } from '../../src/shared/steps.ts'

test('every write is one transaction with its line, and the anchor hears of each once', () => {
  const d = testVault()
  const seqs = [d.anchor?.seq]
  const report = d.draft()
  seqs.push(d.anchor?.seq)
  d.fileDraft(report.id)
  seqs.push(d.anchor?.seq)
  expect(seqs).toEqual([1, 2, 3])
  expect(d.store.journal.tail()).toEqual(d.anchor)
})

test('a line names author, day, kind and record, and no content', () => {
  const d = testVault()
  const report = d.draft({ title: 'Secret title' })
  const { lines, more } = d.store.journal.list(report.id, null, 1)
  expect(more).toBe(false)
  expect(lines[0]).toMatchObject({
    seq: 2,
    day: '2024-04-09',
    actor: 'Heron',
    kind: 'record.saved',
    subjectKind: 'report',
    subject: report.id,
  })
  expect(JSON.stringify(lines)).not.toContain('Secret')
  expect(d.store.journal.list(null, 2, 10).lines.map((line) => line.seq)).toEqual([1])
})

test('the chain can be checked from the description alone', () => {
  const d = testVault()
  const report = d.filed()
  d.saveSource()
  d.draft({ title: 'again' }, report.id)
  const lines = d.store.journal.list(null, null, 50).lines.reverse()
  const last = new Map<string, string>()
  let previous: Uint8Array = new Uint8Array(32)
  for (const line of lines) {
    const form = canonicalJson({
      seq: line.seq,
      txn: line.seq,
      day: line.day,
      actor: line.actor,
      kind: line.kind,
      subjectKind: line.subjectKind,
      subject: line.subject,
      digest: line.digest,
      subjectPrev: last.get(line.subject) ?? '00'.repeat(32),
    })
    previous = digest.chain(previous, Buffer.from(form))
    expect(line.hash).toBe(hex(previous))
    last.set(line.subject, line.hash)
  }
})

test('journal lines and revisions can be neither changed nor deleted', () => {
  const d = testVault()
  d.filed()
  for (const sql of [
    'DELETE FROM journal',
    'UPDATE journal SET seq = seq + 100',
    `UPDATE journal SET actor = 'x'`,
    'UPDATE journal SET time = 5',
    'DELETE FROM revision',
    `UPDATE revision SET day = '2000-01-01'`,
    `UPDATE revision SET content = '{}'`,
  ]) {
    expect(() => {
      meddle(d, sql)
    }).toThrow('immutable')
    d.open()
  }
  expect(runVerify(d.store).faults).toEqual([])
})

test('state against the anchor: equal, one transaction ahead, behind, anything else', () => {
  const d = testVault()
  d.draft()
  const now = d.anchor
  const state = (anchor: TestVault['anchor']) => d.store.openState(anchor)
  expect(state(now)).toBe('ok')
  const report = d.filed()
  expect(state(now)).toBe('tampered')
  const before = d.anchor
  d.store.records.remove(asRecord(report.id), report.rev)
  expect(state(before)).toBe('repair-anchor')
  expect(state({ seq: before?.seq ?? 0, hash: new Uint8Array(32) })).toBe('tampered')
  expect(state({ seq: 99, hash: new Uint8Array(32) })).toBe('missing-commits')
  expect(state({ seq: d.store.journal.tail().seq, hash: new Uint8Array(32) })).toBe('tampered')
  expect(state(null)).toBe('tampered')
})

test('a transaction of many lines that the anchor missed is one transaction', () => {
  const d = testVault()
  const ids = [d.filed(), d.filed(), d.filed()].map((report) => asRecord(report.id))
  const before = d.anchor
  const entry = { exportId: 'e', day: '2024-04-09', reports: 3, to: [], bytes: 1, purpose: '' }
  d.store.exchange.recordExport({ ...entry, pair: 'p', seq: 1, hash: '' } as never, ids)
  expect(d.store.journal.tail().seq).toBe((before?.seq ?? 0) + 4)
  expect(d.store.openState(before)).toBe('repair-anchor')
})

test('when the anchor cannot be written, nothing more is written', () => {
  const d = testVault()
  d.close()
  let fail = false
  const options = d.options()
  const onCommit = (tail: { seq: number; hash: Uint8Array }) => {
    if (fail) throw new Error('disk')
    options.onCommit(tail)
  }
  d.store = openStore({ ...options, onCommit })
  const before = d.anchor
  fail = true
  expect(failure(() => d.store.settings.set({ ...settings, theme: 'dark' }))).toBe('in-doubt')
  fail = false
  expect(failure(() => d.store.settings.set({ ...settings, theme: 'light' }))).toBe('read-only')
  expect(d.store.settings.get().theme).toBe('dark')
  d.reopen()
  expect(d.store.openState(before)).toBe('repair-anchor')
})

test.each([
  [
    'a changed title',
    `UPDATE record SET content = replace(content, 'A title', 'Another')`,
    'digest',
  ],
  [
    'a changed column',
    `UPDATE report SET event_from = '2020-01-01', event_to = '2020-01-01'`,
    'digest',
  ],
  ['a dropped tag', 'DELETE FROM report_tag', 'digest'],
  [
    'a deleted record',
    `PRAGMA foreign_keys=ON; DELETE FROM record WHERE kind = 'report'`,
    'digest',
  ],
  ['a head taken away', 'DELETE FROM record_head', 'digest'],
  ['changed settings', `UPDATE vault SET settings = replace(settings, 'Heron', 'Crow')`, 'digest'],
  ['a swapped key', `UPDATE keyring SET secret_key = x'00'`, 'digest'],
  [
    'a line that never was',
    `INSERT INTO journal SELECT seq + 1, txn + 1, day, time, actor, kind, subject_kind, subject,
      digest, hash, hash, hash FROM journal ORDER BY seq DESC LIMIT 1`,
    'journal',
  ],
] as const)('verification finds %s', (_, sql, what) => {
  const d = testVault()
  d.filed({ tags: ['border'] })
  meddle(d, sql)
  expect(runVerify(d.store).faults.map((fault) => fault.what)).toContain(what)
})

test.each([
  [
    'a word too many',
    `INSERT INTO search (rowid, title, body, translation) VALUES (99, 'x', '', '')`,
  ],
  ['a report left out', `INSERT INTO search (search) VALUES ('delete-all')`],
])('verification finds an index with %s', (_, sql) => {
  const d = testVault()
  d.filed()
  meddle(d, sql)
  expect(runVerify(d.store)).toMatchObject({ searchIndexHolds: false, faults: [] })
})

test('verification reports its progress and can be left at any step', () => {
  const d = testVault()
  for (let n = 0; n < 60; n++) d.draft()
  const steps = d.store.verify()
  const first = steps.next()
  expect(first.done).toBe(false)
  expect(first.value).toMatchObject({ total: 123 })
  steps.return({} as never)
  d.draft()
  expect(runVerify(d.store)).toMatchObject({ records: 61, journalLines: 62, faults: [] })
})

test('a changed record is refused when it is read, listed, searched, exported or revised', () => {
  const d = testVault()
  const report = d.filed({ title: 'One' })
  meddle(d, `UPDATE record SET content = replace(content, '"One"', '"Two"')`)
  const filter = { caseId: null, sourceId: null, state: null, cursor: null, limit: 10 }
  for (const call of [
    () => d.store.reports.get(report.id),
    () => d.store.reports.list(filter),
    () => d.store.search('body', 10),
    () => d.store.revisions.list(asRecord(report.id)),
    () => d.draft({ title: 'Three' }, report.id),
    () => {
      d.store.records.remove(asRecord(report.id), report.rev)
    },
  ]) {
    expect(failure(call)).toBe('tampered')
  }
  expect(d.store.records.examine(asRecord(report.id)).holds).toBe(false)
})

test('records that were checked get their lines in one transaction, if none has another since', () => {
  const d = testVault()
  const [one, two] = [d.filed({ title: 'One' }), d.filed({ title: 'Two' })].map(({ id }) =>
    asRecord(id),
  )
  const ids = [one!, two!]
  const { journal } = d.store
  const checked = runAtOnce(journal.readChecked(ids))
  journal.noteChecked('record.published', checked)
  const lines = ids.flatMap((id) => journal.list(id, null, 2).lines)
  expect(lines.map(({ kind }) => kind)).toEqual(
    ids.flatMap(() => ['record.published', 'record.filed']),
  )
  expect(new Set(lines.map(({ digest }) => digest)).size).toBe(2)
  expect(runVerify(d.store).faults).toEqual([])
  const before = journal.tail()
  expect(failure(() => journal.noteChecked('record.published', checked))).toBe('conflict')
  expect(journal.tail()).toEqual(before)
  meddle(d, `UPDATE record SET content = replace(content, '"Two"', '"Six"')`)
  expect(failure(() => runAtOnce(d.store.journal.readChecked(ids)))).toBe('tampered')
})
