import { readFileSync, statSync, unlinkSync, writeFileSync } from 'node:fs'
import Database from 'better-sqlite3'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { createContext } from '../../src/main/store/context.ts'
import { openWriteDb } from '../../src/main/store/db.ts'
import { plainPages } from './plain-pages.ts'
import { failure, settings, testVault } from './test-vault.ts'
import type { TestVault } from './test-vault.ts'

afterEach(() => vi.restoreAllMocks())

/** Turns one bit of a page of filler: of the last ones, or of those in the middle. */
const damageFiller = (d: TestVault, place: number): void => {
  const { owner } = plainPages(d.file, d.key)
  const filler = [...owner].flatMap(([page, name]) => (name === 'filler' ? [page] : []))
  const page = filler.sort((a, b) => a - b).at(place) ?? 0
  const bytes = readFileSync(d.file)
  const at = (page - 1) * 4096 + 100
  bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at)
  writeFileSync(d.file, bytes)
}

describe('a damaged page of filler', () => {
  test.each([-1, -2, -12, -30, 10, 1])('stops no write (page %i)', (place) => {
    const d = testVault()
    d.saveCase()
    d.close()
    damageFiller(d, place)
    for (let n = 0; n < 3; n++) {
      d.open()
      expect(d.store.records.purgeRemoved()).toBe(0)
      expect(failure(() => d.draft())).toBe(null)
      expect(failure(() => d.saveSource())).toBe(null)
      d.close()
    }
    d.open()
  })
})

test('a journal that another program removed stops no write', () => {
  const d = testVault()
  d.saveCase()
  unlinkSync(`${d.file}-journal`)
  expect(failure(() => d.draft())).toBe(null)
  expect(failure(() => d.draft())).toBe(null)
})

describe('a rewrite of the file that was interrupted', () => {
  const interrupted = (): TestVault => {
    const d = testVault()
    d.longDrafts(10)()
    const exec = Reflect.get(Database.prototype, 'exec') as Database.Database['exec']
    vi.spyOn(Database.prototype, 'exec').mockImplementation(function (
      this: Database.Database,
      sql,
    ) {
      if (sql === 'VACUUM') throw Object.assign(new Error('stopped'), { code: 'SQLITE_FULL' })
      return exec.call(this, sql)
    })
    d.store.records.purgeRemoved()
    vi.restoreAllMocks()
    d.reopen()
    return d
  }

  test('is made up for at the next unlock, and then a setting changes as many pages as ever', () => {
    const d = interrupted()
    const before = statSync(d.file).size
    d.store.records.purgeRemoved()
    expect(statSync(d.file).size).toBeLessThan(before / 2)
    const [old, size] = [readFileSync(d.file), statSync(d.file).size]
    d.store.settings.set({ ...settings, pseudonym: 'B' })
    const now = readFileSync(d.file)
    const pages = Array.from({ length: size / 4096 }, (_, page) => page * 4096)
    const changed = pages.filter(
      (at) => !old.subarray(at, at + 4096).equals(now.subarray(at, at + 4096)),
    )
    expect(changed).toHaveLength(48)
  })

  test('is not begun at a lock for the filler alone: a lock has a second', () => {
    const d = testVault()
    d.longDrafts(10)()
    const before = statSync(d.file).size
    d.store.records.purgeRemoved(true)
    expect(statSync(d.file).size).toBe(before)
    d.store.records.purgeRemoved()
    expect(statSync(d.file).size).toBeLessThan(before / 2)
  })
})

test('the padding of a write that exceeds the cache ends', () => {
  const d = testVault()
  for (let n = 0; n < 30; n++) d.draft({ body: `${'some words '.repeat(3_000)}${String(n)}` })
  d.close()
  for (let n = 0; n < 60; n++) {
    const db = openWriteDb(d.file, { databaseKey: Buffer.from(d.key) })
    // A small cache stands for a large write.
    db.pragma(`cache_size=${String(10 + (n % 40))}`)
    const ports = { now: Date.now, actor: () => 'x', onCommit: () => undefined }
    const digest = { salt: () => new Uint8Array(), keyed: () => new Uint8Array() }
    const context = createContext(db, { ...ports, digest } as never, true)
    context.write(() =>
      context
        .sql<[number]>(`UPDATE record SET content = content || ' ' WHERE num <= ?`)
        .run(1 + (n % 30)),
    )
    db.close()
  }
  d.open()
})
