import { readFileSync } from 'node:fs'
import Database from 'better-sqlite3'
import { describe, expect, it, test, vi } from 'vitest'
import { openWriteDb } from '../../src/main/store/db.ts'
import type { WriteDb } from '../../src/main/store/db.ts'
import { emptyPart } from '../../src/main/store/import-parts.ts'
import { asFailure } from '../../src/main/store/database-error.ts'
import { noticeSet } from '../../src/main/store/migrations/0011-0016.ts'
import type { StoredAdvisory } from '../../src/main/store/notices.ts'
import { openStore } from '../../src/main/store/store.ts'
import { AuthorKey, Day, RecordId } from '../../src/shared/ids.ts'
import { ascii, hash } from '../format/conventions.ts'
import { backToSchema15, vaultDigestOf } from './schema-15.ts'
import { digest, failure, hex, newId, runVerify, settings, testVault } from './test-vault.ts'
import type { TestVault } from './test-vault.ts'

const author = AuthorKey.parse('ab'.repeat(32))
const idOf = (n: number): string => hex(digest.plain(Buffer.from(String(n))))

const noticeOf = (n: number, subject = newId()): StoredAdvisory => ({
  id: idOf(n),
  notice: {
    author,
    day: Day.parse('2024-04-02'),
    kind: 'withdrawal',
    revision: null,
    signature: 'cd'.repeat(64),
    subject: RecordId.parse(subject),
    subjectKind: 'source',
    text: '',
    uses: ['share-desk'],
  },
})
const noticesFrom = (first: number, count: number): StoredAdvisory[] =>
  Array.from({ length: count }, (_, i) => noticeOf(first + i))

/** Reads or changes the database with its key, without the store. */
const behind = <T>(d: TestVault, act: (db: WriteDb) => T): T => {
  d.close()
  const db = openWriteDb(d.file, { databaseKey: Buffer.from(d.key) })
  try {
    return act(db)
  } finally {
    db.close()
    d.open()
  }
}

type SetRow = { readonly since: number; readonly count: number; readonly hash: Uint8Array }
const setIn = (db: WriteDb): SetRow => db.prepare<[], SetRow>('SELECT * FROM notice_set').get()!

/** The set of these ids as docs/FORMAT-RECORDS.md describes it, with another BLAKE2b. */
const setOf = (db: WriteDb, ids: readonly string[]): { count: number; hash: string } => {
  const salt = db.prepare<[], Uint8Array>('SELECT salt FROM vault').pluck().get()!
  const key = hash(ascii('understory/notices/v1'), 32, salt)
  const sum = ids
    .map((id) => BigInt(`0x${hex(hash(ascii(id), 32, key))}`))
    .reduce((all, one) => all ^ one, 0n)
  return { count: ids.length, hash: sum.toString(16).padStart(64, '0') }
}
const expectSet = (d: TestVault, ids: readonly string[]): void => {
  const last = d.store.journal.list('vault', null, 1).lines[0]?.digest
  behind(d, (db) => {
    const { count, hash: sum } = setIn(db)
    expect({ count, hash: hex(sum) }).toEqual(setOf(db, ids))
    expect(last).toBe(hex(vaultDigestOf(db, ids.length === 0 ? [] : [setOf(db, ids)])))
  })
  expect(d.store.openState(d.anchor)).toBe('ok')
  expect(runVerify(d.store).faults).toEqual([])
}

describe('the digest of the vault covers the set of notices', () => {
  it('by their number and the XOR of the keyed digests of their ids, in any order', () => {
    const d = testVault()
    expectSet(d, [])
    d.store.notices.keep([noticeOf(1), noticeOf(2)])
    expectSet(d, [idOf(2), idOf(1)])
    d.store.notices.keep([noticeOf(3), noticeOf(2)])
    expectSet(d, [1, 2, 3].map(idOf))
    d.store.notices.end([idOf(1), idOf(1), idOf(7)])
    expectSet(d, [2, 3].map(idOf))
    d.store.notices.end([idOf(2), idOf(3)])
    expectSet(d, [])
  })

  it('also after the purge of a record that deletes its notices', () => {
    const d = testVault()
    const report = d.filed()
    d.store.notices.keep([noticeOf(1, report.id), noticeOf(2)])
    d.store.records.remove(RecordId.parse(report.id), report.rev)
    d.store.records.purgeRemoved()
    expect([...d.store.notices.every()].map(({ id }) => id)).toEqual([idOf(2)])
    expect(runVerify(d.store).faults).toEqual([])
    expect(d.store.openState(d.anchor)).toBe('ok')
  })

  it('in the one line of the vault that a transaction of an import writes', () => {
    const d = testVault()
    const { seq } = d.store.journal.tail()
    decideParts(d, [noticesFrom(1, 20), noticesFrom(21, 20)])
    d.store.importParts.apply(ports, false)
    d.store.importParts.apply(ports, false)
    expect(
      d.store.journal
        .list('vault', null, 10)
        .lines.filter((line) => line.seq > seq)
        .map(({ kind }) => kind),
    ).toEqual(['import.continued', 'import.continued', 'record.imported'])
    expect([...d.store.notices.every()]).toHaveLength(40)
    expect(runVerify(d.store).faults).toEqual([])
  })
})

describe('an opening and the verification find', () => {
  const row = (db: WriteDb, n: number, subject = 'x'): void =>
    void db
      .prepare('INSERT INTO notice (id, subject, notice) VALUES (?, ?, ?)')
      .run(idOf(n), subject, '{}')
  const cases: readonly (readonly [string, (db: WriteDb) => void])[] = [
    ['a notice that is missing', (db) => db.exec(`DELETE FROM notice WHERE id = '${idOf(2)}'`)],
    ['a notice that was added', (db) => row(db, 9)],
    [
      'a notice in the place of another',
      (db) => {
        db.exec(`DELETE FROM notice WHERE id = '${idOf(2)}'`)
        row(db, 9)
      },
    ],
    ['a missing row of the set', (db) => db.exec('DELETE FROM notice_set')],
  ]
  it.each(cases)('%s', (_, change) => {
    const d = testVault()
    d.store.notices.keep(noticesFrom(1, 3))
    behind(d, change)
    expect(d.store.openState(d.anchor)).toBe('tampered')
    expect(runVerify(d.store).faults).toEqual([{ subject: 'vault', what: 'digest' }])
    expect(failure(() => [...d.store.notices.check()])).toBe('tampered')
  })

  it('a set that was changed along with the rows, by its digest', () => {
    const d = testVault()
    d.store.notices.keep(noticesFrom(1, 3))
    behind(d, (db) => {
      db.exec(`DELETE FROM notice WHERE id = '${idOf(2)}'`)
      const { count, hash: sum } = setOf(db, [1, 3].map(idOf))
      db.prepare('UPDATE notice_set SET count = ?, hash = ?').run(count, Buffer.from(sum, 'hex'))
    })
    expect(failure(() => d.store.settings.get())).toBe('tampered')
    expect(runVerify(d.store).faults).toEqual([{ subject: 'vault', what: 'digest' }])
  })
})

test('a write of the vault does not accept rows that differ from the set', () => {
  const d = testVault()
  d.store.notices.keep(noticesFrom(1, 3))
  behind(d, (db) => db.exec(`DELETE FROM notice WHERE id = '${idOf(2)}'`))
  d.store.settings.set({ ...settings, idleLockMinutes: 9 })
  d.store.journal.note('vault.verified')
  expect(d.store.openState(d.anchor)).toBe('tampered')
  expect(runVerify(d.store).faults).toEqual([{ subject: 'vault', what: 'digest' }])
})

test('notices that come while they are compared are no fault', () => {
  const d = testVault()
  d.store.notices.keep(noticesFrom(1, 1_200))
  let next = 10_000
  for (const step of d.store.notices.check()) {
    expect(step).toBe(undefined)
    d.store.notices.keep([noticeOf((next += 1))])
  }
  expect(next).toBeGreaterThan(10_001)
})

describe('a vault of schema 15', () => {
  const ofSchema15 = (count: number): TestVault => {
    const d = testVault()
    d.filed({ title: 'kept' })
    d.store.notices.keep(noticesFrom(1, count))
    d.close()
    backToSchema15(d)
    return d
  }

  const versionOf = (d: TestVault): unknown => {
    const db = openWriteDb(d.file, { databaseKey: Buffer.from(d.key) })
    try {
      return db.pragma('user_version', { simple: true })
    } finally {
      db.close()
    }
  }

  it('opens with its notices, and covers them as a set from its next line on', () => {
    const d = ofSchema15(1_100)
    d.open()
    expect(d.store.openState(d.anchor)).toBe('ok')
    expect(runVerify(d.store)).toMatchObject({ faults: [], searchIndexHolds: true })
    expect([...d.store.notices.every()]).toHaveLength(1_100)
    d.store.notices.keep([noticeOf(0)])
    expectSet(
      d,
      Array.from({ length: 1_101 }, (_, n) => idOf(n)),
    )
  })

  it.each([true, false])(
    'without one of its notices is tampered; migrated before: %s',
    (isMigrated) => {
      const d = ofSchema15(5)
      if (isMigrated) d.open().close()
      const db = openWriteDb(d.file, { databaseKey: Buffer.from(d.key) })
      db.exec(`DELETE FROM notice WHERE id = '${idOf(3)}'`)
      db.close()
      expect(
        failure(() => {
          d.open().settings.get()
        }),
      ).toBe('tampered')
      d.store = openStore({ ...d.options(), readonly: true })
    },
  )

  it('is not migrated, and not read for ever, over a tree whose rows do not ascend', () => {
    const db = new Database(':memory:')
    db.unsafeMode(true)
    db.exec(`CREATE TABLE vault (one INTEGER PRIMARY KEY, salt BLOB, settings TEXT);
      CREATE TABLE journal (seq INTEGER PRIMARY KEY);
      CREATE TABLE notice (id TEXT PRIMARY KEY COLLATE NOCASE, subject TEXT, notice TEXT)
        WITHOUT ROWID;`)
    db.prepare('INSERT INTO vault VALUES (1, ?, ?)').run(Buffer.alloc(32), '{}')
    const put = db.prepare(`INSERT INTO notice (id, subject, notice) VALUES (?, 's', '{}')`)
    // The last id of each 500 is below all others by its bytes.
    for (let n = 0; n < 3_000; n += 1)
      put.run((n % 500 === 499 ? 'K' : 'k') + String(n).padStart(6, '0'))
    db.pragma('writable_schema = ON')
    db.exec(`UPDATE sqlite_schema SET sql = replace(sql, ' COLLATE NOCASE', '')`)
    const disordered = new Database(db.serialize()) as unknown as WriteDb
    let read = 0
    const record: typeof digest.record = (...input) => {
      if ((read += 1) > 10_000) throw new Error('it reads for ever')
      return digest.record(...input)
    }
    const migrated = failure(() => {
      try {
        noticeSet(disordered, { record })
      } catch (cause) {
        throw asFailure(cause)
      }
    })
    expect(migrated).toBe('damaged')
    expect(read).toBeLessThan(10_000)
  })

  it('is read without a change of any byte, and verified', () => {
    const d = ofSchema15(5)
    const before = readFileSync(d.file)
    const store = openStore({ ...d.options(), readonly: true })
    expect([...store.notices.every()]).toHaveLength(5)
    expect(store.settings.get()).toEqual(settings)
    expect(store.openState(d.anchor)).toBe('ok')
    expect(runVerify(store).faults).toEqual([])
    store.close()
    expect(readFileSync(d.file).equals(before)).toBe(true)
    d.open()
  })

  it('whose list no longer matches is tampered, whatever set its migration computed', () => {
    const d = ofSchema15(5)
    d.open().close()
    d.open().notices.keep([noticeOf(9)])
    d.close()
    const db = openWriteDb(d.file, { databaseKey: Buffer.from(d.key) })
    db.exec(`DELETE FROM notice WHERE id = '${idOf(9)}';
      DROP TABLE notice_set; DROP INDEX notice_by_use; PRAGMA user_version = 15`)
    db.close()
    // Migrated again: the set fits the rows, the digest does not.
    expect(failure(() => d.open())).toBe('tampered')
    // The migration was undone: nothing of it makes the next opening believe the rows.
    expect(failure(() => d.open())).toBe('tampered')
    expect(versionOf(d)).toBe(15)
    d.store = openStore({ ...d.options(), readonly: true })
  })
})

/** What the notices of a part become: all are stored. */
const ports = {
  cards: () => undefined,
  notices: (notices: readonly StoredAdvisory['notice'][]) =>
    notices.map((notice) => ({ id: notice.signature.slice(0, 64), notice })),
  chain: () => undefined,
  escrow: () => undefined,
  isEnough: () => true,
}

/** Stages parts with notices and decides them. The signature of each is its id here. */
const decideParts = (d: TestVault, parts: readonly StoredAdvisory[][]): void => {
  d.store.importParts.stage(
    parts.map((notices) => ({
      ...emptyPart,
      notices: notices.map(({ id, notice }) => ({ ...notice, signature: `${id}${id}` })),
    })),
  )
  d.store.importParts.decide({
    ...{ exportId: '1', sender: author, pair: 'pair', sequence: '1', seq: 1, previous: null },
    ...{ hash: '1'.repeat(64), day: Day.parse('2024-04-02') },
  })
}

type Costs = { readonly rows: number; readonly bytes: number; readonly sources: Set<string> }

/**
 * What an act costs whatever the machine: rows that statements returned or changed, without those of
 * filler, which are drawn at random; bytes that were hashed; and the statements.
 */
const costs = (d: TestVault, act: () => void): Costs => {
  let rows = 0
  let bytes = 0
  const sources = new Set<string>()
  const counted =
    (call: (...parts: Uint8Array[]) => Uint8Array) =>
    (...parts: Uint8Array[]): Uint8Array => {
      bytes += parts.reduce((sum, part) => sum + part.length, 0)
      return call(...parts)
    }
  d.close()
  d.store = openStore({
    ...d.options(),
    digest: {
      salt: digest.salt,
      record: counted(digest.record as typeof digest.plain),
      chain: counted(digest.chain as typeof digest.plain),
      plain: counted(digest.plain),
    },
  })
  const other = new Database(':memory:')
  const statements = Object.getPrototypeOf(other.prepare('SELECT 1')) as Database.Statement
  other.close()
  const spies = (['all', 'get', 'run'] as const).map((name) => {
    const real = statements[name] as (this: unknown, ...values: unknown[]) => unknown
    const spy = function (this: Database.Statement, ...values: unknown[]): unknown {
      const result = real.apply(this, values)
      if (!/filler|freelist|PRAGMA|SAVEPOINT|RELEASE/i.test(this.source)) {
        sources.add(this.source)
        rows += Array.isArray(result) ? result.length : 1
      }
      return result
    }
    return vi.spyOn(statements, name).mockImplementation(spy as never)
  })
  bytes = 0
  try {
    act()
  } finally {
    for (const spy of spies) spy.mockRestore()
  }
  return { rows, bytes, sources }
}

/** Statements that read the whole table of notices, by their plan. */
const scansOfNotices = (d: TestVault, sources: Iterable<string>): string[] =>
  behind(d, (db) =>
    [...sources].filter(
      (source) =>
        /\bnotice\b/.test(source) &&
        db
          .prepare<[], { detail: string }>(`EXPLAIN QUERY PLAN ${source.replace(/\?|:\w+/g, '1')}`)
          .all()
          .some(({ detail }) => /^SCAN (notice|n)\b/.test(detail)),
    ),
  )

type Act = (d: TestVault) => unknown

/** Half of the stored notices are about this record. */
const bothersome = RecordId.parse('b'.repeat(32))

describe('beside n, 2n or 4n stored notices the same rows are read and the same bytes hashed', () => {
  const none: Act = () => undefined
  const acts: readonly (readonly [string, Act, Act])[] = [
    [
      'by a write of the state of the vault',
      none,
      ({ store }) => store.settings.set({ ...settings, idleLockMinutes: 9 }),
    ],
    ['by a read that verifies it', none, ({ store }) => store.contacts.list()],
    ['by a notice that is stored', none, ({ store }) => store.notices.keep([noticeOf(1)])],
    ['by a notice that ends', none, ({ store }) => store.notices.end([idOf(100_001)])],
    [
      'by a part of an import with notices',
      (d) => decideParts(d, [noticesFrom(1, 50), noticesFrom(51, 50)]),
      ({ store }) => store.importParts.apply(ports, false),
    ],
    [
      'by a read of the notices of one record',
      none,
      ({ store }) => [...store.notices.of(RecordId.parse(newId()))],
    ],
    [
      'by a read of those of its author alone, beside as many of others',
      none,
      ({ store }) => [...store.notices.by(bothersome, AuthorKey.parse('ef'.repeat(32)))],
    ],
    ['by a search for those of purged records', none, ({ store }) => store.notices.outliving()],
  ]
  it.each(acts)('%s', (_, prepare, act) => {
    const [first, ...more] = [1_100, 2_200, 4_400].map((n) => {
      const d = testVault()
      d.store.notices.keep(
        Array.from({ length: n }, (_, i) =>
          noticeOf(100_000 + i, i % 2 === 0 ? newId() : bothersome),
        ),
      )
      prepare(d)
      const { rows, bytes, sources } = costs(d, () => void act(d))
      return { rows, bytes, scans: scansOfNotices(d, sources) }
    })
    expect(first?.scans).toEqual([])
    for (const one of more) expect(one).toEqual(first)
  })
})
