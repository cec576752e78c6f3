import { mkdirSync } from 'node:fs'
import { newKdfParams } from '../../../crypto/kdf.ts'
import type { KdfCost } from '../../../crypto/kdf.ts'
import { createRecoveryCode, formatRecoveryCode } from '../../../crypto/recovery-code.ts'
import { Secret } from '../../../crypto/secret.ts'
import { credentialKeys, wipeCredentialKeys } from '../../../crypto/v2/credential-keys.ts'
import type { CredentialKeys } from '../../../crypto/v2/credential-keys.ts'
import { Failure, isInDoubt } from '../../../shared/failure.ts'
import { laterSettings } from '../../../shared/records.ts'
import type { Settings } from '../../../shared/records.ts'
import { createAgeIdentity } from '../../exchange/age-format.ts'
import { recoveryCredential } from '../files/credential.ts'
import type { Credential } from '../files/credential.ts'
import { makeFolder, syncFolder } from '../files/durable-write.ts'
import { createHeaderFiles, newHeader, paceSince } from './header-file.ts'
import { acquireLock } from '../files/lock-file.ts'
import type { VaultLock } from '../files/lock-file.ts'
import { folderMode } from '../files/paths.ts'
import type { VaultPaths } from '../files/paths.ts'
import { entryOf } from './credential-change.ts'
import type { ActiveHeader } from './header-file.ts'
import { createKeyring, wipeKeyring } from './keyring.ts'
import { createVaultDatabase } from './vault-database.ts'
import type { VaultLocation, VaultDatabase } from './vault-database.ts'
import {
  rollBackCreation,
  startCreation,
  finishCreation,
  assertEmptyFolder,
} from './creation-marker.ts'
import { hasVault } from '../files/vault-exists.ts'

export type NewVault = {
  readonly paths: VaultPaths
  readonly credential: Credential
  readonly cost: KdfCost
  readonly worker: string
  /** Cancels the creation until the header is written. */
  readonly signal: AbortSignal
  readonly nativeBinding: string | undefined
  readonly now: () => number
}

export type CreatedVault = {
  readonly stored: VaultDatabase
  readonly lock: VaultLock
  /** For the recovery sheet, which is shown once. */
  readonly recoveryCode: string
  readonly activeHeader: ActiveHeader
}

/** The settings of a new vault. */
export const firstSettings = ({
  language,
  pseudonym,
}: Pick<Settings, 'language' | 'pseudonym'>): Settings => ({
  language,
  theme: 'system',
  idleLockMinutes: 5,
  pseudonym,
  ...laterSettings,
})

const onDisk = (act: () => void): void => {
  try {
    act()
  } catch {
    throw new Failure('storage')
  }
}

/** Creates the content of a new vault: empty, with its first language and pseudonym. */
export const emptyContent =
  (settings: Settings) =>
  async (place: VaultLocation): Promise<VaultDatabase> => {
    const keyring = createKeyring({
      hybrid: await createAgeIdentity('hybrid'),
      classic: await createAgeIdentity('classic'),
    })
    try {
      return createVaultDatabase(place, { settings, keyring })
    } finally {
      wipeKeyring(keyring)
    }
  }

/**
 * Creates a vault in an empty or new folder and leaves it open. The header is written last: after a
 * kill at any earlier point there is no vault, and creation starts again.
 *
 * Keys are wiped on every path; the credential is the caller's to wipe.
 *
 * @param content creates database and anchor; the folder for attachments exists.
 * @throws Failure 'exists' for a folder that is not empty, 'busy', 'kdf-bounds', 'storage',
 *   'cancelled', and the errors of `content`; the unfinished vault is removed.
 */
export const createVaultFiles = async (
  input: NewVault,
  content: (place: VaultLocation) => Promise<VaultDatabase>,
): Promise<CreatedVault> => {
  const { paths, credential, nativeBinding, now } = input
  onDisk(() => makeFolder(paths.folder))
  assertEmptyFolder(paths)
  // Before anything is cleared: an unfinished vault may belong to another running process.
  const lock = acquireLock(paths, nativeBinding === undefined ? {} : { nativeBinding })
  const code = createRecoveryCode()
  const recoveryCode = formatRecoveryCode(code)
  const vaultKey = Secret.random()
  const derived: CredentialKeys[] = []
  let stored: VaultDatabase | null = null
  try {
    code.wipe()
    startCreation(paths)
    onDisk(() => {
      mkdirSync(paths.blobs, { mode: folderMode })
      syncFolder(paths.folder)
    })
    stored = await content({ paths, vaultKey, nativeBinding, now })
    // After the content, so that a backup that does not open is reported before seconds of
    // Argon2id.
    const kdf = newKdfParams(input.cost)
    const recovery = recoveryCredential(input.worker, recoveryCode, input.signal)
    let derivedAt = 0
    try {
      for (const each of [credential, recovery]) {
        const root = await each.derive(kdf)
        derivedAt = performance.now()
        derived.push(credentialKeys(root))
        root.wipe()
      }
    } finally {
      recovery.wipe()
    }
    const [keys, recoveryKeys] = derived
    if (keys === undefined || recoveryKeys === undefined) throw new Failure('internal')
    const entries = {
      passphrase: entryOf(keys, credential.hasKeyFile),
      recovery: entryOf(recoveryKeys, false),
    }
    let activeHeader: ActiveHeader
    try {
      activeHeader = newHeader({ kdf, vaultKey, pace: paceSince(derivedAt) }, entries)
    } finally {
      entries.passphrase.psk.wipe()
      entries.recovery.psk.wipe()
    }
    createHeaderFiles(paths, activeHeader.current)
    finishCreation(paths)
    return { stored, lock, recoveryCode, activeHeader }
  } catch (cause) {
    const isBegun = hasVault(paths)
    try {
      stored?.close()
      if (!isBegun) rollBackCreation(paths)
    } finally {
      lock.release()
    }
    // The unfinished vault was removed, so nothing is in doubt.
    throw !isBegun && isInDoubt(cause) ? new Failure('storage') : cause
  } finally {
    vaultKey.wipe()
    derived.forEach(wipeCredentialKeys)
  }
}
