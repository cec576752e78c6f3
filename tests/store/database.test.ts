import { createHash, randomBytes } from 'node:crypto'
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createContext, lastLine } from '../../src/main/store/context.ts'
import { openReadDb, openWriteDb, wrongPragma } from '../../src/main/store/db.ts'
import type { WriteDb } from '../../src/main/store/db.ts'
import { dropBackups, migrate, schemaVersion } from '../../src/main/store/migrate.ts'
import { migrations } from '../../src/main/store/migrations/index.ts'
import { reportRepository } from '../../src/main/store/reports.ts'
import { createStore, openStore } from '../../src/main/store/store.ts'
import { Failure } from '../../src/shared/failure.ts'
import { ReportId } from '../../src/shared/ids.ts'
import {
  asRecord,
  testVault,
  digest,
  failure,
  newId,
  reportContent,
  runVerify,
  settings,
} from './test-vault.ts'
import type { TestVault } from './test-vault.ts'

test('every pragma is what it must be, on every open', () => {
  const d = testVault()
  d.close()
  const key = () => Buffer.from(d.key)
  const open = [
    () => openWriteDb(d.file, { databaseKey: key() }),
    () => openReadDb(d.file, { databaseKey: key() }),
  ]
  for (const make of open) {
    const db = make()
    expect(wrongPragma(db)).toBe(null)
    expect(db.pragma('locking_mode', { simple: true })).toBe('exclusive')
    expect(db.pragma('synchronous', { simple: true })).toBe(3)
    db.pragma('temp_store=FILE')
    expect(wrongPragma(db)).toBe('temp_store')
    db.close()
  }
  d.open()
})

test('the key is wiped by every way out', () => {
  const d = testVault()
  d.close()
  const zero = Buffer.alloc(32)
  const right = Buffer.from(d.key)
  openWriteDb(d.file, { databaseKey: right }).close()
  const wrong = randomBytes(32)
  expect(failure(() => openWriteDb(d.file, { databaseKey: wrong }))).toBe('damaged')
  const exists = randomBytes(32)
  const options = { ...d.options(), settings, keyring: [] }
  expect(failure(() => createStore({ ...options, databaseKey: exists }))).toBe('exists')
  const nowhere = randomBytes(32)
  const file = join(d.folder, 'none', 'notes.db')
  expect(failure(() => createStore({ ...options, file, databaseKey: nowhere }))).toBe('storage')
  const short = Buffer.alloc(31, 1)
  expect(failure(() => openWriteDb(d.file, { databaseKey: short }))).toBe('internal')
  for (const key of [right, wrong, exists, nowhere]) expect(key.equals(zero)).toBe(true)
  expect(short.every((byte) => byte === 0)).toBe(true)
  d.open()
})

test('a wrong key changes nothing in the file', () => {
  const d = testVault()
  d.close()
  const before = readFileSync(d.file)
  expect(failure(() => openStore({ ...d.options(), databaseKey: randomBytes(32) }))).toBe('damaged')
  expect(readFileSync(d.file).equals(before)).toBe(true)
  d.open()
})

test('nothing of a record can be read in the file', () => {
  const d = testVault()
  d.filed({ title: 'unmistakable', body: '북송된 사람들' })
  d.close()
  const bytes = readFileSync(d.file)
  for (const text of ['unmistakable', '북송', 'SQLite format', 'CREATE TABLE', 'journal']) {
    expect(bytes.includes(text)).toBe(false)
  }
  d.open()
})

/** The result for a file with one bit flipped: an error's code, `noticed`, or null. */
const flipped = (d: TestVault, good: Buffer, at: number, bit: number): string | null => {
  const bad = Buffer.from(good)
  bad[at] = (bad[at] ?? 0) ^ (1 << bit)
  writeFileSync(d.file, bad)
  return failure(() => {
    const store = d.open()
    try {
      const { faults, searchIndexHolds } = runVerify(store)
      if (faults.length > 0 || !searchIndexHolds) throw new Failure('tampered')
    } finally {
      store.close()
    }
  })
}

test('a flipped bit in any page is an error, never a silent change', () => {
  const d = testVault()
  for (let n = 0; n < 4; n++) d.filed({ title: `Report ${String(n)}`, body: 'body '.repeat(300) })
  d.close()
  const good = readFileSync(d.file)
  const codes = new Set<string | null>()
  for (let n = 1; n <= 150; n++) {
    codes.add(flipped(d, good, 24 + ((n * 7919 * 31) % (good.length - 24)), n % 8))
  }
  expect([...codes].filter((code) => code !== 'damaged' && code !== 'tampered')).toEqual([])
  writeFileSync(d.file, good)
  d.open()
})

test('of the 24 bytes in clear, those that nothing checks have no say in what is read', () => {
  const d = testVault()
  d.close()
  const good = readFileSync(d.file)
  const silent: number[] = []
  for (let at = 0; at < 24; at++) {
    for (let bit = 0; bit < 8; bit++) {
      if (flipped(d, good, at, bit) === null && !silent.includes(at)) silent.push(at)
    }
  }
  // A salt for passphrases, which a raw key has no use for, and two bytes that can at most forbid
  // writing (the file format's versions).
  expect(silent).toEqual([...Array.from({ length: 16 }, (_, at) => at), 18, 19])
  writeFileSync(d.file, good)
  d.open()
})

test('a second opening of the same file is refused as busy and harms nothing', () => {
  const d = testVault()
  d.draft()
  expect(failure(() => openStore(d.options()))).toBe('busy')
  d.draft()
  expect(runVerify(d.store).faults).toEqual([])
})

test('a store opened for reading reads everything and writes nothing', () => {
  const d = testVault()
  const report = d.filed()
  d.close()
  const before = readFileSync(d.file)
  const store = openStore({ ...d.options(), readonly: true })
  expect(store.reports.get(report.id).content.title).toBe('A title')
  expect(store.search('body', 5).total).toBe(1)
  expect(failure(() => store.settings.set({ ...settings, theme: 'dark' }))).toBe('read-only')
  store.close()
  expect(readFileSync(d.file).equals(before)).toBe(true)
  d.open()
  d.store.freeze()
  expect(failure(() => d.draft())).toBe('read-only')
})

test('a file of a newer version is refused and stays as it is', () => {
  const d = testVault()
  d.close()
  const db = openWriteDb(d.file, { databaseKey: Buffer.from(d.key) })
  db.pragma('user_version = 99')
  db.close()
  const before = readFileSync(d.file)
  expect(failure(() => d.open())).toBe('newer')
  expect(readFileSync(d.file).equals(before)).toBe(true)
  const back = openWriteDb(d.file, { databaseKey: Buffer.from(d.key) })
  back.pragma(`user_version = ${String(migrations.length)}`)
  back.close()
  d.open()
})

const rename = {
  up: (db: WriteDb) => {
    db.exec('ALTER TABLE report ADD COLUMN weight INTEGER NOT NULL DEFAULT 0')
  },
}

test('a further migration keeps every record, and a copy of the old version until it is dropped', () => {
  const d = testVault()
  d.filed({ title: 'kept' })
  d.close()
  const next = migrations.length + 1
  const db = openWriteDb(d.file, { databaseKey: Buffer.from(d.key) })
  expect(migrate(db, d.file, digest, [...migrations, rename])).toBe(migrations.length)
  expect(schemaVersion(db)).toBe(next)
  expect(db.prepare('SELECT count(*) AS n FROM report WHERE weight = 0').get()).toEqual({ n: 1 })
  db.close()
  const backup = `${d.file}.v${String(migrations.length)}`
  const old = openStore({ ...d.options(), file: backup })
  expect(
    old.reports.list({ caseId: null, sourceId: null, state: null, cursor: null, limit: 5 }).total,
  ).toBe(1)
  old.close()
  dropBackups(d.file, next)
  expect(existsSync(backup)).toBe(false)
  expect(failure(() => d.open())).toBe('newer')
})

test('a migration that fails leaves the version before it, whole', () => {
  const d = testVault()
  d.filed()
  d.close()
  const broken = {
    up: (db: WriteDb) => {
      db.exec('CREATE TABLE half (a TEXT) STRICT')
      throw new Error('broken')
    },
  }
  const db = openWriteDb(d.file, { databaseKey: Buffer.from(d.key) })
  expect(failure(() => migrate(db, d.file, digest, [...migrations, rename, broken]))).toBe(
    'internal',
  )
  expect(schemaVersion(db)).toBe(migrations.length + 1)
  expect(db.prepare(`SELECT 1 FROM sqlite_schema WHERE name = 'half'`).get()).toBe(undefined)
  db.close()
})

test('released migrations are frozen and numbered without a gap', () => {
  const folder = join(import.meta.dirname, '../../src/main/store/migrations')
  const files = readdirSync(folder)
    .filter((name) => /^\d{4}-/.test(name))
    .sort()
  // A file holds one migration, or all from one number to another.
  const numbers = files.flatMap((name) => {
    const [, first, last = first] = /^(\d{4})-(\d{4})?/.exec(name) ?? []
    return Array.from(
      { length: Number(last) - Number(first) + 1 },
      (_, index) => Number(first) + index,
    )
  })
  expect(numbers).toEqual(migrations.map((_, index) => index + 1))
  const hashes = Object.fromEntries(
    files.map((name) => [
      name,
      createHash('sha256')
        .update(readFileSync(join(folder, name)))
        .digest('hex'),
    ]),
  )
  const frozen: unknown = JSON.parse(
    readFileSync(join(import.meta.dirname, 'migrations.json'), 'utf8'),
  )
  expect(hashes).toEqual(frozen)
})

test('a full disk is storage, undoes the write whole, and does not stop the next one', () => {
  const d = testVault()
  d.draft()
  d.close()
  const db = openWriteDb(d.file, { databaseKey: Buffer.from(d.key) })
  const context = createContext(db, d.options(), true)
  const reports = reportRepository(context)
  const save = (body: string, id = newId()) =>
    reports.save({ id: ReportId.parse(id), rev: 0, content: reportContent({ body }) })
  const before = lastLine(context)
  db.pragma(`max_page_count = ${String(db.pragma('page_count', { simple: true }))}`)
  expect(failure(() => save('x'.repeat(100_000)))).toBe('storage')
  expect(lastLine(context)).toEqual(before)
  expect(d.anchor?.seq).toBe(before.seq)
  db.pragma('max_page_count = 100000')
  save('x'.repeat(100_000))
  db.close()
  d.open()
  expect(runVerify(d.store)).toMatchObject({ records: 2, faults: [], searchIndexHolds: true })
})

test('after an error that leaves doubt about the disk, nothing more is written', () => {
  const d = testVault()
  const report = d.draft({ body: 'body '.repeat(5000) })
  d.draft()
  d.close()
  const bytes = readFileSync(d.file)
  const db = openWriteDb(d.file, { databaseKey: Buffer.from(d.key) })
  const page = (
    db
      .prepare(`SELECT pageno FROM dbstat WHERE name = 'record' AND pagetype = 'overflow' LIMIT 1`)
      .get() as { pageno: number }
  ).pageno
  db.close()
  const bad = Buffer.from(bytes)
  bad.fill(0, page * 4096 - 4096, page * 4096)
  writeFileSync(d.file, bad)
  d.open()
  expect(failure(() => d.store.settings.set({ ...settings, theme: 'dark' }))).toBe(null)
  expect(failure(() => d.store.reports.get(report.id))).toBe('damaged')
  expect(failure(() => d.store.settings.set({ ...settings, theme: 'light' }))).toBe('read-only')
  expect(d.store.settings.get().theme).toBe('dark')
  expect(failure(() => d.store.records.examine(asRecord(report.id)))).toBe('damaged')
})
