import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { canonicalJson } from '../../src/shared/canonical.ts'
import type { ImportEntry } from '../../src/main/store/vault-rows.ts'
import type { ImportSubject } from '../../src/main/store/exchange-log.ts'
import type { Revision } from '../../src/shared/records.ts'
import { AuthorKey, Day, RecordId, ReportId } from '../../src/shared/ids.ts'
import {
  asRecord,
  testVault,
  failure,
  makeRevision,
  newId,
  reportContent,
  runVerify,
  sourceContent,
} from './test-vault.ts'

const sender = AuthorKey.parse('ab'.repeat(32))
const entry = (exportId: string, seq = 1): ImportEntry => ({
  exportId,
  sender,
  pair: 'pair',
  sequence: 'run',
  seq,
  previous: null,
  hash: '00',
  day: Day.parse('2024-04-09'),
})

const subject = (revisions: Revision[], heads: Revision[]): ImportSubject => ({
  subject: RecordId.parse(revisions[0]?.subject),
  kind: revisions[0]?.kind ?? 'report',
  revisions,
  heads: heads.map((head) => head.id),
  seals: new Map(),
})

const chain = (id: string, ...titles: string[]): Revision[] => {
  const made: Revision[] = []
  for (const title of titles) {
    const parent = made.at(-1)
    const parents = parent === undefined ? [] : [parent.id]
    made.push(makeRevision(id, 'report', reportContent({ title }), parents))
  }
  return made
}

test('a new record comes with its revisions, in any order, and is searched at once', () => {
  const d = testVault()
  const id = newId()
  const revisions = chain(id, 'one', 'two', 'three')
  const last = revisions.slice(-1)
  d.store.exchange.commitImport(entry('a'), [subject([...revisions].reverse(), last)])
  expect(d.store.reports.get(ReportId.parse(id))).toMatchObject({
    state: 'filed',
    rev: 1,
    head: last[0]?.id,
    content: { title: 'three' },
  })
  const listed = d.store.revisions.list(RecordId.parse(id)).map(({ revision }) => revision.id)
  expect(listed).toEqual(revisions.map((revision) => revision.id).reverse())
  expect(d.store.search('three', 5).total).toBe(1)
  expect(runVerify(d.store)).toMatchObject({ faults: [], searchIndexHolds: true })
})

test('a filed record follows to the new head, a draft stays on what it was based on', () => {
  const d = testVault()
  const [filed, drafted] = [d.filed({ title: 'one' }), d.filed({ title: 'one' })]
  d.draft({ title: 'mine' }, drafted.id)
  const next = [filed, drafted].map((report) =>
    makeRevision(report.id, 'report', reportContent({ title: 'theirs' }), report.heads),
  )
  d.store.exchange.commitImport(
    entry('a'),
    next.map((revision) => subject([revision], [revision])),
  )
  expect(d.store.reports.get(filed.id)).toMatchObject({
    state: 'filed',
    content: { title: 'theirs' },
  })
  const kept = d.store.reports.get(drafted.id)
  expect(kept).toMatchObject({ state: 'revising', head: drafted.head, content: { title: 'mine' } })
  const list = { caseId: null, sourceId: null, state: null, cursor: null, limit: 5 }
  expect(d.store.reports.list(list).rows.map((row) => row.conflicted)).toEqual([true, false])
  expect(d.store.reports.discardDraft(drafted.id, kept.rev)).toMatchObject({
    content: { title: 'theirs' },
    head: next[1]?.id,
  })
})

test('two heads both stay until a revision is filed on top of both', () => {
  const d = testVault()
  const report = d.filed({ title: 'base' })
  const mine = d.fileDraft(d.draft({ title: 'mine' }, report.id).id)
  const theirs = makeRevision(report.id, 'report', reportContent({ title: 'theirs' }), report.heads)
  const input = { ...subject([theirs], []), heads: [theirs.id, ...mine.heads] }
  d.store.exchange.commitImport(entry('a'), [input])
  const both = d.store.reports.get(report.id)
  expect(both).toMatchObject({ state: 'filed', head: mine.head, content: { title: 'mine' } })
  expect(both.heads.length).toBe(2)
  expect(d.fileDraft(report.id).heads.length).toBe(1)
  expect(runVerify(d.store).faults).toEqual([])
})

test('the same file again writes nothing; known revisions in another file change no record', () => {
  const d = testVault()
  const revisions = chain(newId(), 'one', 'two')
  const input = [subject(revisions, revisions.slice(-1))]
  d.store.exchange.commitImport(entry('a'), input)
  expect(d.store.exchange.importNamed(sender, 'a')).toEqual(entry('a'))
  expect(d.store.exchange.importNamed(sender, 'b')).toBeNull()
  const tail = d.store.journal.tail()
  d.store.exchange.commitImport(entry('a'), input)
  expect(d.store.journal.tail()).toEqual(tail)
  const before = d.store.journal.list(input[0]?.subject ?? '', null, 9).lines.length
  d.store.exchange.commitImport(entry('b', 2), input)
  expect(d.store.journal.list(input[0]?.subject ?? '', null, 9).lines.length).toBe(before)
  expect(d.store.exchange.importsFrom(sender, 'run')).toMatchObject([
    { exportId: 'b', seq: 2 },
    { exportId: 'a', seq: 1 },
  ])
  expect(d.store.exchange.importsFrom(sender, 'other')).toEqual([])
})

test('one inconsistent part refuses the whole import, and nothing is written', () => {
  const d = testVault()
  const id = newId()
  const good = chain(id, 'one')
  const [one] = good
  const caseId = d.saveCase()
  const before = d.store.journal.tail()
  const wrong: Partial<ImportSubject>[] = [
    { heads: [] },
    { heads: chain(id, 'absent').map((revision) => revision.id) },
    { subject: asRecord(newId()) },
    { kind: 'case' },
    { subject: caseId as string as RecordId, kind: 'case' },
    { revisions: good.map((revision) => ({ ...revision, day: Day.parse('2020-01-01') })) },
    { revisions: good.map((revision) => ({ ...revision, content: '{' })) },
    { revisions: [makeRevision(id, 'report', { title: 'no report' })] },
  ]
  for (const change of wrong) {
    const bad = { ...subject(good, good), ...change }
    const other = chain(newId(), 'innocent')
    const call = () => d.store.exchange.commitImport(entry('a'), [subject(other, other), bad])
    expect(failure(call)).toBe('malformed')
  }
  const spaced = { ...one, content: `${one?.content ?? ''} ` } as Revision
  const call = () => d.store.exchange.commitImport(entry('a'), [subject([spaced], [spaced])])
  expect(failure(call)).toBe('malformed')
  expect(d.store.journal.tail()).toEqual(before)
  expect(d.store.exchange.imports()).toEqual([])
})

test('an import brings a source its seal, and a removed record back', () => {
  const d = testVault()
  const id = newId()
  const content = sourceContent()
  const seal = randomBytes(9000)
  const revision = makeRevision(id, 'source', content, [], undefined, seal)
  const input = { ...subject([revision], [revision]), seals: new Map([[revision.id, seal]]) }
  d.store.exchange.commitImport(entry('a'), [input])
  const [source] = d.store.sources.list()
  expect(source?.content).toEqual(JSON.parse(canonicalJson(content)))
  expect(Buffer.from(d.store.sources.seals(source?.id as never)[0]?.bytes ?? []).equals(seal)).toBe(
    true,
  )
  d.store.records.remove(asRecord(id), 1)
  const other = randomBytes(9000)
  const changed = sourceContent({ note: 'new' })
  const next = makeRevision(id, 'source', changed, [revision.id], undefined, other)
  d.store.exchange.commitImport(entry('b', 2), [
    { ...subject([next], [next]), seals: new Map([[next.id, other]]) },
  ])
  expect(d.store.sources.list()[0]?.content.note).toBe('new')
})

test('an export is listed, and every record in it says so in its own chain', () => {
  const d = testVault()
  const report = d.filed()
  const caseId = d.saveCase()
  const row = {
    exportId: 'ff',
    day: Day.parse('2024-04-09'),
    reports: 1,
    to: ['passphrase'],
    bytes: 65536,
    purpose: 'for review',
    pair: 'pair',
    sequence: 'run',
    seq: 1,
    hash: 'aa',
  }
  d.store.exchange.recordExport(row, [asRecord(report.id), asRecord(caseId)])
  expect(d.store.exchange.exports()).toEqual([row])
  expect(d.store.exchange.lastExport('pair')).toEqual(row)
  for (const id of [report.id, caseId, 'vault']) {
    expect(d.store.journal.list(id, null, 1).lines[0]?.kind).toBe('record.exported')
  }
  expect(runVerify(d.store).faults).toEqual([])
  d.reopen()
  expect(d.store.exchange.exports()).toEqual([row])
})

test('a sequence ends at a restore, and what has no name for it is not gone on with', () => {
  const d = testVault()
  const report = d.filed()
  const row = {
    exportId: 'old',
    day: Day.parse('2024-04-09'),
    reports: 1,
    to: ['passphrase'],
    bytes: 65536,
    purpose: '',
    pair: 'pair',
    seq: 1,
    hash: 'aa',
  }
  const { exchange, backups } = d.store
  exchange.recordExport(row, [asRecord(report.id)])
  expect(exchange.lastExport('pair')).toBe(null)
  exchange.recordExport({ ...row, exportId: 'one', sequence: 'first' }, [])
  exchange.recordExport({ ...row, exportId: 'two', sequence: 'first', seq: 2 }, [])
  expect(exchange.lastExport('pair')).toMatchObject({ exportId: 'two', seq: 2 })
  backups.noteRestored()
  expect(exchange.lastExport('pair')).toBe(null)
  expect(exchange.exports().every(({ ended }) => ended === true)).toBe(true)
  exchange.recordExport({ ...row, exportId: 'three', sequence: 'second' }, [])
  expect(exchange.lastExport('pair')).toMatchObject({ exportId: 'three', sequence: 'second' })
  expect(runVerify(d.store)).toMatchObject({ faults: [] })
})

test('settings and keys survive a reopening, and the caller owns the bytes', () => {
  const d = testVault()
  d.store.settings.set({ ...d.store.settings.get(), theme: 'dark' })
  const secretKey = Buffer.from('secret')
  d.store.keyring.set([{ kind: 'age', publicKey: Buffer.from('public'), secretKey }])
  expect(secretKey.toString()).toBe('secret')
  d.reopen()
  expect(d.store.settings.get().theme).toBe('dark')
  const found = d.store.keyring.get('age')
  expect(Buffer.from(found.secretKey).toString()).toBe('secret')
  expect(failure(() => d.store.keyring.get('none'))).toBe('not-found')
  expect(failure(() => d.store.keyring.several('age', 'none'))).toBe('not-found')
  d.store.keyring.set([{ kind: 'other', publicKey: Buffer.from('its'), secretKey }])
  const named = d.store.keyring.several('other', 'age')
  expect(named.map(({ publicKey }) => String(publicKey))).toEqual(['its', 'public'])
})
