import { chmodSync, existsSync, rmSync } from 'node:fs'
import { Failure } from '../../shared/failure.ts'
import type { ReadDb, WriteDb } from './db.ts'
import { asFailure } from './database-error.ts'
import { migrations } from './migrations/index.ts'

type Migration = { readonly up: (db: WriteDb) => void }

/** The schema that this version of the program writes. */
export const latestSchema = migrations.length

export const schemaVersion = (db: ReadDb): number => {
  const version = db.pragma('user_version', { simple: true })
  return typeof version === 'number' ? version : 0
}

const step = (db: WriteDb, migration: Migration, version: number): void => {
  db.exec('BEGIN IMMEDIATE')
  try {
    migration.up(db)
    if (db.prepare('PRAGMA foreign_key_check').all().length > 0) throw new Failure('damaged')
    db.pragma(`user_version = ${String(version)}`)
    db.exec('COMMIT')
  } catch (cause) {
    if (db.inTransaction) db.exec('ROLLBACK')
    throw asFailure(cause)
  }
}

/**
 * Brings the schema up to date, each step in one transaction. Before the first step on a database
 * that has content, a copy under the same key is written beside it (`<file>.v<version>`); whoever
 * opens the database removes it once the new one has been read (`dropBackups`).
 *
 * @returns the version it came from.
 * @throws Failure `newer` when the file is of a later version than we know: nothing is touched.
 */
export const migrate = (
  db: WriteDb,
  file: string,
  steps: readonly Migration[] = migrations,
): number => {
  const from = schemaVersion(db)
  if (from > steps.length) throw new Failure('newer')
  if (from > 0 && from < steps.length) {
    const backup = backupFile(file, from)
    // One that a crash left may be incomplete; the database itself is still of the old version.
    rmSync(backup, { force: true })
    try {
      db.prepare('VACUUM INTO ?').run(backup)
      chmodSync(backup, 0o600)
    } catch (cause) {
      rmSync(backup, { force: true })
      // A page that cannot be read is no disk that refuses: whoever opens it is told of the damage.
      const failure = asFailure(cause)
      throw failure.code === 'damaged' ? failure : new Failure('storage')
    }
  }
  for (let version = from + 1; version <= steps.length; version++) {
    step(db, steps[version - 1] as Migration, version)
  }
  return from
}

const backupFile = (file: string, version: number): string => `${file}.v${String(version)}`

/** Removes the copies that earlier migrations made. Call it when the database was read and holds. */
export const dropBackups = (file: string, version: number): void => {
  for (let old = 1; old < version; old++) {
    const backup = backupFile(file, old)
    if (existsSync(backup)) rmSync(backup)
  }
}
