import { randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createDb, openReadDb } from '../../src/main/store/db.ts'
import type { ReadDb } from '../../src/main/store/db.ts'
import { latestSchema, migrate } from '../../src/main/store/migrate.ts'
import { migrations } from '../../src/main/store/migrations/index.ts'
import { seeAsLatest } from '../../src/main/store/older-schema.ts'
import { digestPort } from '../../src/main/vault/storage/digest-port.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'older-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

/** An empty database of a version, opened for reading. */
const ofVersion = (version: number): { readonly file: string; readonly db: ReadDb } => {
  const file = join(folder, `v${String(version)}.db`)
  const key = randomBytes(32)
  const made = createDb(file, { databaseKey: Buffer.from(key) })
  migrate(made, file, digestPort, migrations.slice(0, version))
  made.close()
  return { file, db: openReadDb(file, { databaseKey: key }) }
}

/** The columns that a statement can read of each table. */
const columns = (db: ReadDb, tables: readonly string[]): Record<string, string[]> =>
  Object.fromEntries(
    tables.map((table) => [
      table,
      db
        .prepare(`SELECT * FROM "${table}"`)
        .columns()
        .map(({ name }) => name)
        .sort(),
    ]),
  )

/** The search index is as it was in the first version. */
const tablesOf = (db: ReadDb): string[] =>
  db
    .prepare<[], string>(
      `SELECT name FROM sqlite_schema
        WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name NOT LIKE 'search%'`,
    )
    .pluck()
    .all()

it('a file of any older version, opened for reading, has every table and column of the latest', () => {
  const { db: latest } = ofVersion(latestSchema)
  const wanted = columns(latest, tablesOf(latest))
  expect(Object.keys(wanted).length).toBeGreaterThan(20)
  for (let version = 1; version < latestSchema; version += 1) {
    const { file, db } = ofVersion(version)
    const before = readFileSync(file)
    seeAsLatest(db, version)
    expect(columns(db, Object.keys(wanted)), `version ${String(version)}`).toEqual(wanted)
    // A view reports a missing column only when it is read.
    for (const table of Object.keys(wanted)) db.prepare(`SELECT * FROM "${table}"`).all()
    db.close()
    expect(readFileSync(file).equals(before)).toBe(true)
  }
  latest.close()
})
