/**
 * A second reader of the vault format, written from docs/FORMAT.md and nothing else: it shares no
 * code with src/, derives keys with another implementation of Argon2id and BLAKE2b, and decrypts
 * the database's pages itself. It reads and never writes.
 *
 *   node tests/format/second-reader.ts VAULT < file-with-passphrase
 */
import { argon2Sync } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { blake2b } from '@noble/hashes/blake2.js'
import Database from 'better-sqlite3'
import sodium from 'libsodium-wrappers'
import { fastRootBytes } from '../vault-files/fast-root-bytes.ts'

const equal = (a: Uint8Array, b: Uint8Array): boolean => Buffer.compare(a, b) === 0
const join8 = (...parts: readonly Uint8Array[]): Uint8Array => new Uint8Array(Buffer.concat(parts))
const ascii = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'latin1'))
const hash = (message: Uint8Array, dkLen: number, key?: Uint8Array): Uint8Array =>
  blake2b(message, key === undefined ? { dkLen } : { dkLen, key })

// Section 1.
const kdf = (key: Uint8Array, id: number, context: string): Uint8Array => {
  const salt = Buffer.alloc(16)
  salt.writeBigUInt64LE(BigInt(id))
  const personalization = Buffer.alloc(16)
  personalization.write(context, 'latin1')
  return blake2b(new Uint8Array(0), { key, salt, personalization, dkLen: 32 })
}

const decrypt = (key: Uint8Array, nonce: Uint8Array, aad: Uint8Array, sealed: Uint8Array) =>
  sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(null, sealed, aad, nonce, key)
const unseal = (key: Uint8Array, aad: Uint8Array, sealed: Uint8Array) =>
  decrypt(key, sealed.subarray(0, 24), aad, sealed.subarray(24))

export type Credential = { passphrase: string; keyFile?: Uint8Array } | { recoveryCode: string }

// OpenSSL's; the hash in its place where the test's vaults use that (tests/faults/fast-kdf.ts).
const argon2id = (message: Uint8Array, nonce: Uint8Array, passes: number, memory: number) => {
  if (process.env['UNDERSTORY_TEST_KDF'] === 'fast')
    return fastRootBytes(message, { passes, memoryKiB: memory, salt: nonce })
  const sizes = { parallelism: 1, tagLength: 32, passes, memory }
  return new Uint8Array(argon2Sync('argon2id', { message, nonce, ...sizes }))
}

// Section 3, "Root" and "Recovery code".
const password = (credential: Credential): Uint8Array => {
  if ('passphrase' in credential) {
    return new Uint8Array(Buffer.from(credential.passphrase.normalize('NFKC'), 'utf8'))
  }
  const symbols = credential.recoveryCode.replaceAll('-', '')
  let bits = ''
  for (const symbol of symbols) {
    bits += '0123456789ABCDEFGHJKMNPQRSTVWXYZ'.indexOf(symbol).toString(2).padStart(5, '0')
  }
  const code = Uint8Array.from({ length: 20 }, (_, i) => parseInt(bits.slice(i * 8, i * 8 + 8), 2))
  const check = hash(join8(ascii('understory/recovery/v1\0'), code), 32)
  const first20 = [...check.subarray(0, 3)]
    .map((byte) => byte.toString(2).padStart(8, '0'))
    .join('')
  if (first20.slice(0, 20) !== bits.slice(160)) throw new Error('the checksum of the code is wrong')
  return code
}

const rootOf = (credential: Credential, group: Buffer): Uint8Array => {
  const [algorithm, t, m, p] = [0, 4, 8, 12].map((at) => group.readUInt32LE(at))
  if (algorithm !== 2 || p !== 1 || t === undefined || m === undefined)
    throw new Error('unknown KDF')
  if (t < 3 || t > 10 || m < 65_536 || m > 1_048_576) throw new Error('KDF out of bounds')
  const root = argon2id(password(credential), group.subarray(16, 32), t, m)
  if (!('keyFile' in credential) || credential.keyFile === undefined) return root
  return hash(join8(ascii('kf'), hash(credential.keyFile, 64)), 32, root)
}

const kinds = ['unused', 'passphrase', 'recovery', 'wipe'] as const
export type Slot = {
  index: number
  kind: (typeof kinds)[number]
  vaultKey: Uint8Array
  nextKey: Uint8Array | null
}

// Sections 2 and 3.
export const openHeader = (header: Buffer, credential: Credential): Slot | null => {
  const fixed = header.subarray(0, 32)
  if (!equal(fixed.subarray(0, 8), ascii('USTV\0\0\0\0'))) throw new Error('not a header')
  if (header.readUInt16LE(8) !== 1 || header.readUInt32LE(12) !== 8192) throw new Error('version')
  for (const g of [0, 1]) {
    const group = header.subarray(40 + 32 * g, 72 + 32 * g)
    if (group.every((byte) => byte === 0)) continue
    const root = rootOf(credential, group)
    for (let i = 0; i < 12; i++) {
      const slot = header.subarray(128 + 256 * i, 384 + 256 * i)
      const aad = join8(fixed, group, Uint8Array.of(g, i))
      if (!equal(slot.subarray(0, 32), hash(aad, 32, kdf(root, i, 'slotcmt_')))) continue
      const plain = unseal(kdf(root, i, 'slotkek_'), aad, slot.subarray(32))
      const vaultKey = plain.slice(8, 40)
      const mac = hash(header.subarray(0, 8160), 32, kdf(vaultKey, 2, 'hdrmac__'))
      const kind = kinds[plain[0] ?? 0] ?? 'unused'
      if (kind !== 'wipe' && !equal(mac, header.subarray(8160))) throw new Error('MAC')
      return { index: i, kind, vaultKey, nextKey: plain[1] === 1 ? plain.slice(40, 72) : null }
    }
  }
  return null
}

export const directory = (header: Buffer, vaultKey: Uint8Array) => {
  const sealed = header.subarray(3200, 3368)
  const plain = unseal(kdf(vaultKey, 4, 'slotdir_'), header.subarray(0, 32), sealed)
  return Array.from({ length: 12 }, (_, index) => ({
    index,
    kind: kinds[plain[4 * index] ?? 0] ?? 'unused',
    group: plain[4 * index + 1] ?? 0,
    keyFile: plain[4 * index + 2] === 1,
  })).filter(({ kind }) => kind !== 'unused')
}

// Section 4. The result is an ordinary SQLite file, in memory.
export const decryptDatabase = (file: Buffer, vaultKey: Uint8Array): Buffer => {
  const key = kdf(vaultKey, 1, 'dbkey___')
  const pages: Buffer[] = []
  for (let number = 1; number * 4096 <= file.length; number++) {
    const page = Buffer.from(file.subarray((number - 1) * 4096, number * 4096))
    const nonce = page.subarray(4064)
    const otk = Buffer.from(
      sodium.crypto_aead_aegis256_encrypt(new Uint8Array(64), null, null, nonce, key).slice(0, 64),
    )
    otk.writeUInt32BE(number, 60)
    const start = number === 1 ? 24 : 0
    const plain = sodium.crypto_aead_aegis256_decrypt(
      null,
      page.subarray(start, 4064),
      null,
      otk.subarray(32),
      otk.subarray(0, 32),
    )
    page.set(plain, start)
    if (number === 1) page.write('SQLite format 3\0', 0, 'latin1')
    pages.push(page)
  }
  return Buffer.concat(pages)
}

// Section 5.
export const readAnchor = (file: Buffer, vaultKey: Uint8Array) => {
  const key = kdf(vaultKey, 3, 'anchor__')
  const points = [0, 1].flatMap((s) => {
    const slot = file.subarray(4096 * s, 4096 * s + 88)
    const prefix = join8(ascii('USTA'), Uint8Array.of(1, 0, s, 0))
    if (!equal(slot.subarray(0, 8), prefix)) return []
    try {
      const plain = Buffer.from(unseal(key, prefix, slot.subarray(8)))
      return [{ seq: Number(plain.readBigUInt64LE()), hash: plain.toString('hex', 8) }]
    } catch {
      return []
    }
  })
  return points.sort((a, b) => b.seq - a.seq)[0] ?? null
}

// Section 6.
export const openIdentity = (
  blob: Uint8Array,
  secretKey: Uint8Array,
  context: Uint8Array,
): Buffer => {
  const bound = join8(blob.subarray(0, 8), hash(context, 32))
  if (!equal(blob.subarray(0, 8), ascii('USTI\x01\0\0\0'))) throw new Error('not an identity')
  for (let i = 0; i < 4; i++) {
    const stanza = blob.subarray(8 + 1168 * i, 8 + 1168 * (i + 1))
    const ct = stanza.subarray(0, 1120)
    const shared = sodium.crypto_kem_xwing_dec(ct, secretKey)
    let contentKey: Uint8Array
    try {
      const wrapping = kdf(shared, 1, 'idwrap__')
      contentKey = decrypt(wrapping, new Uint8Array(24), join8(bound, ct), stanza.subarray(1120))
    } catch {
      continue
    }
    const commit = hash(join8(bound, blob.subarray(0, 4680)), 32, kdf(contentKey, 2, 'idcommt_'))
    if (!equal(commit, blob.subarray(4680, 4712))) throw new Error('commitment')
    const aad = join8(bound, blob.subarray(0, 4712))
    const plain = Buffer.from(unseal(kdf(contentKey, 1, 'idbody__'), aad, blob.subarray(4712)))
    return plain.subarray(2, 2 + plain.readUInt16LE())
  }
  throw new Error('not for this key')
}

// Section 7. The present secret key is the first.
export const identitySecrets = (
  row: { readonly public_key: Uint8Array; readonly secret_key: Buffer },
  passphrase: string,
): Uint8Array[] => {
  const wrapped = row.secret_key
  if (!equal(wrapped.subarray(0, 8), ascii('USTK\x01\0\0\0'))) throw new Error('not wrapped')
  const [passes, memory] = [wrapped.readUInt32LE(8), wrapped.readUInt32LE(12)]
  const root = argon2id(password({ passphrase }), wrapped.subarray(16, 32), passes, memory)
  const aad = join8(wrapped.subarray(0, 32), row.public_key)
  const plain = unseal(kdf(root, 1, 'idwrapk_'), aad, wrapped.subarray(32))
  return Array.from({ length: plain.length / 32 }, (_, i) => plain.slice(32 * i, 32 * i + 32))
}

/** Everything that the page describes, read from a vault folder. */
export const readVault = async (folder: string, credential: Credential) => {
  await sodium.ready
  const copies = ['header', 'header.bak'].flatMap((name) => {
    try {
      const header = readFileSync(join(folder, name))
      const slot = openHeader(header, credential)
      return slot === null ? [] : [{ header, slot, epoch: Number(header.readBigUInt64LE(32)) }]
    } catch {
      return []
    }
  })
  const best = copies.sort((a, b) => b.epoch - a.epoch)[0]
  if (best === undefined) throw new Error('no copy of the header opens')
  const { slot, header, epoch } = best
  return {
    epoch,
    slot,
    slots: directory(header, slot.vaultKey),
    anchor: readAnchor(readFileSync(join(folder, 'anchor')), slot.vaultKey),
    database: decryptDatabase(readFileSync(join(folder, 'notes.db')), slot.vaultKey),
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const passphrase = readFileSync(0, 'utf8').replace(/\r?\n$/, '')
  const { slot, database, ...rest } = await readVault(process.argv[2] ?? '', { passphrase })
  const db = new Database(database)
  const names = db
    .prepare<[], { name: string }>(
      "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name",
    )
    .all()
  const tables = names.map(({ name }) => name)
  const summary = { ...rest, slot: { index: slot.index, kind: slot.kind }, tables }
  process.stdout.write(`${JSON.stringify(summary, null, 2)}\n`)
}
