import { closeSync, openSync } from 'node:fs'
import Database from 'better-sqlite3'
import { Failure } from '../../../shared/failure.ts'
import { fileMode } from './paths.ts'
import type { VaultPaths } from './paths.ts'

/** The right to use a vault, held until released or until the process ends in any way. */
export type VaultLock = Readonly<{ release: () => void }>

/** Strong references: a garbage-collected connection is closed, which would release its lock. */
const held = new Set<Database.Database>()

/**
 * Takes the operating system's lock on the vault's empty `lock` file, through a SQLite connection
 * that holds BEGIN EXCLUSIVE on it: the only lock that every platform has and that is released when
 * a process is killed. Must be taken before any other file of the vault is read.
 *
 * No other code may open that file: on POSIX systems closing any descriptor on it would release the
 * lock.
 *
 * @throws Failure 'busy' when another process, or another part of this one, has the vault open;
 *   'storage' when the file cannot be made or locked.
 */
export const acquireLock = (
  paths: VaultPaths,
  options: Readonly<{ nativeBinding?: string }> = {},
): VaultLock => {
  createOnce(paths.lock)
  let connection: Database.Database
  try {
    connection = new Database(paths.lock, { ...options, timeout: 0, fileMustExist: true })
  } catch {
    throw new Failure('storage')
  }
  try {
    connection.exec('BEGIN EXCLUSIVE')
  } catch (cause) {
    connection.close()
    throw new Failure(isBusy(cause) ? 'busy' : 'storage')
  }
  held.add(connection)
  return {
    release: () => {
      held.delete(connection)
      connection.close()
    },
  }
}

let isTried = false

/**
 * Loads the database engine in advance, so that the first lock does not wait for it. If that fails,
 * `acquireLock` reports the error.
 */
export const loadEngineAhead = (options: Readonly<{ nativeBinding?: string }>): void => {
  if (isTried) return
  isTried = true
  try {
    new Database(':memory:', options).close()
  } catch {
    // Reported by the first caller that needs the engine.
  }
}

// O_EXCL refuses an existing file without opening it, so that no descriptor on it is ever closed.
const createOnce = (path: string): void => {
  try {
    closeSync(openSync(path, 'wx', fileMode))
  } catch (cause) {
    if (!(cause instanceof Error && 'code' in cause && cause.code === 'EEXIST')) {
      throw new Failure('storage')
    }
  }
}

const isBusy = (cause: unknown): boolean =>
  cause instanceof Error &&
  'code' in cause &&
  typeof cause.code === 'string' &&
  cause.code.startsWith('SQLITE_BUSY')
