import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Secret } from '../../src/crypto/secret.ts'
import { createIdentityKeyPair, openIdentity } from '../../src/crypto/v1/identity-seal.ts'
import { identityKeyText } from '../../src/main/vault/sealed-identities/identity-keys.ts'
import type { Identity } from '../../src/shared/identity.ts'
import type { SourceId } from '../../src/shared/ids.ts'
import { session } from '../exchange/test-vault.ts'
import { names } from '../exchange/meet.ts'
import { fill, hybridOf, taken, twoVaults } from '../exchange/two-vaults.ts'
import type { Two } from '../exchange/two-vaults.ts'
import { readVault } from '../format/second-reader.ts'
import { failureOf, passphrase, sourceContent } from './harness.ts'
import type { TestVault } from './harness.ts'

const own = 'five other words for identities'
const someone: Identity = {
  name: '박서연',
  otherNames: ['Pak Sŏ-yŏn'],
  contact: '+86 138 0013 8000',
  note: 'Call after eight.',
}

let two: Two
beforeEach(async () => {
  two = await twoVaults()
  await two.desk.handlers['identity.createKey']({ passphrase: own, label: 'Desk' })
  const theirs = await two.desk.handlers['identity.ownPublicKey']({})
  await two.field.handlers['identity.addRecipient']({ key: theirs?.key ?? '', label: 'Desk' })
})
afterEach(() => two.end())

const sealIn = (of: TestVault, id: SourceId): Uint8Array =>
  session(of).store.sources.seals(id)[0]?.bytes ?? new Uint8Array()

/** Every value of every table except the seals, as bytes, and its hex or base64 decoded. */
const valuesOf = (database: Buffer): Buffer[] => {
  const db = new Database(database)
  const tables = db
    .prepare(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT IN ('search', 'seal')",
    )
    .pluck()
    .all() as string[]
  const found: Buffer[] = []
  for (const table of tables) {
    for (const row of db.prepare(`SELECT * FROM "${table}"`).raw().all() as unknown[][]) {
      for (const value of row) {
        if (Buffer.isBuffer(value)) found.push(value)
        if (typeof value !== 'string') continue
        found.push(Buffer.from(value))
        if (/^[0-9a-f]{64,}$/.test(value)) found.push(Buffer.from(value, 'hex'))
        for (const [word] of value.matchAll(/[A-Za-z0-9_+/-]{43,}/g)) {
          found.push(Buffer.from(word, 'base64url'))
        }
      }
    }
  }
  db.close()
  return found
}

/** 32 bytes from every offset of short values, and from every 32nd of long ones. */
const keysIn = (values: readonly Buffer[]): Set<string> =>
  new Set(
    values.flatMap((value) => {
      const step = value.length <= 200 ? 1 : 32
      const count = Math.max(0, Math.floor((value.length - 32) / step) + 1)
      return Array.from({ length: count }, (_, n) =>
        value.subarray(n * step, n * step + 32).toString('hex'),
      )
    }),
  )

describe('a field vault', () => {
  it('cannot open an identity with its passphrase and everything in its database', async () => {
    const { id, rev, content } = await two.field.handlers['sources.save']({
      id: null,
      rev: 0,
      content: sourceContent('Quiet Heron'),
      identity: someone,
    })
    await two.field.handlers['sources.save']({ id, rev, content, identity: null })
    const { store } = session(two.field)
    const seals = store.sources.seals(id).map(({ bytes }) => bytes)
    const folder = two.field.folder
    two.field.controller.close()
    const { database, slot } = await readVault(folder, { passphrase })
    // The pages, free space included, and the keys that the passphrase gives.
    for (const part of [someone.name, 'Pak S', '138 0013', 'after eight']) {
      expect(database.includes(Buffer.from(part))).toBe(false)
    }
    const keys = keysIn([...valuesOf(database), Buffer.from(slot.vaultKey)])
    expect(keys.size).toBeGreaterThan(1_000)
    const context = Buffer.from(id, 'hex')
    for (const hex of keys) {
      const key = Secret.take(Uint8Array.from(Buffer.from(hex, 'hex')))
      for (const seal of seals) {
        expect(await failureOf(() => openIdentity(seal, key, context))).toBe('not-for-us')
      }
    }
  }, 300_000)
})

describe('a file that a vault imports', () => {
  it('changes none of its identity keys, and the desk can read the identities that the field sealed', async () => {
    const { caseId, sourceId } = await fill(two.field)
    const { rev, content } = await two.field.handlers['sources.get']({ id: sourceId })
    const consents = [
      { use: 'share-desk' as const, audience: '', given: '2024', withdrawn: '', note: '' },
    ]
    await two.field.handlers['sources.save']({
      id: sourceId,
      rev,
      content: { ...content, consents },
      identity: someone,
    })
    // The sender seals to another recipient too.
    const stranger = createIdentityKeyPair()
    await two.field.handlers['identity.addRecipient']({
      key: identityKeyText(stranger.publicKey),
      label: 'Desk',
    })
    const before = await two.desk.handlers['identity.status']({})
    const keys = ['identity-own', 'identity-recipients'].map((kind) =>
      session(two.desk).store.keyring.get(kind),
    )
    await names(two.field, two.desk)
    const target = { kind: 'keys' as const, recipients: [await hybridOf(two.desk)] }
    await taken(two.desk, await two.exported(two.field, caseId, target))
    expect(await two.desk.handlers['identity.status']({})).toEqual(before)
    expect(
      ['identity-own', 'identity-recipients'].map((kind) =>
        session(two.desk).store.keyring.get(kind),
      ),
    ).toEqual(keys)

    // The seal arrived unchanged, and every later save here has the same size.
    expect(sealIn(two.desk, sourceId)).toEqual(sealIn(two.field, sourceId))
    const read = () =>
      two.desk.handlers['identity.read']({ sourceId, passphrase: own, reason: 'To call back' })
    expect((await read()).identities).toEqual([someone])
    const here = await two.desk.handlers['sources.get']({ id: sourceId })
    const saved = await two.desk.handlers['sources.save']({
      id: sourceId,
      rev: here.rev,
      content: here.content,
      identity: null,
    })
    expect(saved.sealBytes).toBe(8848)
    expect(sealIn(two.desk, sourceId)).not.toEqual(sealIn(two.field, sourceId))
    const asStranger = () =>
      openIdentity(sealIn(two.desk, sourceId), stranger.secretKey, Buffer.from(sourceId, 'hex'))
    expect(await failureOf(asStranger)).toBe('not-for-us')
    expect((await read()).identities).toEqual([someone])
  })
})
