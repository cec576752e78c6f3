import { chmodSync, existsSync, rmSync } from 'node:fs'
import { Failure } from '../../shared/failure.ts'
import type { DigestPort } from './context.ts'
import type { ReadDb, WriteDb } from './db.ts'
import { asFailure } from './database-error.ts'
import { migrations } from './migrations/index.ts'
import type { Migration } from './migrations/index.ts'

/** Progress of a schema migration. Called on the migrating thread, between its steps. */
export type MigrationProgress = (done: number, total: number) => void

/** The schema that this version of the program writes. */
export const latestSchema = migrations.length

export const schemaVersion = (db: ReadDb): number => {
  const version = db.pragma('user_version', { simple: true })
  return typeof version === 'number' ? version : 0
}

const step = (
  db: WriteDb,
  migration: Migration,
  version: number,
  digest: Pick<DigestPort, 'record'>,
  check: () => void,
): void => {
  db.exec('BEGIN IMMEDIATE')
  try {
    migration.up(db, digest)
    check()
    if (db.prepare('PRAGMA foreign_key_check').all().length > 0) throw new Failure('damaged')
    db.pragma(`user_version = ${String(version)}`)
    db.exec('COMMIT')
  } catch (cause) {
    if (db.inTransaction) db.exec('ROLLBACK')
    throw asFailure(cause)
  }
}

/**
 * Migrates the schema, each step in one transaction. Before the first step on a database with
 * content, a copy under the same key is written beside it (`<file>.v<version>`); the caller that
 * opens the database removes the copy once the new database has been read (`dropBackups`). After a
 * crash at any later moment, the database is at the last complete step and the copy exists; the
 * next call continues from there.
 *
 * @param onProgress called before the copy, after it, and after each step; not called without
 * steps.
 * @param check called within each step, with its version: if it throws, the database keeps the schema
 *   before.
 * @returns the version before the migration.
 * @throws Failure `newer` when the file has a later version than this app knows: nothing is
 * changed.
 */
export const migrate = (
  db: WriteDb,
  file: string,
  digest: Pick<DigestPort, 'record'>,
  steps: readonly Migration[] = migrations,
  onProgress: MigrationProgress = () => undefined,
  check: (version: number) => void = () => undefined,
): number => {
  const from = schemaVersion(db)
  if (from > steps.length) throw new Failure('newer')
  if (from === steps.length) return from
  const hasContent = from > 0
  // The copy counts as a step: for a large vault it takes as long.
  const before = hasContent ? from - 1 : from
  const tell = (version: number): void => onProgress(version - before, steps.length - before)
  tell(before)
  if (hasContent) {
    const backup = backupFile(file, from)
    // A copy from a crash may be incomplete; the database itself still has the old version.
    rmSync(backup, { force: true })
    try {
      db.prepare('VACUUM INTO ?').run(backup)
      chmodSync(backup, 0o600)
    } catch (cause) {
      rmSync(backup, { force: true })
      // An unreadable page is no write error: report the damage.
      const failure = asFailure(cause)
      throw failure.code === 'damaged' ? failure : new Failure('storage')
    }
    tell(from)
  }
  for (let version = from + 1; version <= steps.length; version++) {
    try {
      step(db, steps[version - 1] as Migration, version, digest, () => check(version))
    } catch (cause) {
      // Nothing was changed yet: the next attempt makes another copy.
      if (version === from + 1) rmSync(backupFile(file, from), { force: true })
      throw cause
    }
    tell(version)
  }
  return from
}

const backupFile = (file: string, version: number): string => `${file}.v${String(version)}`

/** Removes the copies of earlier migrations. Call it once the database was read and is intact. */
export const dropBackups = (file: string, version: number): void => {
  for (let old = 1; old < version; old++) {
    const backup = backupFile(file, old)
    if (existsSync(backup)) rmSync(backup)
  }
}
