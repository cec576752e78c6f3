import { chmodSync, existsSync, rmSync } from 'node:fs'
import { Failure } from '../../shared/failure.ts'
import type { ReadDb, WriteDb } from './db.ts'
import { asFailure } from './database-error.ts'
import { migrations } from './migrations/index.ts'
import type { MigrationProgress } from './ports.ts'

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
 * opens the database removes it once the new one has been read (`dropBackups`). Killed at any moment
 * after that, it leaves the last step that was whole, and the copy; the next call goes on from there.
 *
 * @param onProgress told before the copy, after it, and after each step; nothing where none is owed.
 * @returns the version it came from.
 * @throws Failure `newer` when the file is of a later version than we know: nothing is touched.
 */
export const migrate = (
  db: WriteDb,
  file: string,
  steps: readonly Migration[] = migrations,
  onProgress: MigrationProgress = () => undefined,
): number => {
  const from = schemaVersion(db)
  if (from > steps.length) throw new Failure('newer')
  if (from === steps.length) return from
  const hasContent = from > 0
  // The copy counts as a step: of a large vault it takes as long.
  const before = hasContent ? from - 1 : from
  const tell = (version: number): void => onProgress(version - before, steps.length - before)
  tell(before)
  if (hasContent) {
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
    tell(from)
  }
  for (let version = from + 1; version <= steps.length; version++) {
    step(db, steps[version - 1] as Migration, version)
    tell(version)
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
