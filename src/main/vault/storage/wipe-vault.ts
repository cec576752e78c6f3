import { mkdirSync } from 'node:fs'
import type { KdfParams } from '../../../crypto/kdf.ts'
import { Secret } from '../../../crypto/secret.ts'
import { createHeader, listSlots } from '../../../crypto/v1/header.ts'
import type { SlotEntry } from '../../../crypto/v1/slot-directory.ts'
import { Failure } from '../../../shared/failure.ts'
import type { Settings } from '../../../shared/records.ts'
import { destroyHeaderFiles } from '../files/destroy-header.ts'
import { syncFolder } from '../files/durable-write.ts'
import { replaceHeaderFiles } from '../files/header-file.ts'
import { folderMode } from '../files/paths.ts'
import type { VaultPaths } from '../files/paths.ts'
import { emptyContent, firstSettings } from './new-vault.ts'
import type { VaultDatabase } from './vault-database.ts'
import { eraseContent } from './erase-content.ts'

/** A wipe slot that a credential opened, and the root derived from that credential. */
export type FoundWipe = {
  readonly header: Uint8Array
  readonly wipeMask: number
  readonly root: Secret
  readonly kdf: KdfParams
  readonly hasKeyFile: boolean
}

type WipeLocation = {
  readonly paths: VaultPaths
  readonly nativeBinding: string | undefined
  readonly now: () => number
  readonly language: Settings['language']
}

/**
 * Destroys the vault and replaces it with an empty one, opened, whose ordinary passphrase is the
 * same credential. The caller must hold the lock. In this order, each step on the disk before the
 * next (FORMAT.md, "A wipe credential"):
 *
 * 1. every other slot is overwritten in both copies of the header;
 * 2. database, anchor and all other files are removed;
 * 3. a new database and anchor are made, under a new vault key;
 * 4. a new header replaces the old one, without a wipe slot.
 *
 * If stopped during 1, before both copies are complete, the old vault is still there. If stopped
 * later, the wipe slot is still in the header: the same credential starts again, and no other
 * credential opens anything. After 4 there is an ordinary vault.
 *
 * Runs no Argon2id: the new slot uses the parameters of the old one.
 *
 * @param found its root is the caller's to wipe.
 * @throws Failure 'storage': some step is not done; the same credential tries again.
 */
export const wipeVault = async (
  found: FoundWipe,
  { paths, nativeBinding, now, language }: WipeLocation,
): Promise<{ readonly stored: VaultDatabase; readonly slots: readonly SlotEntry[] }> => {
  destroyHeaderFiles(paths, found)
  eraseContent(paths)
  const vaultKey = Secret.random()
  let stored: VaultDatabase | null = null
  try {
    try {
      mkdirSync(paths.blobs, { recursive: true, mode: folderMode })
      syncFolder(paths.folder)
    } catch {
      throw new Failure('storage')
    }
    // Like a newly created vault: nothing of the old one can be read any more.
    const settings = firstSettings({ language, pseudonym: '' })
    stored = await emptyContent(settings)({ paths, vaultKey, nativeBinding, now })
    const { root, kdf, hasKeyFile } = found
    const slot = { kind: 'passphrase', root, kdf, keyFile: hasKeyFile } as const
    const header = createHeader([slot], vaultKey)
    replaceHeaderFiles(paths, header)
    return { stored, slots: listSlots(header, vaultKey) }
  } catch (cause) {
    stored?.close()
    throw cause
  } finally {
    vaultKey.wipe()
  }
}
