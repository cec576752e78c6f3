import { statfsSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { sameBytes } from '../../../crypto/bytes.ts'
import { newKdfParams } from '../../../crypto/kdf.ts'
import type { KdfCost } from '../../../crypto/kdf.ts'
import { Secret } from '../../../crypto/secret.ts'
import { credentialKeys, wipeCredentialKeys } from '../../../crypto/v2/credential-keys.ts'
import type { CredentialKeys } from '../../../crypto/v2/credential-keys.ts'
import type { Directory, DirectoryEntries, DirectoryEntry } from '../../../crypto/v2/directory.ts'
import { buildHeader, sealNext } from '../../../crypto/v2/header.ts'
import { slotKinds } from '../../../crypto/v2/header-layout.ts'
import type { SlotKind } from '../../../crypto/v2/header-layout.ts'
import { Failure, isInDoubt } from '../../../shared/failure.ts'
import type { Credential } from '../files/credential.ts'
import type { VaultPaths } from '../files/paths.ts'
import { described, later, unchangedHeader, writeHeaderFiles } from './header-file.ts'
import type { ActiveHeader, OpenHeader } from './header-file.ts'
import type { VaultDatabase } from './vault-database.ts'

/** What a change of the credentials leaves in the directory. */
export type ChangedEntries = Pick<Directory, 'next'> & { readonly entries: DirectoryEntries }

/** The entry of a credential. The caller wipes its `psk`. */
export const entryOf = (keys: CredentialKeys, keyFile: boolean): DirectoryEntry => ({
  keyFile,
  psk: keys.psk.copy(),
  publicKey: keys.publicKey,
})

const assertUnused = (
  directory: Directory,
  kind: SlotKind,
  { publicKey }: CredentialKeys,
): void => {
  const others = slotKinds.filter((other) => other !== kind)
  const isUsed = others.some((other) => {
    const entry = directory.entries[other]
    return entry !== null && sameBytes(entry.publicKey, publicKey)
  })
  if (isUsed) throw new Failure('same-credential')
}

/**
 * What the vault after a wipe needs, under a salt of its own: one more derivation, at the cost of this
 * vault. Another cost in its header would show that there was a wipe.
 */
const nextFor = async (
  credential: Credential,
  keys: CredentialKeys,
  cost: KdfCost,
): Promise<Uint8Array> => {
  const kdf = newKdfParams(cost)
  const root = await credential.derive(kdf)
  try {
    return sealNext(keys, { kdf, root })
  } finally {
    root.wipe()
  }
}

/**
 * Derives a credential that becomes the only one of its kind, under the salt of the header: all
 * credentials of a vault have one salt, so that the header doesn't show how many it has.
 *
 * @param act is synchronous with everything that may change meanwhile; the new entry is wiped after
 *   it.
 * @throws Failure 'same-credential' for one that this vault has as another kind, the errors of the
 *   derivation, and those of `act`.
 */
export const withReplaced = async <T>(
  { kdf, directory }: OpenHeader,
  kind: SlotKind,
  credential: Credential,
  act: (changed: ChangedEntries, entry: DirectoryEntry) => T,
): Promise<T> => {
  const root = await credential.derive(kdf)
  const keys = credentialKeys(root)
  root.wipe()
  const entry = entryOf(keys, credential.hasKeyFile)
  try {
    assertUnused(directory, kind, keys)
    const next = kind === 'wipe' ? await nextFor(credential, keys, kdf) : directory.next
    return act({ entries: { ...directory.entries, [kind]: entry }, next }, entry)
  } finally {
    entry.psk.wipe()
    wipeCredentialKeys(keys)
  }
}

/** The entries without the wipe passphrase. */
export const withoutWipe = ({ directory }: OpenHeader): ChangedEntries => ({
  entries: { ...directory.entries, wipe: null },
  next: null,
})

export type VaultKeyChange = {
  readonly opened: OpenHeader
  readonly changed: ChangedEntries
  readonly pace: number
}

/**
 * The engine's journal takes as much room as the database. @throws Failure 'storage': nothing changed.
 */
const assertRoom = ({ database }: VaultPaths): void => {
  let hasRoom = true
  try {
    const { bavail, bsize } = statfsSync(dirname(database))
    hasRoom = bavail * bsize > statSync(database).size * 1.1 + 1_000_000
  } catch {
    // Without an answer the engine finds out.
  }
  if (!hasRoom) throw new Failure('storage')
}

/**
 * Gives the vault another key: the header first, then the database, then the anchor. An old header
 * with an old credential opens nothing that is written from then on. The other credentials keep
 * opening the vault, although none of them was typed. FORMAT.md, "A change of the vault key".
 *
 * Stopped at any point, the vault opens with the old or the new credentials, and has all records.
 *
 * @param opened by a credential that was just entered.
 * @param note gets the header in force: first without a spare, then the new one.
 * @throws Failure 'storage', 'read-only': nothing changed. 'in-doubt': the next unlock decides, and
 *   the open vault takes no more writes.
 */
export const changeVaultKey = (
  paths: VaultPaths,
  { store, isUnder, rekeyDatabase, rekeyAnchor }: VaultDatabase,
  { opened, changed, pace }: VaultKeyChange,
  note: (activeHeader: ActiveHeader) => void,
): void => {
  // After a change that could not be finished, the database is still under the key before.
  const heldKey = isUnder(opened.vaultKey) ? opened.vaultKey : opened.previousKey
  if (heldKey === null || !isUnder(heldKey)) throw new Failure('internal')
  // The disk may have failed since the change began; the engine would refuse only after the header.
  if (store.isFrozen()) throw new Failure('read-only')
  assertRoom(paths)
  const vaultKey = Secret.random()
  try {
    const epoch = opened.directory.epoch + 1
    const directory = { ...opened.directory, ...changed, epoch }
    const after = { kdf: opened.kdf, vaultKey, directory, pace }
    const current = buildHeader({ ...after, previousKey: heldKey })
    const spare = later(after, 1)
    // From here on the spare header of before could replace the only one that has the new key.
    note({ ...unchangedHeader(opened), pace })
    inDoubtFreezes(store, () => writeHeaderFiles(paths, opened.header, current))
    // If this fails, both keys stay in the header, and the next unlock settles it.
    rekeyDatabase(vaultKey)
    try {
      rekeyAnchor(vaultKey)
    } catch {
      store.freeze()
      throw new Failure('in-doubt')
    }
    note({ ...described(directory, pace), current, spare, isRepaired: false })
  } finally {
    vaultKey.wipe()
  }
}

const inDoubtFreezes = (store: VaultDatabase['store'], act: () => void): void => {
  try {
    act()
  } catch (cause) {
    if (isInDoubt(cause)) store.freeze()
    throw cause
  }
}
