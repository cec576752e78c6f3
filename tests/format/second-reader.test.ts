import { readFileSync, writeFileSync } from 'node:fs'
import Database from 'better-sqlite3'
import { beforeAll, describe, expect, test } from 'vitest'
import { takeRealKdf } from '../faults/fast-kdf.ts'
import {
  argon2idRoot,
  kdfBounds,
  mixKeyFile,
  newKdfParams,
  passphraseBytes,
} from '../../src/crypto/kdf.ts'
import { deriveKey } from '../../src/crypto/keys.ts'
import { createRecoveryCode, formatRecoveryCode } from '../../src/crypto/recovery-code.ts'
import { Secret } from '../../src/crypto/secret.ts'
import { sodiumReady } from '../../src/crypto/sodium.ts'
import { createHeader } from '../../src/crypto/v1/header.ts'
import { createIdentityKeyPair, sealIdentity } from '../../src/crypto/v1/identity-seal.ts'
import { createAnchorFile } from '../../src/main/vault/files/anchor-file.ts'
import { createHeaderFiles } from '../../src/main/vault/files/header-file.ts'
import type { VaultPaths } from '../../src/main/vault/files/paths.ts'
import { temporaryVault } from '../vault-files/temporary-vault.ts'
import { openIdentity, readVault } from './second-reader.ts'

// The second reader computes Argon2id itself.
beforeAll(takeRealKdf)

beforeAll(sodiumReady)

const keyFile = new Uint8Array(300).fill(1)
const text = 'repatriation 북송 遣返 '.repeat(2000)

const writeDatabase = (paths: VaultPaths, vaultKey: Secret): void => {
  const db = new Database(paths.database)
  db.pragma("cipher='aegis'")
  db.pragma("algorithm='aegis-256'")
  db.key(Buffer.from(`raw:${Buffer.from(deriveKey(vaultKey, 'database').bytes).toString('hex')}`))
  db.pragma('journal_mode=DELETE')
  db.exec('CREATE TABLE note (id INTEGER PRIMARY KEY, body TEXT) STRICT')
  const insert = db.prepare('INSERT INTO note (body) VALUES (?)')
  for (let i = 0; i < 20; i++) insert.run(`${i} ${text}`)
  db.close()
}

const makeVault = () => {
  const paths = temporaryVault()
  const kdf = newKdfParams(kdfBounds.floor)
  const code = createRecoveryCode()
  const root = argon2idRoot(passphraseBytes('다시 만날 그날까지'), kdf)
  const vaultKey = Secret.random()
  const header = createHeader(
    [
      { kind: 'passphrase', root, kdf },
      { kind: 'recovery', root: argon2idRoot(code.bytes, kdf), kdf },
      { kind: 'passphrase', root: mixKeyFile(root, keyFile), kdf, keyFile: true },
    ],
    vaultKey,
  )
  createHeaderFiles(paths, header)
  const anchor = createAnchorFile(paths, vaultKey, { seq: 1, hash: new Uint8Array(32).fill(1) })
  anchor.write({ seq: 2, hash: new Uint8Array(32).fill(2) })
  anchor.close()
  writeDatabase(paths, vaultKey)
  return { paths, code: formatRecoveryCode(code), vaultKey }
}

describe('a reader written from docs/FORMAT.md alone', () => {
  test('opens a vault with each credential, and reads slots, anchor and database', async () => {
    const { paths, code, vaultKey } = makeVault()
    // Decomposed, as another system's keyboard might send it.
    const passphrase = '다시 만날 그날까지'.normalize('NFD')
    const credentials = [{ passphrase }, { recoveryCode: code }, { passphrase, keyFile }]
    for (const [index, credential] of credentials.entries()) {
      const read = await readVault(paths.folder, credential)
      expect(read.slot.index).toBe(index)
      expect(read.slot.vaultKey).toEqual(vaultKey.bytes)
      expect(read).toMatchObject({ epoch: 1, anchor: { seq: 2, hash: '02'.repeat(32) } })
      expect(read.slots).toEqual([
        { index: 0, kind: 'passphrase', group: 0, keyFile: false },
        { index: 1, kind: 'recovery', group: 0, keyFile: false },
        { index: 2, kind: 'passphrase', group: 0, keyFile: true },
      ])
      const db = new Database(read.database)
      expect(db.pragma('integrity_check', { simple: true })).toBe('ok')
      expect(db.prepare('SELECT body FROM note WHERE id = 20').pluck().get()).toBe(`19 ${text}`)
      db.close()
    }
  })

  test('opens it with the second copy when the first is damaged, and not with a guess', async () => {
    const { paths, code, vaultKey } = makeVault()
    const header = readFileSync(paths.header)
    header[4000] = (header[4000] ?? 0) ^ 1
    writeFileSync(paths.header, header)
    const read = await readVault(paths.folder, { recoveryCode: code })
    expect(read.slot.vaultKey).toEqual(vaultKey.bytes)
    await expect(readVault(paths.folder, { passphrase: 'guess' })).rejects.toThrow('opens')
  })

  test('opens a sealed identity', () => {
    const { publicKey, secretKey } = createIdentityKeyPair()
    const context = new TextEncoder().encode('source')
    const sealed = sealIdentity(new TextEncoder().encode(text.slice(0, 900)), [publicKey], context)
    expect(openIdentity(sealed, secretKey.bytes, context).toString()).toBe(text.slice(0, 900))
    expect(() => openIdentity(sealed, Secret.random().bytes, context)).toThrow('not for this key')
  })
})
