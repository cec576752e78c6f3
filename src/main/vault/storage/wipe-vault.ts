import { mkdirSync } from 'node:fs'
import { credentialKeys, wipeCredentialKeys } from '../../../crypto/v2/credential-keys.ts'
import { destroyedHeader } from '../../../crypto/v2/header.ts'
import { Secret } from '../../../crypto/secret.ts'
import { Failure } from '../../../shared/failure.ts'
import type { Settings } from '../../../shared/records.ts'
import { destroyHeaderFiles, writeHeaderFiles, newHeader } from './header-file.ts'
import { syncFolder } from '../files/durable-write.ts'
import { folderMode } from '../files/paths.ts'
import type { VaultPaths } from '../files/paths.ts'
import { entryOf } from './credential-change.ts'
import { eraseContent } from './erase-content.ts'
import type { ActiveHeader } from './header-file.ts'
import type { FoundWipe } from './header-unlock.ts'
import { emptyContent, firstSettings } from './new-vault.ts'
import type { VaultDatabase } from './vault-database.ts'

type WipeLocation = {
  readonly paths: VaultPaths
  readonly nativeBinding: string | undefined
  readonly now: () => number
  readonly language: Settings['language']
}

/** Until the last ordinary unlock took as long after its derivation. */
const waitFor = async (pace: number, since: number): Promise<void> => {
  const left = pace - (performance.now() - since)
  if (left > 0) await new Promise((resolve) => setTimeout(resolve, left))
}

/**
 * Destroys the vault and replaces it with an empty one, opened, whose ordinary passphrase is the
 * same credential. The caller must hold the lock. In this order, each step on the disk before the
 * next (FORMAT.md, "A wipe"):
 *
 * 1. both copies of the header are overwritten: only the wipe slot remains;
 * 2. database, anchor and all other files are removed;
 * 3. a new database and anchor are made, under a new vault key;
 * 4. a new header, with another salt, replaces the old one.
 *
 * If stopped during 1, before both copies are complete, the old vault is still there. If stopped
 * later, the wipe slot is still in the header: the same credential starts again, and no other
 * credential opens anything. After 4 there is an ordinary vault, and nothing in its header was in
 * the old one.
 *
 * Runs no Argon2id: the root under the new salt was derived when the wipe passphrase was set. The
 * answer takes as long as that of an ordinary unlock, unless erasing takes longer.
 *
 * @param found its keys are the caller's to wipe.
 * @throws Failure 'storage', 'in-doubt': some step is not done; the same credential tries again.
 */
export const wipeVault = async (
  { kdf, keys, content, next, hasKeyFile, derivedAt }: FoundWipe,
  { paths, nativeBinding, now, language }: WipeLocation,
): Promise<{ readonly stored: VaultDatabase; readonly activeHeader: ActiveHeader }> => {
  const destroyed = destroyedHeader(kdf, keys, content)
  destroyHeaderFiles(paths, destroyed)
  eraseContent(paths, 'later')
  const vaultKey = Secret.random()
  const nextKeys = credentialKeys(next.root)
  const passphrase = entryOf(nextKeys, hasKeyFile)
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
    const made = { kdf: next.kdf, vaultKey, pace: content.pace }
    const activeHeader = newHeader(made, { passphrase, recovery: null })
    writeHeaderFiles(paths, destroyed, activeHeader.current)
    await waitFor(content.pace, derivedAt)
    return { stored, activeHeader }
  } catch (cause) {
    stored?.close()
    throw cause
  } finally {
    passphrase.psk.wipe()
    wipeCredentialKeys(nextKeys)
    vaultKey.wipe()
  }
}
