import { chmodSync, constants, copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { fileMode, vaultPaths } from '../main/vault/files/paths.ts'
import type { VaultPaths } from '../main/vault/files/paths.ts'
import { Failure } from '../shared/failure.ts'
import { checkedOut } from './checked-out.ts'

export type PrivateCopy = {
  readonly paths: VaultPaths
  readonly remove: () => void
}

/**
 * Copies the encrypted files of a vault into a folder of our own (0700, in the system's temporary
 * folder), so that a journal left behind by a crash can be rolled back and a header repaired there
 * without touching the vault. The caller removes the copy.
 *
 * @throws Failure 'no-vault' when there is nothing to copy; 'busy' while the application has the
 * vault open, since its files would not fit together; 'invalid' when the temporary folder is inside
 * the vault; 'storage'.
 */
export const copyVault = (folder: string): PrivateCopy => {
  const from = vaultPaths(folder)
  if (!existsSync(from.header) && !existsSync(from.headerBackup)) throw new Failure('no-vault')
  if (!existsSync(from.database)) throw new Failure('damaged')
  const temporary = checkedOut(join(tmpdir(), 'understory-rescue-'), folder)
  const release = shareLock(from)
  try {
    const to = vaultPaths(mkdtempSync(temporary))
    const remove = (): void => rmSync(to.folder, { recursive: true, force: true })
    try {
      for (const part of ['header', 'headerBackup', 'database', 'anchor'] as const) {
        copy(from[part], to[part])
      }
      copy(`${from.database}-journal`, `${to.database}-journal`)
      return { paths: to, remove }
    } catch {
      remove()
      throw new Failure('storage')
    }
  } finally {
    release()
  }
}

const copy = (from: string, to: string): void => {
  if (!existsSync(from)) return
  copyFileSync(from, to, constants.COPYFILE_EXCL)
  chmodSync(to, fileMode)
}

/**
 * Keeps the application out while we copy, with a reader's lock on the file that it locks whole
 * (`acquireLock`). Taking its own lock would create and remove a file beside it; reading changes
 * nothing, and works on read-only media.
 */
const shareLock = ({ lock }: VaultPaths): (() => void) => {
  if (!existsSync(lock)) return () => undefined
  const connection = new Database(lock, { readonly: true, fileMustExist: true, timeout: 0 })
  try {
    connection.exec('BEGIN; SELECT count(*) FROM sqlite_schema')
  } catch (cause) {
    connection.close()
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
    if (code.startsWith('SQLITE_BUSY')) throw new Failure('busy')
    return () => undefined
  }
  return () => void connection.close()
}
