import { closeSync, openSync } from 'node:fs'
import Database from 'better-sqlite3'
import { Failure } from '../../../shared/failure.ts'
import { fileMode } from './paths.ts'
import type { VaultPaths } from './paths.ts'

/** The right to use a vault, held until released or until the process ends in any way. */
export type VaultLock = Readonly<{ release: () => void }>

/** A connection that nobody refers to is closed when it is collected, and its lock would go with it. */
const held = new Set<Database.Database>()

/**
 * Takes the operating system's lock on the vault's empty `lock` file, by way of a SQLite
 * connection that holds BEGIN EXCLUSIVE on it: the one lock that is at hand on every platform, and
 * that a killed process gives back. Take it before anything else of the vault is read.
 *
 * Nothing else may ever open that file: on POSIX systems closing any descriptor of it would drop
 * the lock.
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
 * Loads the engine, so that the first lock does not wait for it. Where that cannot be done, the lock
 * says so.
 */
export const loadEngineAhead = (options: Readonly<{ nativeBinding?: string }>): void => {
  if (isTried) return
  isTried = true
  try {
    new Database(':memory:', options).close()
  } catch {
    // Told by whoever needs it.
  }
}

// With O_EXCL a file that exists is refused unopened, so that no descriptor of it is ever closed.
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
