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
const nothing: ApplyPorts = { before: () => undefined, after: () => undefined }

const part = (...titles: string[]): ImportPart => ({
  ...emptyPart,
  revisions: titles.map((title) => makeRevision(newId(), 'report', reportContent({ title }))),
})

const applyNext = (d: TestVault, most = 1): readonly RecordId[] | null => {
  const next = d.store.importParts.next(most)
  return next === null ? null : d.store.importParts.apply(next, nothing)
}

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
  expect(d.store.importParts.unfinished()).toBeNull()
  expect(d.store.importParts.next(9)).toBeNull()
  expect(runVerify(d.store).faults).toEqual([])
  expect(d.store.importParts.discard(2)).toBe(true)
  expect(d.store.importParts.discard(2)).toBe(false)
  expect(d.store.importParts.staged()).toBe(0)
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
  expect(d.store.importParts.unfinished()).toBe(3)
  expect(applyNext(d)).toEqual([])
  expect(d.store.records.ids()).toHaveLength(1)
  expect(runVerify(d.store).faults).toEqual([])
  d.close()
  d.open()
  expect(applyNext(d, 9)).toEqual([])
  expect(applyNext(d)).toBeNull()
  expect(d.store.importParts.unfinished()).toBeNull()
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

test.each([
  ['a missing part', 'DELETE FROM import_part WHERE num = 2'],
  ['a missing decision', 'DELETE FROM import_decided'],
  ['a decision about another file', 'UPDATE import_decided SET import = 1'],
  ['an additional part', `INSERT INTO import_part SELECT 9, digest, part FROM import_part LIMIT 1`],
  ['another digest', `UPDATE import_part SET digest = '${'0'.repeat(64)}' WHERE num = 2`],
])('%s of a decided import is found before any part is deleted or applied', (_, sql) => {
  const d = testVault()
  d.store.exchange.commitImport({ ...entry, exportId: 'b'.repeat(32), seq: 2 }, [])
  d.store.importParts.stage([part('one'), part('two'), part('three')])
  d.store.importParts.decide(entry)
  behind(d, sql)
  expect(failure(() => d.store.importParts.discard(9) || d.store.importParts.next(1))).toMatch(
    /^(tampered|damaged)$/u,
  )
  expect(runVerify(d.store).faults).toContainEqual({ subject: 'vault', what: 'digest' })
})

test('a changed part is found when it is read, and by the verification', () => {
  const d = testVault()
  d.store.importParts.stage([part('one'), part('two')])
  d.store.importParts.decide(entry)
  behind(d, `UPDATE import_part SET part = replace(part, 'two', 'six') WHERE num = 2`)
  expect(applyNext(d)).toEqual([])
  expect(failure(() => d.store.importParts.next(1))).toBe('tampered')
  expect(runVerify(d.store).faults).toEqual([{ subject: 'vault', what: 'digest' }])
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
  expect(rows).toEqual(texts.map((text) => ({ digest: digestOf(text), part: text })))
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
    unfinished: [{ exportId: entry.exportId, parts: texts.map(digestOf), sender: entry.sender }],
  }
  const line = db
    .prepare(`SELECT digest FROM journal WHERE subject = 'vault' ORDER BY seq DESC LIMIT 1`)
    .get() as { digest: Uint8Array }
  db.close()
  const bytes = Buffer.from(canonicalJson(form as never))
  expect(hex(line.digest)).toBe(hex(digest.record(vault.salt, bytes)))
  d.open()
})
