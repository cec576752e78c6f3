import { sameBytes } from '../../../crypto/bytes.ts'
import { newKdfParams } from '../../../crypto/kdf.ts'
import type { KdfCost } from '../../../crypto/kdf.ts'
import { credentialKeys, wipeCredentialKeys } from '../../../crypto/v2/credential-keys.ts'
import type { CredentialKeys } from '../../../crypto/v2/credential-keys.ts'
import type { Directory, DirectoryEntry } from '../../../crypto/v2/directory.ts'
import { sealNext } from '../../../crypto/v2/header.ts'
import { slotKinds } from '../../../crypto/v2/header-layout.ts'
import type { SlotKind } from '../../../crypto/v2/header-layout.ts'
import { Failure } from '../../../shared/failure.ts'
import type { Credential } from '../files/credential.ts'
import type { ChangedEntries } from './active-header.ts'
import type { OpenHeader } from './header-unlock.ts'

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
