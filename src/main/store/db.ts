import { chmodSync, closeSync, openSync } from 'node:fs'
import Database from 'better-sqlite3'
import { Failure } from '../../shared/failure.ts'
import { asFailure } from './database-error.ts'

declare const readable: unique symbol
declare const writable: unique symbol
/** A keyed connection with every pragma asserted. */
export type ReadDb = Database.Database & { readonly [readable]: true }
/** The one connection that may write. */
export type WriteDb = ReadDb & { readonly [writable]: true }

export type DbOptions = {
  readonly databaseKey: Buffer
  readonly nativeBinding?: string
}

const keyBytes = 32
const hexDigits = Buffer.from('0123456789abcdef')

// `raw:` and 64 hex digits. SQLite would silently take a bare 32-byte key, or a malformed raw key,
// for a passphrase. Written digit by digit: a string could not be wiped.
const rawKey = (key: Buffer): Buffer => {
  const raw = Buffer.alloc(4 + keyBytes * 2)
  raw.write('raw:', 'latin1')
  for (let i = 0; i < keyBytes; i++) {
    const byte = key[i] ?? 0
    raw[4 + i * 2] = hexDigits[byte >> 4] ?? 0
    raw[5 + i * 2] = hexDigits[byte & 15] ?? 0
  }
  return raw
}

/**
 * Each pragma, the value to set, and the answer it must give; in this order, after the first read
 * (ADR 0003).
 */
export const pragmas: readonly (readonly [name: string, set: string, answer: string | number])[] = [
  ['journal_mode', 'DELETE', 'delete'],
  ['synchronous', 'EXTRA', 3],
  ['locking_mode', 'EXCLUSIVE', 'exclusive'],
  ['temp_store', 'MEMORY', 2],
  ['secure_delete', 'ON', 1],
  // It is a database of its own, and holds words of texts during a search.
  ['temp.secure_delete', 'ON', 1],
  ['trusted_schema', 'OFF', 0],
  ['cell_size_check', 'ON', 1],
  ['foreign_keys', 'ON', 1],
  ['mmap_size', '0', 0],
  // In exclusive mode the journal file stays between commits; empty, or it would keep old pages.
  ['journal_size_limit', '0', 0],
  ['cache_size', '-32000', -32000],
]

/** The name of the first wrong pragma; null when all are as required. */
export const wrongPragma = (db: ReadDb): string | null => {
  const expected = [
    ['cipher', 'aegis'] as const,
    ['algorithm', 'aegis-256'] as const,
    ['page_size', 4096] as const,
    ...pragmas.map(([name, , answer]) => [name, answer] as const),
  ]
  return (
    expected.find(([name, answer]) => db.pragma(name, { simple: true }) !== answer)?.[0] ?? null
  )
}

const connect = (file: string, options: DbOptions, readonly: boolean): Database.Database => {
  if (options.databaseKey.length !== keyBytes) {
    options.databaseKey.fill(0)
    throw new Failure('internal')
  }
  const raw = rawKey(options.databaseKey)
  options.databaseKey.fill(0)
  let db: Database.Database | null = null
  try {
    db = new Database(file, {
      readonly,
      fileMustExist: true,
      timeout: 0,
      ...(options.nativeBinding === undefined ? {} : { nativeBinding: options.nativeBinding }),
    })
    // Set before the key, or the key is scheduled for another cipher.
    db.pragma(`cipher='aegis'`)
    db.pragma(`algorithm='aegis-256'`)
    db.key(raw)
    // Sorts could spill to the disk in clear, so this comes before anything can sort.
    db.pragma('temp_store=MEMORY')
    db.pragma('page_size=4096')
    // A wrong key shows only at the first read.
    db.prepare('SELECT count(*) FROM sqlite_schema').get()
    for (const [name, set] of pragmas) db.pragma(`${name}=${set}`)
    if (wrongPragma(db as ReadDb) !== null) throw new Failure('internal')
    return db
  } catch (cause) {
    db?.close()
    throw asFailure(cause)
  } finally {
    raw.fill(0)
  }
}

/**
 * Opens an existing database for exclusive writing: the file stays locked until closed. Rolls back
 * a journal left by a crash.
 *
 * @throws Failure `damaged` for a wrong key or a file that is no such database, `busy` when another
 * process has it open, `storage` when it cannot be opened. The key is wiped in every case.
 */
export const openWriteDb = (file: string, options: DbOptions): WriteDb =>
  connect(file, options, false) as WriteDb

/** Opens it read-only. Fails with `storage` when a journal would have to be rolled back. */
export const openReadDb = (file: string, options: DbOptions): ReadDb =>
  connect(file, options, true) as ReadDb

export const isWritable = (db: ReadDb): db is WriteDb => !db.readonly

/**
 * Changes the key of a copy that has this connection's key. The key becomes part of a statement's
 * text, which cannot be wiped: use it only for a key that opens nothing but that copy.
 *
 * @throws the engine's error; the copy is then unusable.
 */
export const rekeyAttached = (db: ReadDb, file: string, key: Uint8Array): void => {
  if (key.length !== keyBytes) throw new Failure('internal')
  const raw = rawKey(Buffer.from(key))
  // An attached database without a key of its own uses the connection's.
  db.prepare('ATTACH DATABASE ? AS copy').run(file)
  try {
    db.pragma(`copy.rekey='${raw.toString('latin1')}'`)
  } finally {
    raw.fill(0)
    db.exec('DETACH DATABASE copy')
  }
}

/**
 * Re-encrypts the database of an open connection under another key, in one transaction. If stopped,
 * its journal restores the old one.
 *
 * @throws the engine's error. The key is wiped in every case.
 */
export const rekeyOpenDb = (db: ReadDb, to: Buffer): void => {
  if (to.length !== keyBytes) throw new Failure('internal')
  const raw = rawKey(to)
  to.fill(0)
  try {
    db.rekey(raw)
  } finally {
    raw.fill(0)
  }
}

/**
 * Whether a key opens a database. Rolls back a journal left by a crash, if the key is its key.
 *
 * @throws Failure 'busy', 'storage'. The key is wiped in every case.
 */
export const opensWith = (file: string, options: DbOptions): boolean => {
  try {
    openWriteDb(file, options).close()
    return true
  } catch (cause) {
    if (cause instanceof Failure && cause.code === 'damaged') return false
    throw cause
  }
}

/**
 * Re-encrypts an existing database under another key. If interrupted, its journal restores the old
 * one.
 *
 * @throws Failure as {@link openWriteDb}. Both keys are wiped in every case.
 */
export const rekeyDb = (file: string, to: Buffer, options: DbOptions): void => {
  try {
    const db = openWriteDb(file, options)
    try {
      rekeyOpenDb(db, to)
    } catch (cause) {
      throw asFailure(cause)
    } finally {
      db.close()
    }
  } finally {
    to.fill(0)
  }
}

/**
 * Makes an empty database file, mode 0600, and opens it.
 *
 * @throws Failure `exists` when there is one, `storage`; the key is wiped in every case.
 */
export const createDb = (file: string, options: DbOptions): WriteDb => {
  try {
    closeSync(openSync(file, 'wx', 0o600))
    chmodSync(file, 0o600)
  } catch (cause) {
    options.databaseKey.fill(0)
    throw new Failure((cause as { code?: unknown }).code === 'EEXIST' ? 'exists' : 'storage')
  }
  return openWriteDb(file, options)
}
