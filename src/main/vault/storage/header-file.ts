import {
  closeSync,
  existsSync,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  readSync,
  rmSync,
  writeSync,
} from 'node:fs'
import type { KdfParams } from '../../../crypto/kdf.ts'
import { randomBytes } from '../../../crypto/random.ts'
import type { Secret } from '../../../crypto/secret.ts'
import { credentialName } from '../../../crypto/v2/credential-keys.ts'
import { vaultIdBytes } from '../../../crypto/v2/directory.ts'
import type { Directory, DirectoryEntries } from '../../../crypto/v2/directory.ts'
import { headerBytes, readHeader, slotKinds } from '../../../crypto/v2/header-layout.ts'
import type { SlotKind, SoundHeader } from '../../../crypto/v2/header-layout.ts'
import { buildHeader } from '../../../crypto/v2/header.ts'
import { Failure } from '../../../shared/failure.ts'
import { replaceFile, syncFolder } from '../files/durable-write.ts'
import type { VaultPaths } from '../files/paths.ts'

/** One of the two copies on disk, as far as it can be checked without a key. */
export type HeaderCopy = Readonly<{ path: string }> &
  (
    | Readonly<{ state: 'sound'; header: SoundHeader }>
    | Readonly<{ state: 'newer' | 'outdated' | 'damaged' | 'missing' }>
  )

const copiesOf = ({ header, headerBackup }: VaultPaths): readonly [string, string] => [
  header,
  headerBackup,
]

const readAtMost = (path: string, limit: number): Uint8Array => {
  const descriptor = openSync(path, 'r')
  try {
    const bytes = new Uint8Array(limit)
    let length = 0
    for (;;) {
      const count = readSync(descriptor, bytes, length, limit - length, length)
      if (count === 0) return bytes.slice(0, length)
      length += count
    }
  } finally {
    closeSync(descriptor)
  }
}

const isAbsent = (cause: unknown): boolean =>
  cause instanceof Error && 'code' in cause && cause.code === 'ENOENT'

const readCopy = (path: string): HeaderCopy => {
  try {
    return { path, state: 'sound', header: readHeader(readAtMost(path, headerBytes + 1)) }
  } catch (cause) {
    if (isAbsent(cause)) return { path, state: 'missing' }
    const code = cause instanceof Failure ? cause.code : 'damaged'
    return { path, state: code === 'newer' || code === 'outdated' ? code : 'damaged' }
  }
}

/**
 * The complete copies of a header, `header` first.
 *
 * @returns at least one.
 * @throws Failure 'newer' if a later version of the app wrote one of them; 'outdated' for a vault of
 *   a development version; 'damaged'; 'no-vault'. Nothing is written.
 */
export const readHeaderCopies = (
  paths: VaultPaths,
): readonly Extract<HeaderCopy, { state: 'sound' }>[] => {
  const copies = copiesOf(paths).map(readCopy)
  const states = copies.map(({ state }) => state)
  // A copy of a later version may be the current one, and this version can't read it.
  if (states.includes('newer')) throw new Failure('newer')
  const sound = copies.filter((copy) => copy.state === 'sound')
  if (sound.length > 0) return sound
  if (states.includes('outdated')) throw new Failure('outdated')
  throw new Failure(states.includes('damaged') ? 'damaged' : 'no-vault')
}

/** Writes both copies of a new vault's header. @throws Failure 'exists', 'storage'. */
export const createHeaderFiles = (paths: VaultPaths, header: Uint8Array): void => {
  const copies = copiesOf(paths)
  if (copies.some((path) => existsSync(path))) throw new Failure('exists')
  for (const path of copies) replaceFile(path, header)
}

/**
 * Overwrites a file in place and syncs it, so that the old content is gone on a disk that rewrites
 * blocks in place. (Flash memory and copy-on-write file systems don't; no program can guarantee
 * erasure there.) The file gets exactly the length of the content.
 *
 * @returns false when there is no such file.
 * @throws Failure 'storage'.
 */
export const overwriteFile = (path: string, bytes: (length: number) => Uint8Array): boolean => {
  let descriptor: number
  try {
    descriptor = openSync(path, 'r+')
  } catch (cause) {
    if (isAbsent(cause)) return false
    throw new Failure('storage')
  }
  try {
    const { size } = fstatSync(descriptor)
    const content = bytes(size)
    for (let at = 0; at < content.length;) {
      at += writeSync(descriptor, content, at, content.length - at, at)
    }
    if (size > content.length) ftruncateSync(descriptor, content.length)
    fsyncSync(descriptor)
    return true
  } catch {
    throw new Failure('storage')
  } finally {
    closeSync(descriptor)
  }
}

const overwriteCopy = (path: string, header: Uint8Array): void => {
  if (!overwriteFile(path, () => header)) replaceFile(path, header)
}

/**
 * Writes a changed header over both copies, in place: a rename would leave the old one in free
 * blocks. One copy is complete at every moment, and before a copy is overwritten the other is known
 * to be complete.
 *
 * @param now the header that counts until then.
 * @throws Failure 'storage': `header` is as it was, and `now` counts; 'in-doubt': either may count,
 *   which the next unlock decides.
 */
export const writeHeaderFiles = (paths: VaultPaths, now: Uint8Array, next: Uint8Array): void => {
  readHeader(next)
  const [header, backup] = copiesOf(paths)
  // Also if it seems to hold that already: after a failed sync, the system's cache may show what the
  // disk does not have.
  overwriteCopy(backup, now)
  try {
    overwriteCopy(header, next)
    overwriteCopy(backup, next)
  } catch {
    throw new Failure('in-doubt')
  }
}

/** Files of an unfinished header write contain slots too. */
const destroyLeftovers = (paths: VaultPaths): void => {
  const left = copiesOf(paths).map((path) => `${path}.new`)
  const found = left.filter((path) => overwriteFile(path, (length) => randomBytes(length)))
  if (found.length === 0) return
  try {
    for (const path of found) rmSync(path)
    syncFolder(paths.folder)
  } catch {
    throw new Failure('storage')
  }
}

/**
 * The first step of a wipe: writes {@link destroyedHeader} over both copies, first over one that is
 * not sound. Until both are written the old vault may still open by the other copy; the wipe slot
 * is intact at every moment, so the same credential can finish.
 *
 * @throws Failure 'storage': not everything may be destroyed.
 */
export const destroyHeaderFiles = (paths: VaultPaths, destroyed: Uint8Array): void => {
  const copies = copiesOf(paths).map(readCopy)
  const isSound = ({ state }: HeaderCopy): boolean => state === 'sound'
  for (const { path } of [...copies.filter((copy) => !isSound(copy)), ...copies.filter(isSound)]) {
    overwriteCopy(path, destroyed)
  }
  destroyLeftovers(paths)
}

/**
 * Overwrites both copies of a header completely with random bytes: no credential opens the vault
 * afterwards. If stopped before both are complete, the second copy still does.
 *
 * @throws Failure 'storage'.
 */
export const blankHeaderFiles = (paths: VaultPaths): void => {
  for (const path of copiesOf(paths)) overwriteFile(path, (length) => randomBytes(length))
  destroyLeftovers(paths)
}

/** Removes files of a header write that a stop interrupted. */
export const removeHeaderLeftovers = (paths: VaultPaths): void => {
  try {
    for (const path of copiesOf(paths)) rmSync(`${path}.new`, { force: true })
  } catch {
    // Read-only media. The files do no harm: nothing reads them.
  }
}

/** A header that a credential opened. Its keys are wiped after the action. */
export type OpenHeader = {
  /** The bytes of the copy that counts. */
  readonly header: Uint8Array
  readonly kdf: KdfParams
  readonly vaultKey: Secret
  /** Set until the first lock or unlock after a change of the vault key. */
  readonly previousKey: Secret | null
  /** The database is still under `previousKey`. */
  readonly isUnderPrevious: boolean
  readonly directory: Directory
  /** The copies on the disk differ, or one is missing or damaged. */
  readonly isUneven: boolean
  /** When the derivation ended, by `performance.now()`. */
  readonly derivedAt: number
}

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
export const described = (
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
export const later = ({ kdf, vaultKey, directory, pace }: HeaderState, by: number): Uint8Array =>
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
 * the header is left as it is: it still opens. If the disk fails between the copies, they differ, and
 * either opens with the same credentials and the same key. That is not reported now: the next unlock
 * finds it (`isUneven`), settles it, and tells the user that the header was repaired.
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
