import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { takeRealKdf } from '../faults/fast-kdf.ts'
import { deriveKey } from '../../src/crypto/keys.ts'
import type { Secret } from '../../src/crypto/secret.ts'
import { openReadDb, openWriteDb } from '../../src/main/store/db.ts'
import type { ReadDb } from '../../src/main/store/db.ts'
import { latestSchema, migrate } from '../../src/main/store/migrate.ts'
import { migrations } from '../../src/main/store/migrations/index.ts'
import { vaultPaths } from '../../src/main/vault/files/paths.ts'
import { digestPort } from '../../src/main/vault/storage/digest-port.ts'
import { openDatabase } from '../../src/main/vault/storage/vault-database.ts'
import { collect, isIncomplete } from '../../src/rescue/collect.ts'
import {
  caseContent,
  failureOf,
  newVault,
  passphrase,
  reopen,
  reportContent,
  temporaryFolder,
} from '../vault/harness.ts'
import { backToSchema10 } from '../store/schema-10.ts'
import { vaultKeyOf } from '../faults/vault-keys.ts'
import { run, snapshot } from './rescue-vault.ts'
import type { Found } from './rescue-vault.ts'

// Rescue is a program of its own, and knows Argon2id only.
beforeAll(takeRealKdf)

const fixture = join(import.meta.dirname, '..', 'fixtures', 'vaults', 'v2-schema-1')
const pageSize = 4096
const versions = Array.from({ length: latestSchema - 1 }, (_, i) => i + 1)
const byTitle = {
  caseId: null,
  sourceId: null,
  state: null,
  order: 'title',
  cursor: null,
  limit: 10,
} as const

let place: ReturnType<typeof temporaryFolder>
let fixtureKey: Secret
let copies = 0

beforeAll(async () => {
  place = temporaryFolder()
  fixtureKey = await vaultKeyOf(copyOfFixture())
})
afterAll(() => {
  fixtureKey.wipe()
  place.remove()
})

const copyOfFixture = (): string => {
  const folder = join(place.path, `copy${String((copies += 1))}`)
  cpSync(fixture, folder, { recursive: true })
  return folder
}
const databaseKey = (vaultKey = fixtureKey): Buffer =>
  Buffer.from(deriveKey(vaultKey, 'database').bytes)

/** The first vault ever, as a later version migrated it. */
const ofVersion = (version: number): string => {
  const folder = copyOfFixture()
  const file = vaultPaths(folder).database
  const db = openWriteDb(file, { databaseKey: databaseKey() })
  migrate(db, file, digestPort, migrations.slice(0, version))
  db.close()
  rmSync(`${file}.v1`, { force: true })
  return folder
}
const overwritePage = (folder: string, page: number): void => {
  const file = vaultPaths(folder).database
  const bytes = readFileSync(file)
  bytes.fill(0x5a, page * pageSize, (page + 1) * pageSize)
  writeFileSync(file, bytes)
}
/** Asked of the database of a folder that is whole. */
const ask = <T>(folder: string, question: (db: ReadDb) => T, vaultKey = fixtureKey): T => {
  const db = openReadDb(vaultPaths(folder).database, { databaseKey: databaseKey(vaultKey) })
  try {
    return question(db)
  } finally {
    db.close()
  }
}
type Part = 'journal' | 'record' | 'seal' | 'sqlite_schema'
type Page = { readonly page: number; readonly kind: 'internal' | 'leaf' | 'overflow' }
/** Counted from nought. */
const pagesOf = (folder: string, part: Part, vaultKey = fixtureKey): Page[] =>
  ask(
    folder,
    (db) =>
      db
        .prepare<[string], Page>(
          'SELECT pageno - 1 AS page, pagetype AS kind FROM dbstat WHERE name = ? ORDER BY pageno',
        )
        .all(part),
    vaultKey,
  )
/** Overwrites a page that is full of a sealed identity. */
const overwriteSeal = (folder: string): void => {
  const [first] = pagesOf(folder, 'seal').filter(({ kind }) => kind === 'overflow')
  overwritePage(folder, first?.page ?? 0)
}

/** What rescue finds in place; null where the database cannot be opened at all. */
const found = (folder: string, vaultKey = fixtureKey): Found | null => {
  const paths = vaultPaths(folder)
  try {
    const stored = openDatabase({ paths, vaultKey, nativeBinding: undefined, now: Date.now })
    try {
      return collect({ stored, headerCopies: 'equal' }) as unknown as Found
    } finally {
      stored.close()
    }
  } catch {
    return null
  }
}
const recordsIn = ({ cases, sources, reports }: Found): number =>
  cases.length + sources.length + reports.length

describe('a vault of an older schema with one page overwritten', () => {
  it('is read without the content of that page, unless the page belongs to the schema', () => {
    const folder = copyOfFixture()
    const whole = readFileSync(vaultPaths(folder).database)
    const schema = pagesOf(folder, 'sqlite_schema').map(({ page }) => page)
    const unopened: number[] = []
    let complete = 0
    for (let page = 0; page < whole.length / pageSize; page += 1) {
      overwritePage(folder, page)
      const read = found(folder)
      if (read === null) unopened.push(page)
      else {
        if (recordsIn(read) === 4) complete += 1
        else expect(isIncomplete(read)).toBe(true)
        expect(read.verification.state).toBe('damaged')
      }
      writeFileSync(vaultPaths(folder).database, whole)
    }
    expect(unopened).toEqual(schema)
    // Of 37 pages five hold records, or the index by which they are found.
    expect(complete).toBe(whole.length / pageSize - schema.length - 5)
  })

  it.each(versions)('of version %i still gives every record when none stood there', (version) => {
    const folder = ofVersion(version)
    overwriteSeal(folder)
    const read = found(folder)
    expect(read).toMatchObject({
      verification: { state: 'damaged' },
      settings: { language: 'en' },
      exports: [],
      contacts: [],
      backups: [],
    })
    expect(read?.reports.map(({ state }) => state).sort()).toEqual(['draft', 'filed'])
    expect(read?.reports.flatMap(({ revisions }) => revisions)).toMatchObject([{ holds: true }])
    expect(read?.cases).toHaveLength(1)
    expect(read?.sources).toHaveLength(1)
  })

  it('is read by the rescue tool, without the one report that stood there, and stays as it is', async () => {
    const folder = join(place.path, 'long')
    const { desk, made } = newVault(folder)
    await made
    for (const title of ['One', 'Two', 'Three', 'Four']) {
      const content = reportContent(`${title} `.repeat(3_000), title)
      await desk.handlers['reports.save']({ id: null, rev: 0, content })
    }
    desk.controller.close()
    const key = await vaultKeyOf(folder)
    const db = openWriteDb(vaultPaths(folder).database, { databaseKey: databaseKey(key) })
    db.exec(`${backToSchema10}; PRAGMA user_version = 10`)
    db.close()
    const texts = pagesOf(folder, 'record', key).filter(({ kind }) => kind === 'overflow')
    overwritePage(folder, texts[4]?.page ?? 0)
    key.wipe()
    const before = snapshot(folder)
    const { code, out, err } = await run([folder], `${passphrase}\n`)
    expect(err).toContain('some parts could not be read')
    expect(code).toBe(3)
    const { reports, verification } = JSON.parse(out) as Found
    expect(reports).toHaveLength(3)
    expect(verification).toMatchObject({ unreadableRecords: [{ unreadable: 'damaged' }] })
    expect(snapshot(folder)).toEqual(before)
  })

  it('opens read-only in the app: lists, texts and search work, and nothing is written', async () => {
    const folder = copyOfFixture()
    overwriteSeal(folder)
    const before = readFileSync(vaultPaths(folder).database)
    const { controller, handlers } = await reopen(folder)
    try {
      expect(controller.status()).toMatchObject({ state: 'rescue', reason: 'damaged' })
      const { hits } = await handlers['search.query']({ query: '북송', limit: 10 })
      expect(hits.map(({ row }) => row.title)).toEqual(['Two buses'])
      const { rows, total } = await handlers['reports.list'](byTitle)
      expect(rows.map(({ title }) => title)).toEqual(['Not yet filed', 'Two buses'])
      expect(total).toBe(2)
      const content = caseContent('Later')
      const save = handlers['cases.save']
      expect(await failureOf(() => save({ id: null, rev: 0, content }))).toBe('read-only')
    } finally {
      controller.close()
    }
    expect(readFileSync(vaultPaths(folder).database).equals(before)).toBe(true)
  })
})
