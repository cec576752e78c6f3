import { statfsSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { Secret } from '../../../crypto/secret.ts'
import type { KdfParams } from '../../../crypto/kdf.ts'
import { randomBytes } from '../../../crypto/random.ts'
import { credentialName } from '../../../crypto/v2/credential-keys.ts'
import { vaultIdBytes } from '../../../crypto/v2/directory.ts'
import type { Directory, DirectoryEntries } from '../../../crypto/v2/directory.ts'
import { buildHeader } from '../../../crypto/v2/header.ts'
import { slotKinds } from '../../../crypto/v2/header-layout.ts'
import type { SlotKind } from '../../../crypto/v2/header-layout.ts'
import { Failure, isInDoubt } from '../../../shared/failure.ts'
import { removeHeaderLeftovers, writeHeaderFiles } from '../files/header-file.ts'
import type { VaultPaths } from '../files/paths.ts'
import type { OpenHeader } from './header-unlock.ts'
import type { VaultDatabase } from './vault-database.ts'

/** A credential of the open vault. */
export type VaultCredential = { readonly kind: SlotKind; readonly keyFile: boolean }

/** What an open vault keeps of its header: no key of it. */
export type ActiveHeader = {
  /** The bytes of both copies on the disk. */
  readonly current: Uint8Array
  /** Made while the key was at hand, and written at the lock; null if the header is left as it is. */
  readonly spare: Uint8Array | null
  /** Hexadecimal. */
  readonly vaultId: string
  readonly credentials: readonly VaultCredential[]
  /** See the content of a wipe slot. */
  readonly pace: number
  /** A damaged or missing copy was written again. */
  readonly isRepaired: boolean
}

type HeaderState = {
  readonly kdf: KdfParams
  readonly vaultKey: Secret
  readonly directory: Directory
  readonly pace: number
}

/** Names of the credentials in a directory: see {@link credentialName}. */
export const namesIn = ({ entries }: Pick<Directory, 'entries'>): ReadonlySet<string> =>
  new Set(
    slotKinds.flatMap((kind) => {
      const entry = entries[kind]
      return entry === null ? [] : [credentialName(entry)]
    }),
  )

/** Hexadecimal. */
export const vaultIdOf = ({ directory }: Pick<OpenHeader, 'directory'>): string =>
  Buffer.from(directory.vaultId).toString('hex')

/** Everything but the bytes. */
const described = (
  directory: Directory,
  pace: number,
): Omit<ActiveHeader, 'current' | 'spare' | 'isRepaired'> => ({
  vaultId: vaultIdOf({ directory }),
  credentials: slotKinds.flatMap((kind) => {
    const entry = directory.entries[kind]
    return entry === null ? [] : [{ kind, keyFile: entry.keyFile }]
  }),
  pace,
})

/** A later header with the same content, without a previous key. */
const later = ({ kdf, vaultKey, directory, pace }: HeaderState, by: number): Uint8Array =>
  buildHeader({
    kdf,
    vaultKey,
    previousKey: null,
    directory: { ...directory, epoch: directory.epoch + by },
    pace,
  })

/** An unlock that migrates an old schema takes longer; no wipe waits for that. */
const longestPaceMs = 3_000

/** The pace of an unlock whose derivation ended then. */
export const paceSince = (derivedAt: number): number =>
  Math.min(longestPaceMs, Math.round(performance.now() - derivedAt))

/**
 * The header of a new vault, with a new id, and a spare one for its first lock. Writes nothing.
 *
 * @param entries at least one that opens the vault, and no wipe passphrase.
 */
export const newHeader = (
  made: Omit<HeaderState, 'directory'>,
  entries: Omit<DirectoryEntries, 'wipe'>,
): ActiveHeader => {
  const vaultId = randomBytes(vaultIdBytes)
  const directory = { epoch: 1, vaultId, next: null, entries: { ...entries, wipe: null } }
  const state = { ...made, directory }
  return {
    ...described(directory, made.pace),
    current: buildHeader({ ...state, previousKey: null }),
    spare: later(state, 1),
    isRepaired: false,
  }
}

/** The header of a vault that opened read-only, or whose change of key is unfinished: it stays. */
export const unchangedHeader = ({ header, directory }: OpenHeader): ActiveHeader => ({
  ...described(directory, 0),
  current: header,
  spare: null,
  isRepaired: false,
})

/**
 * Writes a new header at an unlock, in which every byte after the clear fields differs, so that
 * headers of different times don't show what changed between them. On a disk that can't be written
 * the header is left as it is: it still opens.
 */
export const renewAtUnlock = (paths: VaultPaths, opened: OpenHeader): ActiveHeader => {
  const state = { ...opened, pace: paceSince(opened.derivedAt) }
  const next = later(state, 1)
  try {
    writeHeaderFiles(paths, opened.header, next)
  } catch {
    return { ...unchangedHeader(opened), pace: state.pace }
  }
  removeHeaderLeftovers(paths)
  // The spare also has the time that these writes took.
  const pace = paceSince(opened.derivedAt)
  return {
    ...described(opened.directory, pace),
    current: next,
    spare: later({ ...state, pace }, 2),
    isRepaired: opened.isUneven,
  }
}

/** Writes the spare header, once the database is closed. Never throws: the current one still opens. */
export const renewAtLock = (paths: VaultPaths, { current, spare }: ActiveHeader): void => {
  if (spare === null) return
  try {
    writeHeaderFiles(paths, current, spare)
  } catch {
    // The next unlock reads whichever copy is complete.
  }
}

/** What a change of the credentials leaves in the directory. */
export type ChangedEntries = Pick<Directory, 'next'> & { readonly entries: DirectoryEntries }

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
