import { readFileSync, writeFileSync } from 'node:fs'
import Database from 'better-sqlite3'
import { beforeAll, describe, expect, test } from 'vitest'
import { takeFastKdf, takeRealKdf } from '../faults/fast-kdf.ts'
import {
  argon2idRoot,
  kdfBounds,
  mixKeyFile,
  newKdfParams,
  passphraseBytes,
} from '../../src/crypto/kdf.ts'
import { parseRecoveryCode } from '../../src/crypto/recovery-code.ts'
import { Secret } from '../../src/crypto/secret.ts'
import { sodium, sodiumReady } from '../../src/crypto/sodium.ts'
import { createIdentityKeyPair, sealIdentity } from '../../src/crypto/v1/identity-seal.ts'
import { credentialKeys, credentialName } from '../../src/crypto/v2/credential-keys.ts'
import type { CredentialKeys } from '../../src/crypto/v2/credential-keys.ts'
import { readDirectory } from '../../src/crypto/v2/directory.ts'
import type { DirectoryEntry } from '../../src/crypto/v2/directory.ts'
import {
  buildHeader,
  openHeader,
  openNext,
  sealNext,
  verifyHeader,
} from '../../src/crypto/v2/header.ts'
import { readHeader } from '../../src/crypto/v2/header-layout.ts'
import { temporaryVault } from '../vault-files/temporary-vault.ts'
import { equal, xwingDecapsulate, xwingEncapsulate, xwingPublicKey } from './conventions.ts'
import {
  credentialKeys as readerKeys,
  credentialName as readerName,
  openSlot,
  readDirectory as readerDirectory,
} from './header-reader.ts'
import { buildHeader as writeHeader } from './header-writer.ts'
import { openIdentity, openVaultHeader, readVault } from './second-reader.ts'
import {
  credentialWords,
  exampleInput,
  floorCost,
  random,
  rootUnder,
  writeAnchor,
  writeCopies,
  writeDatabase,
} from './vault-on-disk.ts'

// The second reader computes Argon2id itself.
beforeAll(takeRealKdf)
beforeAll(sodiumReady)

const keyFile = new Uint8Array(300).fill(1)
const text = 'repatriation 북송 遣返 '.repeat(2000)
const { passphrase, recovery, wipe } = credentialWords
/** Decomposed, as another system's keyboard might send it. */
const decomposed = { passphrase: passphrase.passphrase.normalize('NFD') }

const entryOf = (keys: CredentialKeys, hasKeyFile = false): DirectoryEntry => ({
  keyFile: hasKeyFile,
  psk: keys.psk,
  publicKey: keys.publicKey,
})

const kdf = newKdfParams(kdfBounds.floor)
const nextKdf = newKdfParams(kdfBounds.floor)

/** Derived once by the app, with Argon2id. */
const appRoots = () => ({
  passphrase: mixKeyFile(argon2idRoot(passphraseBytes(passphrase.passphrase), kdf), keyFile),
  recovery: argon2idRoot(parseRecoveryCode(recovery.recoveryCode).bytes, kdf),
  wipe: argon2idRoot(passphraseBytes(wipe.passphrase), kdf),
  next: argon2idRoot(passphraseBytes(wipe.passphrase), nextKdf),
})
let roots: ReturnType<typeof appRoots>
beforeAll(() => {
  roots = appRoots()
})

/** A header that the app builds, for the words of the examples and a key file. */
const appHeader = (previousKey: Secret | null = null) => {
  const keys = {
    passphrase: credentialKeys(roots.passphrase),
    recovery: credentialKeys(roots.recovery),
    wipe: credentialKeys(roots.wipe),
  }
  const vaultKey = Secret.random()
  const directory = {
    epoch: 41,
    vaultId: random(16),
    next: sealNext(keys.wipe, { kdf: nextKdf, root: roots.next }),
    entries: {
      passphrase: entryOf(keys.passphrase, true),
      recovery: entryOf(keys.recovery),
      wipe: entryOf(keys.wipe),
    },
  }
  const header = buildHeader({ kdf, vaultKey, previousKey, directory, pace: 812 })
  return { header: Buffer.from(header), vaultKey, directory }
}

const vaultOf = (header: Buffer, vaultKey: Uint8Array) => {
  const paths = temporaryVault()
  writeCopies(paths.folder, header, header)
  writeDatabase(
    paths.folder,
    vaultKey,
    Array.from({ length: 20 }, (_, i) => `${String(i)} ${text}`),
  )
  writeAnchor(paths.folder, [
    { vaultKey, seq: 1 },
    { vaultKey, seq: 2 },
  ])
  return paths
}

describe('a reader written from docs/FORMAT.md alone', () => {
  test('opens a vault with each credential, and reads directory, anchor and database', async () => {
    const { header, vaultKey, directory } = appHeader()
    const paths = vaultOf(header, vaultKey.bytes)
    for (const [credential, kind] of [
      [{ ...decomposed, keyFile }, 'passphrase'],
      [recovery, 'recovery'],
    ] as const) {
      const read = await readVault(paths.folder, credential)
      expect(read.slot).toEqual({ kind, vaultKey: vaultKey.bytes, previousKey: null })
      expect(read).toMatchObject({ epoch: 41, anchor: { seq: 2, hash: '02'.repeat(32) } })
      expect(read.vaultId).toEqual(directory.vaultId)
      expect(read.directory.next).toEqual(directory.next)
      expect(read.directory.entries).toEqual(
        (['passphrase', 'recovery', 'wipe'] as const).map((each) => {
          const { keyFile: hasKeyFile, psk, publicKey } = directory.entries[each]
          return { kind: each, keyFile: hasKeyFile, psk: psk.bytes, publicKey }
        }),
      )
      const db = new Database(read.database)
      expect(db.pragma('integrity_check', { simple: true })).toBe('ok')
      expect(db.prepare('SELECT body FROM note WHERE id = 20').pluck().get()).toBe(`19 ${text}`)
      db.close()
    }
    await expect(readVault(paths.folder, passphrase)).rejects.toThrow('wrong-passphrase')
    await expect(readVault(paths.folder, { passphrase: 'guess' })).rejects.toThrow('wrong')
  })

  test('reports a wipe slot, and what the vault after a wipe is made of, and changes nothing', async () => {
    const { header, vaultKey } = appHeader()
    const paths = vaultOf(header, vaultKey.bytes)
    const result = await openVaultHeader(paths.folder, wipe)
    expect(result).toEqual({
      outcome: 'wipe',
      slot: {
        kind: 'wipe',
        pace: 812,
        next: { salt: nextKdf.salt, passes: 3, memory: 65_536, root: roots.next.bytes },
      },
    })
    await expect(readVault(paths.folder, wipe)).rejects.toThrow('wipe')
    expect(equal(readFileSync(paths.header), header)).toBe(true)
  })

  test('opens it with the second copy when the first is damaged', async () => {
    const { header, vaultKey } = appHeader()
    const paths = vaultOf(header, vaultKey.bytes)
    const damaged = Buffer.from(header)
    damaged[4000] = (damaged[4000] ?? 0) ^ 1
    writeFileSync(paths.header, damaged)
    expect((await readVault(paths.folder, recovery)).slot.vaultKey).toEqual(vaultKey.bytes)
  })

  test('reads a change of the key that stopped before the database, or within the anchor', async () => {
    const previous = Secret.random()
    const { header, vaultKey } = appHeader(previous)
    const paths = vaultOf(header, previous.bytes)
    const before = await readVault(paths.folder, recovery)
    expect(before.slot.previousKey).toEqual(previous.bytes)
    expect(before.databaseVaultKey).toEqual(previous.bytes)
    expect(before.anchor).toEqual({ seq: 2, hash: '02'.repeat(32) })
    writeDatabase(paths.folder, vaultKey.bytes, [text])
    writeAnchor(paths.folder, [
      { vaultKey: vaultKey.bytes, seq: 2 },
      { vaultKey: previous.bytes, seq: 1 },
    ])
    const after = await readVault(paths.folder, recovery)
    expect(after.databaseVaultKey).toEqual(vaultKey.bytes)
    expect(after.anchor?.seq).toBe(2)
  })

  test('opens a sealed identity', () => {
    const { publicKey, secretKey } = createIdentityKeyPair()
    const context = new TextEncoder().encode('source')
    const sealed = sealIdentity(new TextEncoder().encode(text.slice(0, 900)), [publicKey], context)
    expect(openIdentity(sealed, secretKey.bytes, context).toString()).toBe(text.slice(0, 900))
    expect(() => openIdentity(sealed, Secret.random().bytes, context)).toThrow('not for this key')
  })
})

describe('the header by two implementations', () => {
  beforeAll(takeFastKdf)

  test('X-Wing of OpenSSL and of libsodium agree, also about a ciphertext that was changed', () => {
    const seed = random(32)
    const { publicKey } = sodium.crypto_kem_xwing_seed_keypair(seed)
    expect(xwingPublicKey(seed)).toEqual(publicKey)
    const { ciphertext, sharedSecret } = sodium.crypto_kem_xwing_enc(publicKey)
    expect(xwingDecapsulate(ciphertext, seed)).toEqual(sharedSecret)
    const own = xwingEncapsulate(publicKey)
    expect(sodium.crypto_kem_xwing_dec(own.ciphertext, seed)).toEqual(own.shared)
    for (const at of [0, 700, 1_087]) {
      const changed = own.ciphertext.map((byte, i) => (i === at ? byte ^ 1 : byte))
      expect(xwingDecapsulate(changed, seed)).toEqual(sodium.crypto_kem_xwing_dec(changed, seed))
    }
  })

  test('a root gives both the same keys, and a credential has one name', () => {
    const root = random(32)
    const [app, reader] = [credentialKeys(Secret.take(root.slice())), readerKeys(root)]
    expect(reader).toEqual({
      psk: app.psk.bytes,
      secret: app.kemSecret.bytes,
      publicKey: app.publicKey,
      nextKey: app.nextKey.bytes,
    })
    expect(Buffer.from(readerName(reader.publicKey)).toString('hex')).toBe(credentialName(app))
  })

  test('what one writes the other reads, and writes again to the same fields', () => {
    for (const kinds of [['passphrase'], ['recovery', 'passphrase'], undefined] as const) {
      const input = { ...exampleInput(random(16), kinds), previousKey: random(32) }
      const { kdf: read, bytes: header } = readHeader(Uint8Array.from(writeHeader(input)))
      expect(read).toEqual({ passes: 3, memoryKiB: 65_536, salt: input.salt })
      const key = Secret.take(input.vaultKey.slice())
      expect(verifyHeader(header, key)).toBe(true)
      const directory = readDirectory(header, key)
      const again = buildHeader({ kdf: read, vaultKey: key, previousKey: null, directory, pace: 3 })
      expect(readerDirectory(Buffer.from(again), input.vaultKey)).toEqual({
        ...input.directory,
        entries: [...input.directory.entries].sort((a, b) => (a.kind < b.kind ? -1 : 1)),
      })
    }
  })

  test('the app opens each slot that the second writer wrote', () => {
    const input = { ...exampleInput(random(16)), previousKey: random(32) }
    const header = writeHeader(input)
    const keysOf = (kind: 'passphrase' | 'recovery' | 'wipe'): CredentialKeys =>
      credentialKeys(Secret.take(rootUnder(credentialWords[kind], input.salt)))
    for (const kind of ['passphrase', 'recovery'] as const) {
      const slot = openHeader(header, keysOf(kind))
      if (slot === null || slot.kind === 'wipe') throw new Error('no key')
      expect(slot.kind).toBe(kind)
      expect(slot.vaultKey.bytes).toEqual(input.vaultKey)
      expect(slot.previousKey?.bytes).toEqual(input.previousKey)
    }
    const keys = keysOf('wipe')
    const slot = openHeader(header, keys)
    if (slot?.kind !== 'wipe') throw new Error('no wipe slot')
    expect(slot.pace).toBe(417)
    const next = openNext(keys, slot.next)
    expect(next.root.bytes).toEqual(rootUnder(wipe, next.kdf.salt, floorCost))
  })

  test('no slot of the app is tied to its place', () => {
    const { header } = appHeader()
    const places = Array.from({ length: 3 }, (_, i) =>
      header.subarray(64 + 1344 * i, 1408 + 1344 * i),
    )
    for (const order of [
      [1, 2, 0],
      [2, 0, 1],
    ]) {
      const moved = Buffer.from(header)
      for (const [to, from] of order.entries()) moved.set(places[from] ?? header, 64 + 1344 * to)
      for (const kind of ['passphrase', 'recovery', 'wipe'] as const)
        expect(openSlot(moved, roots[kind].bytes)?.kind).toBe(kind)
    }
  })
})
