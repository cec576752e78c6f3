import { expect, test } from 'vitest'
import { openReadDb } from '../../src/main/store/db.ts'
import type { ImportEntry } from '../../src/main/store/vault-rows.ts'
import type { Revision } from '../../src/shared/records.ts'
import { AuthorKey, Day, RecordId, ReportId } from '../../src/shared/ids.ts'
import type { RevisionId } from '../../src/shared/ids.ts'
import {
  asRecord,
  caseContent,
  testVault,
  failure,
  makeRevision,
  newId,
  reportContent,
  runVerify,
} from './test-vault.ts'
import type { TestVault } from './test-vault.ts'
import { runAtOnce } from '../../src/shared/steps.ts'

const entry = (exportId: string, seq = 1): ImportEntry => ({
  exportId,
  sender: AuthorKey.parse('ab'.repeat(32)),
  pair: 'pair',
  seq,
  previous: null,
  hash: '00',
  day: Day.parse('2024-04-09'),
})

const imports = (d: TestVault, name: string, revisions: Revision[], heads: RevisionId[]): void =>
  d.store.exchange.commitImport(entry(name), [
    {
      subject: RecordId.parse(revisions[0]?.subject),
      kind: revisions[0]?.kind ?? 'report',
      revisions,
      heads,
      seals: new Map(),
    },
  ])

const conflicted = ({ store }: TestVault): RecordId[] =>
  runAtOnce(store.records.readConflicted(({ id }) => id)())

/** A report that two people revised apart from each other. */
const parted = (d: TestVault) => {
  const base = d.filed({ title: 'base' })
  const mine = d.fileDraft(d.draft({ title: 'mine' }, base.id).id)
  const theirs = makeRevision(base.id, 'report', reportContent({ title: 'theirs' }), base.heads)
  imports(d, 'a', [theirs], [theirs.id, ...mine.heads])
  const both = d.store.reports.get(base.id)
  const merging = (parents: readonly RevisionId[] = both.heads, title = 'both') =>
    makeRevision(base.id, 'report', reportContent({ title }), parents)
  const merge = (
    change: Partial<Parameters<TestVault['store']['records']['merge']>[0]> = {},
  ): void =>
    d.store.records.merge({
      id: asRecord(base.id),
      rev: both.rev,
      heads: both.heads,
      revision: merging(),
      seal: null,
      ...change,
    })
  return { id: base.id, both, theirs, merging, merge }
}

test('a merge puts one revision in the place of all heads, and keeps them in the tree', () => {
  const d = testVault()
  const { id, both, merge, merging } = parted(d)
  expect(conflicted(d)).toEqual([id])
  merge()
  expect(d.store.reports.get(id)).toMatchObject({
    state: 'filed',
    head: merging().id,
    heads: [merging().id],
    content: { title: 'both' },
  })
  const tree = d.store.revisions.list(asRecord(id)).map(({ revision }) => revision.id)
  expect(tree).toEqual(expect.arrayContaining([...both.heads]))
  expect(d.store.journal.list(id, null, 1).lines[0]?.kind).toBe('record.merged')
  expect(conflicted(d)).toEqual([])
  expect(d.store.search('both', 5).total).toBe(1)
  expect(runVerify(d.store)).toMatchObject({ faults: [], searchIndexHolds: true })
})

test('a merge of outdated versions is a conflict', () => {
  const d = testVault()
  const { id, both, theirs, merge } = parted(d)
  expect(failure(() => merge({ rev: both.rev - 1 }))).toBe('conflict')
  expect(failure(() => merge({ heads: both.heads.slice(0, 1) }))).toBe('conflict')
  const more = makeRevision(id, 'report', reportContent({ title: 'later' }), [theirs.id])
  const mine = both.heads.filter((head) => head !== theirs.id)
  imports(d, 'b', [more], [more.id, ...mine])
  expect(failure(() => merge())).toBe('conflict')
  expect(d.store.reports.get(id).heads).toHaveLength(2)
})

test('a merge must be of all heads, of its record, and of something', () => {
  const d = testVault()
  const { both, merge, merging } = parted(d)
  expect(failure(() => merge({ revision: merging(both.heads.slice(0, 1)) }))).toBe('invalid')
  expect(failure(() => merge({ revision: merging([]) }))).toBe('invalid')
  const elsewhere = makeRevision(newId(), 'report', reportContent(), both.heads)
  expect(failure(() => merge({ revision: elsewhere }))).toBe('invalid')
  const alone = d.filed({ title: 'alone' })
  const revision = makeRevision(alone.id, 'report', reportContent({ title: 'x' }), alone.heads)
  const needless = { id: asRecord(alone.id), rev: alone.rev, heads: alone.heads, revision }
  expect(failure(() => merge(needless))).toBe('invalid')
  expect(failure(() => merge({ id: asRecord(newId()) }))).toBe('not-found')
})

test('a draft on an overtaken revision waits for a merge, which takes its place', () => {
  const d = testVault()
  const base = d.filed({ title: 'base' })
  d.draft({ title: 'mine' }, base.id)
  const theirs = makeRevision(base.id, 'report', reportContent({ title: 'theirs' }), base.heads)
  imports(d, 'a', [theirs], [theirs.id])
  const overtaken = d.store.reports.get(base.id)
  expect(overtaken).toMatchObject({ state: 'revising', head: base.head, heads: [theirs.id] })
  expect(conflicted(d)).toEqual([base.id])
  const revision = makeRevision(base.id, 'report', reportContent({ title: 'both' }), [theirs.id])
  const { rev, heads } = overtaken
  d.store.records.merge({ id: asRecord(base.id), rev, heads, revision, seal: null })
  expect(d.store.reports.get(base.id)).toMatchObject({ state: 'filed', heads: [revision.id] })
  expect(conflicted(d)).toEqual([])
})

test('more versions than one revision can replace are merged in rounds', () => {
  const d = testVault()
  const id = newId()
  const roots = Array.from({ length: 18 }, (_, n) =>
    makeRevision(id, 'report', reportContent({ title: `root ${n}` })),
  )
  const heads = roots.map((root) => root.id)
  imports(d, 'a', roots, heads)
  const { rev, heads: sorted } = d.store.reports.get(ReportId.parse(id))
  const revision = makeRevision(
    id,
    'report',
    reportContent({ title: 'sixteen' }),
    sorted.slice(0, 16),
  )
  d.store.records.merge({ id: asRecord(id), rev, heads: sorted, revision, seal: null })
  expect(d.store.reports.get(ReportId.parse(id)).heads).toHaveLength(3)
})

test('what was deleted for good does not come back by a file', () => {
  const d = testVault()
  const report = d.filed({ title: 'gone' })
  const [stored] = d.store.revisions.list(asRecord(report.id))
  const revision = stored?.revision as Revision
  expect(d.store.records.wasPurged(asRecord(report.id))).toBe(false)
  d.store.records.remove(asRecord(report.id), report.rev)
  expect(d.store.records.wasPurged(asRecord(report.id))).toBe(false)
  d.store.records.purgeRemoved()
  expect(d.store.records.wasPurged(asRecord(report.id))).toBe(true)
  expect(failure(() => imports(d, 'a', [revision], [revision.id]))).toBe('malformed')
  const other = makeRevision(newId(), 'case', caseContent())
  imports(d, 'a', [other], [other.id])
  expect(d.store.exchange.imports()).toHaveLength(1)
})

test('whether something was purged is found by an index, however long the journal', () => {
  const d = testVault()
  d.close()
  const db = openReadDb(d.file, { databaseKey: Buffer.from(d.key) })
  const rows = db
    .prepare(
      `EXPLAIN QUERY PLAN SELECT 1 FROM journal WHERE subject = ? AND kind = 'record.purged' LIMIT 1`,
    )
    .all('x') as { detail: string }[]
  db.close()
  d.open()
  expect(rows.map(({ detail }) => detail)).toEqual([
    'SEARCH journal USING INDEX journal_by_subject (subject=?)',
  ])
})

test('one name for two files of one sender is refused, and is no matter between two senders', () => {
  const d = testVault()
  const made = makeRevision(newId(), 'case', caseContent())
  imports(d, 'a', [made], [made.id])
  const before = d.store.journal.tail()
  const second = { ...entry('a'), hash: '01' }
  expect(failure(() => d.store.exchange.commitImport(second, []))).toBe('rolled-back')
  expect(d.store.journal.tail()).toEqual(before)
  const other = { ...second, sender: AuthorKey.parse('cd'.repeat(32)) }
  expect(failure(() => d.store.exchange.commitImport(other, []))).toBeNull()
})
