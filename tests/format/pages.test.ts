import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newVault, passphrase, reportContent, temporaryFolder } from '../vault/harness.ts'
import { decryptDatabase, readVault } from './second-reader.ts'

const pageBytes = 4096
/**
 * Offset of the plain bytes at the end of a page: the random number that its key and nonce come
 * from.
 */
const nonceAt = 4064
const word = 'SULPHURFORD'

describe('the database of a vault, as it lies on the disk', () => {
  const place = temporaryFolder()
  const folder = join(place.path, 'vault')
  let raw: Buffer

  beforeAll(async () => {
    const { desk, made } = newVault(folder)
    await made
    const content = reportContent(`${word} `.repeat(3_000), word)
    await desk.handlers['reports.save']({ id: null, rev: 0, content })
    desk.controller.close()
    raw = readFileSync(join(folder, 'notes.db'))
  })
  afterAll(() => place.remove())

  test('is AEGIS-256 on every page, and decrypts to an ordinary database in the second reader', async () => {
    const { slot, database } = await readVault(folder, { passphrase })
    expect(raw.length / pageBytes).toBeGreaterThan(20)
    expect(database.length).toBe(raw.length)
    const db = new Database(database)
    expect(db.pragma('integrity_check', { simple: true })).toBe('ok')
    db.close()
    expect(database.includes(word)).toBe(true)
    // With any one bit of any page flipped, the cipher returns nothing.
    for (let page = 0; page * pageBytes < raw.length; page += 1) {
      const at = page * pageBytes + 24 + ((page * 601) % (pageBytes - 24))
      const flipped = Buffer.from(raw)
      flipped[at] = (flipped[at] ?? 0) ^ 1
      expect(() => decryptDatabase(flipped, slot.vaultKey), String(page)).toThrow()
    }
    const other = slot.vaultKey.map((byte) => byte ^ 1)
    expect(() => decryptDatabase(raw, other)).toThrow()
  })

  test('states in clear that 64 bytes of each page are reserved, as both documents do', () => {
    expect(raw.subarray(16, 24).toString('hex')).toBe('1000010140402020')
    const documents = ['FORMAT.md', 'FORMAT-RECORDS.md'].map((name) =>
      readFileSync(join(import.meta.dirname, '../../docs', name), 'utf8'),
    )
    expect(documents[0]).toContain('last 64 bytes are reserved')
    expect(documents[1]).toContain('the reserved bytes at the end of each page (64)')
  })

  test('contains no written word, no table name, and no two pages alike', () => {
    for (const text of [word, 'SQLite format', 'CREATE TABLE', 'report', 'journal'])
      expect(raw.includes(text), text).toBe(false)
    const pages = Array.from({ length: raw.length / pageBytes }, (_, page) =>
      raw.subarray(page * pageBytes, (page + 1) * pageBytes),
    )
    const beginnings = pages.map((page) => page.subarray(24, 56).toString('hex'))
    const nonces = pages.map((page) => page.subarray(nonceAt).toString('hex'))
    expect(new Set(beginnings).size).toBe(pages.length)
    expect(new Set(nonces).size).toBe(pages.length)
  })
})
