import { existsSync } from 'node:fs'
import { expect, test } from 'vitest'
import { openWriteDb } from '../../src/main/store/db.ts'
import { latestSchema, migrate, schemaVersion } from '../../src/main/store/migrate.ts'
import { migrations } from '../../src/main/store/migrations/index.ts'
import { defineSearchFunctions } from '../../src/main/store/report-columns.ts'
import { openStore } from '../../src/main/store/store.ts'
import { digest, testVault } from './test-vault.ts'
import type { TestVault } from './test-vault.ts'
import { backToSchema10 } from './schema-10.ts'

const ofSchema10 = (): TestVault => {
  const d = testVault()
  d.filed({ title: 'kept' })
  d.close()
  const db = openWriteDb(d.file, { databaseKey: Buffer.from(d.key) })
  db.exec(`${backToSchema10}; PRAGMA user_version = 10`)
  db.close()
  return d
}

/** The progress that an opening reports: steps done, and in all. */
const toldByOpening = (d: TestVault, readonly = false): (readonly [number, number])[] => {
  const told: (readonly [number, number])[] = []
  const onMigration = (done: number, total: number) => void told.push([done, total])
  d.store = openStore({ ...d.options(), readonly, onMigration })
  return told
}

const owed = latestSchema - 10

test('an older database says how far it is from before its copy to after its last step', () => {
  const d = ofSchema10()
  const total = owed + 1
  const all = Array.from({ length: total + 1 }, (_, done) => [done, total])
  expect(toldByOpening(d)).toEqual(all)
})

test('an opening that brings nothing up to date tells nothing', () => {
  const d = ofSchema10()
  // Read as it is.
  expect(toldByOpening(d, true)).toEqual([])
  d.close()
  toldByOpening(d)
  d.close()
  expect(toldByOpening(d)).toEqual([])
})

test('what is told holds: the copy is there or is not yet, and each step told is in the database', () => {
  const d = ofSchema10()
  const db = openWriteDb(d.file, { databaseKey: Buffer.from(d.key) })
  defineSearchFunctions({ db })
  const seen: unknown[] = []
  migrate(db, d.file, digest, migrations, (done) =>
    seen.push([done, existsSync(`${d.file}.v10`), schemaVersion(db), db.inTransaction]),
  )
  db.close()
  expect(seen).toEqual([
    [0, false, 10, false],
    ...Array.from({ length: owed + 1 }, (_, step) => [step + 1, true, 10 + step, false]),
  ])
  d.open()
})

test('the copy of what it was stays until all is done, also when it is done in two goes', () => {
  const d = ofSchema10()
  const db = openWriteDb(d.file, { databaseKey: Buffer.from(d.key) })
  migrate(db, d.file, digest, migrations.slice(0, 11))
  db.close()
  const copyOf = (version: number): boolean => existsSync(`${d.file}.v${String(version)}`)
  expect(copyOf(10)).toBe(true)
  const seen: unknown[] = []
  d.store = openStore({
    ...d.options(),
    onMigration: (done, total) => void seen.push([done, total, copyOf(10)]),
  })
  const total = latestSchema - 11 + 1
  expect(seen).toEqual(Array.from({ length: total + 1 }, (_, done) => [done, total, true]))
  expect([copyOf(10), copyOf(11)]).toEqual([false, false])
})
