/**
 * A second reader of the vault format, written from docs/FORMAT.md and nothing else: it shares no
 * code with src/, has another implementation of Argon2id, BLAKE2b and X-Wing, and decrypts the
 * database's pages itself. It reads and never writes. The header is in `header-reader.ts`.
 *
 *   node tests/format/second-reader.ts VAULT < file-with-passphrase
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import Database from 'better-sqlite3'
import sodium from 'libsodium-wrappers'
import {
  ascii,
  concat,
  decrypt,
  equal,
  hash,
  kdf,
  unseal,
  xwingDecapsulate,
} from './conventions.ts'
import { argon2id, openCopies, password } from './header-reader.ts'
import type { Credential, HeaderResult } from './header-reader.ts'

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

/** Does the key of this vault key open the first page? */
const opensDatabase = (file: Buffer, vaultKey: Uint8Array): boolean => {
  try {
    return decryptDatabase(file.subarray(0, 4096), vaultKey).length === 4096
  } catch {
    return false
  }
}

/**
 * Section 5. @param vaultKeys the vault key and, after a change that has not reached the anchor, the
 * previous one
 */
export const readAnchor = (file: Buffer, vaultKeys: readonly Uint8Array[]) => {
  const keys = vaultKeys.map((vaultKey) => kdf(vaultKey, 3, 'anchor__'))
  const points = [0, 1].flatMap((s) => {
    const slot = file.subarray(4096 * s, 4096 * s + 88)
    const prefix = concat(ascii('USTA'), Uint8Array.of(1, 0, s, 0))
    if (!equal(slot.subarray(0, 8), prefix)) return []
    return keys.flatMap((key) => {
      try {
        const plain = Buffer.from(unseal(key, prefix, slot.subarray(8)))
        return [{ seq: Number(plain.readBigUInt64LE()), hash: plain.toString('hex', 8) }]
      } catch {
        return []
      }
    })
  })
  return points.sort((a, b) => b.seq - a.seq)[0] ?? null
}

// Section 6.
export const openIdentity = (
  blob: Uint8Array,
  secretKey: Uint8Array,
  context: Uint8Array,
): Buffer => {
  const bound = concat(blob.subarray(0, 8), hash(context, 32))
  if (!equal(blob.subarray(0, 8), ascii('USTI\x01\0\0\0'))) throw new Error('not an identity')
  for (let i = 0; i < 4; i++) {
    const stanza = blob.subarray(8 + 1168 * i, 8 + 1168 * (i + 1))
    const ct = stanza.subarray(0, 1120)
    const shared = xwingDecapsulate(ct, secretKey)
    let contentKey: Uint8Array
    try {
      const wrapping = kdf(shared, 1, 'idwrap__')
      contentKey = decrypt(wrapping, new Uint8Array(24), concat(bound, ct), stanza.subarray(1120))
    } catch {
      continue
    }
    const commit = hash(concat(bound, blob.subarray(0, 4680)), 32, kdf(contentKey, 2, 'idcommt_'))
    if (!equal(commit, blob.subarray(4680, 4712))) throw new Error('commitment')
    const aad = concat(bound, blob.subarray(0, 4712))
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
  const aad = concat(wrapped.subarray(0, 32), row.public_key)
  const plain = unseal(kdf(root, 1, 'idwrapk_'), aad, wrapped.subarray(32))
  return Array.from({ length: plain.length / 32 }, (_, i) => plain.slice(32 * i, 32 * i + 32))
}

const fileOrNull = (folder: string, name: string): Buffer | null => {
  try {
    return readFileSync(join(folder, name))
  } catch {
    return null
  }
}

/** What a credential gives at the header of a vault folder. A wipe slot is reported and not acted on. */
export const openVaultHeader = async (
  folder: string,
  credential: Credential,
): Promise<HeaderResult> => {
  await sodium.ready
  const database = fileOrNull(folder, 'notes.db')
  const copies = ['header', 'header.bak'].map((name) => fileOrNull(folder, name))
  return openCopies(copies, credential, (vaultKey) =>
    database === null ? false : opensDatabase(database, vaultKey),
  )
}

/**
 * Everything that the page describes, read from a vault folder.
 *
 * @throws Error whose message begins with the outcome, if the vault does not open
 */
export const readVault = async (folder: string, credential: Credential) => {
  const result = await openVaultHeader(folder, credential)
  if (result.outcome !== 'opened') throw new Error(`${result.outcome}: the vault does not open`)
  const { slot, directory, databaseVaultKey } = result
  const anchorKeys = [slot.vaultKey, ...(slot.previousKey === null ? [] : [slot.previousKey])]
  return {
    epoch: directory.epoch,
    vaultId: directory.vaultId,
    slot,
    directory,
    /** The vault key that the database is under: the previous one after an unfinished change. */
    databaseVaultKey,
    anchor: readAnchor(readFileSync(join(folder, 'anchor')), anchorKeys),
    database: decryptDatabase(readFileSync(join(folder, 'notes.db')), databaseVaultKey),
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const passphrase = readFileSync(0, 'utf8').replace(/\r?\n$/, '')
  const read = await readVault(process.argv[2] ?? '', { passphrase })
  const db = new Database(read.database)
  const names = db
    .prepare<[], { name: string }>(
      "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name",
    )
    .all()
  const summary = {
    epoch: read.epoch,
    vaultId: Buffer.from(read.vaultId).toString('hex'),
    slot: read.slot.kind,
    credentials: read.directory.entries.map(({ kind, keyFile }) => ({ kind, keyFile })),
    anchor: read.anchor,
    tables: names.map(({ name }) => name),
  }
  process.stdout.write(`${JSON.stringify(summary, null, 2)}\n`)
}
