import { randomBytes } from 'node:crypto'
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { ascii, concat, kdf, seal } from './conventions.ts'
import { buildHeader, entryOf, sealNext } from './header-writer.ts'
import type { HeaderInput, KdfCost } from './header-writer.ts'
import { argon2id, password } from './header-reader.ts'
import type { Credential, Entry, Kind } from './header-reader.ts'

/*
 * Vault folders for tests of the header, made by the second reader's own writer: any pair of header
 * copies over any database and anchor.
 */

export const floorCost: KdfCost = { passes: 3, memory: 65_536 }
export const random = (length: number): Uint8Array => new Uint8Array(randomBytes(length))

/** The root of a credential without a key file. */
export const rootUnder = (credential: Credential, salt: Uint8Array, cost = floorCost): Uint8Array =>
  argon2id(password(credential), salt, cost.passes, cost.memory)

export const credentialWords = {
  passphrase: { passphrase: '다시 만날 그날까지' },
  recovery: { recoveryCode: 'DJE5-7CZQ-6FZ0-29HB-28FD-C27P-MSX5-F9KE-NCJJ' },
  wipe: { passphrase: 'leave nothing behind tonight' },
} as const

/** An entry for the words above. */
export const exampleEntry = (kind: Kind, salt: Uint8Array): Entry =>
  entryOf(kind, rootUnder(credentialWords[kind], salt))

/** What the writer needs for a vault with the given credentials. */
export const exampleInput = (
  salt: Uint8Array,
  entries: readonly Kind[] = ['passphrase', 'recovery', 'wipe'],
): HeaderInput => ({
  cost: floorCost,
  salt,
  vaultKey: random(32),
  previousKey: null,
  pace: 417,
  directory: {
    epoch: 1,
    vaultId: random(16),
    next: entries.includes('wipe')
      ? sealNext(
          rootUnder(credentialWords.wipe, salt),
          credentialWords.wipe.passphrase,
          random(16),
          floorCost,
        )
      : null,
    entries: entries.map((kind) => exampleEntry(kind, salt)),
  },
})

/** The same vault at a later write. */
export const laterInput = (input: HeaderInput, epoch: number): HeaderInput => ({
  ...input,
  directory: { ...input.directory, epoch },
})

/** Writes the copies that are given, and removes the others. */
export const writeCopies = (
  folder: string,
  header: Uint8Array | null,
  backup: Uint8Array | null,
): void => {
  for (const [name, bytes] of [
    ['header', header],
    ['header.bak', backup],
  ] as const) {
    if (bytes === null) rmSync(join(folder, name), { force: true })
    else writeFileSync(join(folder, name), bytes)
  }
}

/** A database of one table under the key that a vault key gives. */
export const writeDatabase = (folder: string, vaultKey: Uint8Array, bodies: string[]): void => {
  const file = join(folder, 'notes.db')
  rmSync(file, { force: true })
  const db = new Database(file)
  db.pragma("cipher='aegis'")
  db.pragma("algorithm='aegis-256'")
  db.key(Buffer.from(`raw:${Buffer.from(kdf(vaultKey, 1, 'dbkey___')).toString('hex')}`))
  db.pragma('journal_mode=DELETE')
  db.exec('CREATE TABLE note (id INTEGER PRIMARY KEY, body TEXT) STRICT')
  const insert = db.prepare('INSERT INTO note (body) VALUES (?)')
  for (const body of bodies) insert.run(body)
  db.close()
}

/** An anchor with a point under a key of its own in each slot. */
export const writeAnchor = (
  folder: string,
  slots: readonly { readonly vaultKey: Uint8Array; readonly seq: number }[],
): void => {
  const file = Buffer.alloc(8192)
  for (const [s, { vaultKey, seq }] of slots.entries()) {
    const prefix = concat(ascii('USTA'), Uint8Array.of(1, 0, s, 0))
    const point = Buffer.alloc(40, seq)
    point.writeBigUInt64LE(BigInt(seq), 0)
    file.set(concat(prefix, seal(kdf(vaultKey, 3, 'anchor__'), prefix, point)), 4096 * s)
  }
  writeFileSync(join(folder, 'anchor'), file)
}

/** A header that a wipe leaves after its first step: the wipe slot alone. */
export const destroyedInput = (input: HeaderInput): Buffer => {
  const alone = { ...input.directory, entries: input.directory.entries.slice(2) }
  return buildHeader({ ...input, vaultKey: random(32), directory: alone })
}
