import { chmodSync, constants, copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { acquireLock, type VaultLock } from '../main/vault/files/lock-file.ts'
import { fileMode, vaultPaths, type VaultPaths } from '../main/vault/files/paths.ts'
import { Failure } from '../shared/failure.ts'

export type PrivateCopy = {
  readonly paths: VaultPaths
  readonly remove: () => void
}

/**
 * Copies the encrypted files of a vault into a folder of our own (0700, in the system's temporary
 * folder), so that a journal left behind by a crash can be rolled back and a header repaired there,
 * and nothing in the vault is touched. The caller removes it.
 *
 * @throws Failure 'no-vault' when there is nothing to copy; 'busy' while the application has the
 * vault open, since its files would not fit together; 'storage'.
 */
export function copyVault(folder: string): PrivateCopy {
  const from = vaultPaths(folder)
  if (!existsSync(from.header) && !existsSync(from.headerBackup)) throw new Failure('no-vault')
  if (!existsSync(from.database)) throw new Failure('damaged')
  const lock = lockIfPossible(from)
  try {
    const to = vaultPaths(mkdtempSync(join(tmpdir(), 'understory-rescue-')))
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
    lock?.release()
  }
}

function copy(from: string, to: string): void {
  if (!existsSync(from)) return
  copyFileSync(from, to, constants.COPYFILE_EXCL)
  chmodSync(to, fileMode)
}

/** On read-only media, or without a lock file, nobody else can be writing either. */
function lockIfPossible(paths: VaultPaths): VaultLock | null {
  if (!existsSync(paths.lock)) return null
  try {
    return acquireLock(paths)
  } catch (cause) {
    if (cause instanceof Failure && cause.code === 'busy') throw cause
    return null
  }
}
