import { expect, test } from 'vitest'
import { canonicalJson } from '../../src/shared/canonical.ts'
import { AuthorKey, Day } from '../../src/shared/ids.ts'
import type { RecordId } from '../../src/shared/ids.ts'
import { openWriteDb } from '../../src/main/store/db.ts'
import { emptyPart } from '../../src/main/store/import-parts.ts'
import type { ApplyPorts, ImportPart } from '../../src/main/store/import-parts.ts'
import type { ImportEntry } from '../../src/main/store/vault-rows.ts'
import {
  asRecord,
  digest,
  failure,
  hex,
  makeRevision,
  newId,
  reportContent,
  runVerify,
  testVault,
} from './test-vault.ts'
import { verifyStore } from '../../src/main/vault/verify/verify.ts'
import type { TestVault } from './test-vault.ts'

const entry: ImportEntry = {
  exportId: 'a'.repeat(32),
  sender: AuthorKey.parse('ab'.repeat(32)),
  pair: 'pair',
  sequence: 'run',
  seq: 1,
  previous: null,
  hash: '00',
  day: Day.parse('2024-04-09'),
}
const nothing: ApplyPorts = {
  cards: () => undefined,
  notices: () => [],
  chain: () => undefined,
  escrow: () => undefined,
  isEnough: () => true,
}

const attached = () => ({
  id: newId(),
  name: 'market.jpg',
  mediaType: 'image/jpeg',
  bytes: 9,
  digest: 'c'.repeat(64),
})

const part = (...titles: string[]): ImportPart => ({
  ...emptyPart,
  revisions: titles.map((title) => makeRevision(newId(), 'report', reportContent({ title }))),
})

/** Applies one part. */
const applyNext = (d: TestVault, isCareful = false): readonly RecordId[] =>
  d.store.importParts.apply(nothing, isCareful)

const applyRest = (d: TestVault): readonly RecordId[] =>
  d.store.importParts.apply({ ...nothing, isEnough: () => false }, false)

/** Something that is done to the database from outside. */
const behind = (d: TestVault, sql: string): void => {
  d.close()
  const db = openWriteDb(d.file, { databaseKey: Buffer.from(d.key) })
  db.exec(sql)
  db.close()
  d.open()
}

test('staged parts have no effect, and are discarded some at a time', () => {
  const d = testVault()
  const before = d.store.journal.tail()
  d.store.importParts.stage([part('one'), part('two'), part('three')])
  expect(d.store.journal.tail()).toEqual(before)
  expect(d.store.records.ids()).toEqual([])
  expect(d.store.search('one', 5).total).toBe(0)
  expect(d.store.importParts.isUnfinished()).toBe(false)
  expect(failure(() => applyNext(d))).toBe('internal')
  expect(runVerify(d.store).faults).toEqual([])
  expect(d.store.importParts.discard(2)).toBe(true)
  expect(d.store.importParts.discard(2)).toBe(false)
  expect(d.store.importParts.left()).toBe(0)
})

test('an unreadable revision is not staged', () => {
  const d = testVault()
  const [revision] = part('one').revisions
  if (revision === undefined) throw new Error('none')
  const wrong = { ...revision, content: '{}' }
  expect(failure(() => d.store.importParts.stage([{ ...emptyPart, revisions: [wrong] }]))).toBe(
    'malformed',
  )
})

test('a decided import is applied part by part, each under lines of the journal', () => {
  const d = testVault()
  d.store.importParts.stage([part('one'), part('two'), part('three')])
  d.store.importParts.decide(entry)
  expect(d.store.exchange.imports()).toEqual([entry])
  expect(d.store.importParts.discard(9)).toBe(false)
  expect(d.store.importParts.isUnfinished()).toBe(true)
  expect(d.store.importParts.left()).toBe(3)
  expect(applyNext(d)).toEqual([])
  expect(d.store.records.ids()).toHaveLength(1)
  expect(runVerify(d.store).faults).toEqual([])
  d.close()
  d.open()
  expect(applyRest(d)).toEqual([])
  expect(d.store.importParts.isUnfinished()).toBe(false)
  expect(d.store.importParts.isPending()).toBe(false)
  expect(d.store.records.ids()).toHaveLength(3)
  const kinds = d.store.journal.list('vault', null, 3).lines.map(({ kind }) => kind)
  expect(kinds).toEqual(['import.continued', 'import.continued', 'record.imported'])
  for (const id of d.store.records.ids()) {
    expect(d.store.custody.arrivals(asRecord(id))).toMatchObject([{ exportId: entry.exportId }])
  }
  expect(runVerify(d.store)).toMatchObject({ faults: [], searchIndexHolds: true })
})

test('a record that was purged since, or whose earlier version is missing, is refused alone', () => {
  const d = testVault()
  const gone = d.filed()
  const id = newId()
  const absent = makeRevision(id, 'report', reportContent({ title: 'absent' }))
  const late = makeRevision(id, 'report', reportContent({ title: 'late' }), [absent.id])
  const next = makeRevision(gone.id, 'report', reportContent({ title: 'next' }), gone.heads)
  const kept = part('kept')
  d.store.importParts.stage([{ ...kept, revisions: [next, late, ...kept.revisions] }])
  d.store.importParts.decide(entry)
  d.store.records.remove(asRecord(gone.id), gone.rev)
  d.store.records.purgeRemoved()
  expect(applyNext(d)).toEqual([gone.id, id])
  expect(d.store.records.ids()).toEqual(kept.revisions.map(({ subject }) => subject))
  expect(runVerify(d.store).faults).toEqual([])
})

test('the first record that fails is refused alone, and the others of its part are applied', () => {
  const d = testVault()
  const kept = part('one', 'two')
  const [report] = part('three').revisions
  if (report === undefined) throw new Error('none')
  const file = attached()
  const content = reportContent({ title: 'four', attachments: [{ ...file, cleaned: null }] })
  const missing = makeRevision(newId(), 'report', content)
  const revisions = [...kept.revisions, missing, report]
  d.store.importParts.stage([{ ...kept, revisions }, part('five')])
  expect(failure(() => d.store.importParts.decide(entry))).toBe('conflict')
  const key = new Uint8Array(32)
  d.store.blobs.add({ id: 'a'.repeat(32), digest: file.digest, bytes: 8, key })
  d.store.importParts.decide(entry)
  expect(failure(() => applyNext(d))).toBe('invalid')
  expect(applyNext(d, true)).toEqual([missing.subject])
  expect(applyNext(d)).toEqual([])
  expect(d.store.records.ids()).toHaveLength(4)
  expect(d.store.importParts.isUnfinished()).toBe(false)
  expect(runVerify(d.store)).toMatchObject({ faults: [], searchIndexHolds: true })
})

test('an attached file that a staged or unfinished part names outlives a purge, and no other file does', () => {
  const d = testVault()
  const file = attached()
  const content = reportContent({ title: 'one', attachments: [{ ...file, cleaned: null }] })
  const named = makeRevision(newId(), 'report', content)
  const add = (digest: string, id: string): void =>
    d.store.blobs.add({ id: id.repeat(32), digest, bytes: 9, key: new Uint8Array(32) })
  add(file.digest, 'a')
  add('d'.repeat(64), 'b')
  d.store.importParts.stage([{ ...emptyPart, revisions: [named] }])
  d.store.records.purgeRemoved()
  expect(d.store.blobs.ids()).toEqual(['a'.repeat(32)])
  d.store.importParts.decide(entry)
  d.store.records.purgeRemoved()
  expect(applyNext(d)).toEqual([])
  d.store.records.purgeRemoved()
  expect(d.store.blobs.ids()).toEqual(['a'.repeat(32)])
})

test('the attached files of an import that was discarded are purged', () => {
  const d = testVault()
  const file = attached()
  const content = reportContent({ title: 'one', attachments: [{ ...file, cleaned: null }] })
  const revisions = [makeRevision(newId(), 'report', content)]
  d.store.blobs.add({ id: 'a'.repeat(32), digest: file.digest, bytes: 9, key: new Uint8Array(32) })
  d.store.importParts.stage([{ ...emptyPart, revisions }])
  d.store.importParts.discard(9)
  d.store.records.purgeRemoved()
  expect(d.store.blobs.ids()).toEqual([])
})

test('a record that the user removed gets its versions unseen, and a restore shows them', () => {
  const d = testVault()
  const { id, heads, rev } = d.filed()
  const next = makeRevision(id, 'report', reportContent({ title: 'nextword' }), heads)
  d.store.importParts.stage([{ ...emptyPart, revisions: [next] }])
  d.store.importParts.decide(entry)
  d.store.records.remove(asRecord(id), rev)
  expect(applyNext(d)).toEqual([])
  expect(d.store.search('nextword', 5).total).toBe(0)
  expect(d.store.importParts.isUnfinished()).toBe(false)
  d.store.records.restore(asRecord(id))
  expect(d.store.search('nextword', 5).total).toBe(1)
  expect(d.store.revisions.heads(asRecord(id))?.heads).toEqual([next.id])
  expect(runVerify(d.store)).toMatchObject({ faults: [], searchIndexHolds: true })
})

test.each([
  ['a missing decision', 'DELETE FROM import_decided'],
  ['a decision about another file', 'UPDATE import_decided SET import = 1'],
  ['a decision after another part', `UPDATE import_decided SET applied = '${'0'.repeat(64)}'`],
])('%s is found before any part is deleted or applied', (_, sql) => {
  const d = testVault()
  d.store.exchange.commitImport({ ...entry, exportId: 'b'.repeat(32), seq: 2 }, [])
  d.store.importParts.stage([part('one'), part('two'), part('three')])
  d.store.importParts.decide(entry)
  behind(d, sql)
  expect(failure(() => d.store.importParts.discard(9) || applyNext(d))).toBe('tampered')
  expect(runVerify(d.store).faults).toContainEqual({ subject: 'vault', what: 'digest' })
})

test.each([
  ['a missing part', 'DELETE FROM import_part WHERE num = 2'],
  ['a missing last part', 'DELETE FROM import_part WHERE num = 3'],
  ['another digest', `UPDATE import_part SET digest = '${'0'.repeat(64)}' WHERE num = 2`],
  ['a changed part', `UPDATE import_part SET part = replace(part, 'two', 'six') WHERE num = 2`],
  ['an additional part', `INSERT INTO import_part SELECT 9, digest, part FROM import_part LIMIT 1`],
])('%s of a decided import is found when it is reached, and by the verification', (_, sql) => {
  const d = testVault()
  d.store.importParts.stage([part('one'), part('two'), part('three')])
  d.store.importParts.decide(entry)
  behind(d, sql)
  expect(runVerify(d.store).faults).toEqual([{ subject: 'vault', what: 'digest' }])
  const rest = (): void => {
    applyNext(d)
    applyNext(d)
    applyNext(d)
  }
  // A part after the last one is never applied.
  if (sql.startsWith('INSERT')) rest()
  else expect(failure(rest)).toBe('tampered')
  expect(d.store.records.ids().length).toBeLessThanOrEqual(sql.includes('= 2') ? 1 : 3)
})

test.each([
  ['a missing part', 'DELETE FROM import_part WHERE num = 2'],
  ['a changed part', `UPDATE import_part SET part = replace(part, 'two', 'six') WHERE num = 2`],
  ['no parts', 'DELETE FROM import_part'],
])(
  'an import with %s can be given up: what was applied stays, and nothing of it is left',
  (_, sql) => {
    const d = testVault()
    d.store.importParts.stage([part('one'), part('two'), part('three')])
    d.store.importParts.decide(entry)
    applyNext(d)
    expect(d.store.importParts.isDamaged()).toBe(false)
    expect(failure(() => d.store.importParts.giveUp())).toBe('conflict')
    behind(d, sql)
    expect(d.store.importParts.isDamaged()).toBe(true)
    expect(failure(() => applyNext(d))).toBe('tampered')
    d.store.importParts.giveUp()
    expect(d.store.importParts.isUnfinished()).toBe(false)
    while (d.store.importParts.discard(1));
    expect(d.store.importParts.isPending()).toBe(false)
    expect(d.store.records.ids()).toHaveLength(1)
    expect(d.store.exchange.imports()).toHaveLength(1)
    expect(d.store.journal.list('vault', null, 1).lines).toMatchObject([
      { kind: 'import.given-up' },
    ])
    expect(runVerify(d.store).faults).toEqual([])
    expect(failure(() => d.store.importParts.giveUp())).toBe('conflict')
  },
)

test('a given-up import without any part left keeps no attached file from a purge', () => {
  const d = testVault()
  const id = 'a'.repeat(32)
  const attachments = [{ ...attached(), cleaned: null }]
  const content = reportContent({ attachments: attachments as never })
  const revision = makeRevision(newId(), 'report', content)
  d.store.blobs.add({ id, digest: 'c'.repeat(64), bytes: 9, key: new Uint8Array(32) })
  d.store.importParts.stage([{ ...emptyPart, revisions: [revision] }])
  d.store.importParts.decide(entry)
  behind(d, 'DELETE FROM import_part')
  d.store.importParts.giveUp()
  expect(d.store.importParts.isPending()).toBe(true)
  expect(d.store.importParts.discard(8)).toBe(false)
  expect(d.store.importParts.isPending()).toBe(false)
  d.store.records.purgeRemoved()
  expect(d.store.blobs.ids()).toEqual([])
})

test('a verification while parts are applied finds no fault', async () => {
  const d = testVault()
  d.store.importParts.stage(Array.from({ length: 40 }, (_, i) => part(String(i))))
  d.store.importParts.decide(entry)
  const progress = (): void => {
    for (let i = 0; i < 2 && d.store.importParts.left() > 1; i += 1) applyNext(d)
  }
  const { signal } = new AbortController()
  expect(await verifyStore(d.store, { signal, progress })).toMatchObject({ faults: [] })
  expect(d.store.importParts.left()).toBeLessThan(40)
})

test('an unfinished import is in the digest of the vault as FORMAT-RECORDS says', () => {
  const d = testVault()
  const parts = [part('one'), part('two')]
  d.store.importParts.stage(parts)
  d.store.importParts.decide(entry)
  d.close()
  const db = openWriteDb(d.file, { databaseKey: Buffer.from(d.key) })
  const texts = parts.map(({ revisions }) => canonicalJson({ revisions } as never))
  const rows = db.prepare('SELECT digest, part FROM import_part ORDER BY num').all()
  const digestOf = (text: string): string => hex(digest.plain(Buffer.from(text)))
  const [one = '', two = ''] = texts
  const first = digestOf(one)
  const last = digestOf(first + two)
  expect(rows).toEqual([
    { digest: first, part: one },
    { digest: last, part: two },
  ])
  const vault = db.prepare('SELECT salt, settings FROM vault').get() as {
    salt: Uint8Array
    settings: string
  }
  const keyring = db.prepare('SELECT * FROM keyring ORDER BY kind').all() as {
    kind: string
    public_key: Uint8Array
    secret_key: Uint8Array
  }[]
  const form = {
    exports: [],
    imports: [entry],
    keyring: keyring.map(({ kind, public_key: key, secret_key: secret }) => ({
      kind,
      publicKey: hex(key),
      secretDigest: hex(digest.plain(secret)),
    })),
    openings: [],
    settings: vault.settings,
    unfinished: [{ applied: '', exportId: entry.exportId, last, sender: entry.sender }],
  }
  const line = db
    .prepare(`SELECT digest FROM journal WHERE subject = 'vault' ORDER BY seq DESC LIMIT 1`)
    .get() as { digest: Uint8Array }
  db.close()
  const bytes = Buffer.from(canonicalJson(form as never))
  expect(hex(line.digest)).toBe(hex(digest.record(vault.salt, bytes)))
  d.open()
})
