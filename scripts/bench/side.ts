import { closeSync, openSync } from 'node:fs'
import Database from 'better-sqlite3'
import { deriveKey } from '../../src/crypto/keys.ts'
import type { Secret } from '../../src/crypto/secret.ts'
import { createContext } from '../../src/main/store/context.ts'
import type { Context, Tail } from '../../src/main/store/context.ts'
import { openWriteDb, pragmas } from '../../src/main/store/db.ts'
import type { WriteDb } from '../../src/main/store/db.ts'
import { migrate } from '../../src/main/store/migrate.ts'
import { defineSearchFunctions } from '../../src/main/store/report-columns.ts'
import { initialise, settingsRepository } from '../../src/main/store/vault-state.ts'
import { digestPort } from '../../src/main/vault/storage/digest-port.ts'
import { createAnchorFile, openAnchorFile } from '../../src/main/vault/storage/vault-database.ts'
import type { AnchorFile } from '../../src/main/vault/storage/vault-database.ts'
import type { VaultPaths } from '../../src/main/vault/files/paths.ts'

/** A database with the store's own code over it, and an anchor that every commit is sealed into. */
export type Side = {
  readonly context: Context
  readonly db: WriteDb
  readonly close: () => void
}

/** A vault's folder, and whether its database is encrypted: all but the limit is the same. */
export type Place = {
  readonly paths: VaultPaths
  /** The key of the anchor, and of the database where it is encrypted. The caller wipes it. */
  readonly vaultKey: Secret
  readonly encrypted: boolean
}

/** The engine without a key: schema, pragmas and order of pragmas are the store's. */
const openPlain = (file: string): WriteDb => {
  const db = new Database(file, { fileMustExist: true, timeout: 0 })
  db.pragma('temp_store=MEMORY')
  db.pragma('page_size=4096')
  db.prepare('SELECT count(*) FROM sqlite_schema').get()
  for (const [name, set] of pragmas) db.pragma(`${name}=${set}`)
  return db as unknown as WriteDb
}

const openKeyed = (file: string, vaultKey: Secret): WriteDb => {
  const key = deriveKey(vaultKey, 'database')
  try {
    return openWriteDb(file, { databaseKey: Buffer.from(key.bytes) })
  } finally {
    key.wipe()
  }
}

const assemble = (db: WriteDb, onCommit: (tail: Tail) => void, end: () => void): Side => {
  const actor = (): string => settings.get().pseudonym
  const ports = { digest: digestPort, now: Date.now, actor, onCommit }
  const context = createContext(db, ports, true)
  const settings = settingsRepository(context)
  defineSearchFunctions(context)
  return {
    context,
    db,
    close: () => {
      db.close()
      end()
    },
  }
}

/** Opens what is there: the vault's own database, or its twin without a key. */
export const openSide = ({ paths, vaultKey, encrypted }: Place): Side => {
  const db = encrypted ? openKeyed(paths.database, vaultKey) : openPlain(paths.database)
  const anchor = openAnchorFile(paths, vaultKey)
  return assemble(db, (tail) => anchor.write(tail), anchor.close)
}

/** Makes the twin of a vault's database: without a key, with the settings and keys of the vault. */
export const createTwin = (
  { paths, vaultKey }: Place,
  first: Parameters<typeof initialise> extends [Context, ...infer Rest] ? Rest : never,
): Side => {
  closeSync(openSync(paths.database, 'wx', 0o600))
  const db = openPlain(paths.database)
  migrate(db, paths.database, digestPort)
  let anchor: AnchorFile | null = null
  const onCommit = (tail: Tail): void => {
    if (anchor === null) anchor = createAnchorFile(paths, vaultKey, tail)
    else anchor.write(tail)
  }
  const onlyHere = createContext(
    db,
    { digest: digestPort, now: Date.now, actor: () => 'Heron', onCommit },
    true,
  )
  initialise(onlyHere, ...first)
  return assemble(db, onCommit, () => anchor?.close())
}
