import { closeSync, existsSync, openSync, readSync, rmSync } from 'node:fs'
import { sameKdf } from '../../../crypto/kdf.ts'
import type { KdfParams } from '../../../crypto/kdf.ts'
import type { Secret } from '../../../crypto/secret.ts'
import { headerBytes, readHeader } from '../../../crypto/v1/header-layout.ts'
import { Failure } from '../../../shared/failure.ts'
import { replaceFile } from './durable-write.ts'
import { judgeCopy, pickHeader } from './header-pick.ts'
import type { HeaderCopy, OpenedHeader, PickedHeader } from './header-pick.ts'
import type { VaultPaths } from './paths.ts'

/** Derives a root from the user's credential, under the parameters of one KDF group. */
export type Derive = (kdf: KdfParams) => Promise<Secret>

/** Writes both copies of a new vault's header. @throws Failure 'exists', 'storage'. */
export const createHeaderFiles = (paths: VaultPaths, header: Uint8Array): void => {
  if (existsSync(paths.header) || existsSync(paths.headerBackup)) throw new Failure('exists')
  replaceHeaderFiles(paths, header)
}

/**
 * Writes a changed header: first `header` completely, then `header.bak`. If stopped at any point,
 * at least one copy is complete, and the newer one wins at the next unlock. The change is made once
 * `header` is durable: a copy that could not be written is repaired at the next unlock.
 *
 * @throws Failure 'storage' if `header` could not be written; 'damaged' or 'newer' for bytes that
 *   would not read back.
 */
export const replaceHeaderFiles = (paths: VaultPaths, header: Uint8Array): void => {
  readHeader(header)
  replaceFile(paths.header, header)
  try {
    replaceFile(paths.headerBackup, header)
  } catch {
    // The change did not fail: the new header counts.
  }
}

/**
 * Opens the header with a credential: tries every slot of both copies, takes the authentic copy
 * with the highest epoch, and makes the other copy equal to it. Refuses a credential that only an
 * outdated copy has. For a wipe slot nothing is written.
 *
 * @param derive called once per distinct set of KDF parameters, at most four times (twice when the
 *   copies agree); the roots are wiped here.
 * @returns keys that the caller wipes.
 * @throws Failure 'no-vault', 'damaged' (neither copy can be used; nothing was written), 'newer'
 *   (nothing was written), 'wrong-passphrase', and the errors of `derive`.
 */
export const openHeaderFiles = async (paths: VaultPaths, derive: Derive): Promise<OpenedHeader> => {
  const picked = await pickHeaderFiles(paths, derive)
  const copies = repair(picked.header, picked.outdated)
  if (picked.slot === null) throw new Failure('wrong-passphrase')
  // Files of an unfinished header write contain slots too; a wipe overwrites them before it deletes
  // them.
  if (picked.slot.kind !== 'wipe') removeLeftovers(paths)
  return { ...picked, slot: picked.slot, copies }
}

/**
 * Opens the header with a credential without writing anything.
 *
 * @returns keys that the caller wipes.
 * @throws as {@link openHeaderFiles}.
 */
export const readHeaderFiles = async (
  paths: VaultPaths,
  derive: Derive,
): Promise<Pick<OpenedHeader, 'slot' | 'header'>> => {
  const { slot, header } = await pickHeaderFiles(paths, derive)
  if (slot === null) throw new Failure('wrong-passphrase')
  return { slot, header }
}

const pickHeaderFiles = async (paths: VaultPaths, derive: Derive): Promise<PickedHeader> => {
  const copies = [readCopy(paths.header), readCopy(paths.headerBackup)]
  refuseUnusable(copies)
  for (const kdf of attempts(copies)) {
    const root = await derive(kdf)
    try {
      const picked = pickHeader(copies, root, kdf)
      if (picked !== null) return picked
    } finally {
      root.wipe()
    }
  }
  throw new Failure(copies.some(({ state }) => state === 'newer') ? 'newer' : 'wrong-passphrase')
}

/** The vault's id from a readable copy, as hex. @throws Failure 'damaged'. */
export const readVaultId = (paths: VaultPaths): string => {
  for (const path of [paths.header, paths.headerBackup]) {
    try {
      const { vaultId } = readHeader(readAtMost(path, headerBytes + 1))
      return Buffer.from(vaultId).toString('hex')
    } catch {
      // Try the other copy.
    }
  }
  throw new Failure('damaged')
}

const readCopy = (path: string): HeaderCopy => {
  try {
    return judgeCopy(path, readAtMost(path, headerBytes + 1))
  } catch (cause) {
    const absent = cause instanceof Error && 'code' in cause && cause.code === 'ENOENT'
    return { path, state: absent ? 'missing' : 'damaged' }
  }
}

const removeLeftovers = (paths: VaultPaths): void => {
  try {
    for (const path of [paths.header, paths.headerBackup]) rmSync(`${path}.new`, { force: true })
  } catch {
    // Read-only media. The files do no harm: nothing reads them.
  }
}

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

const refuseUnusable = (copies: readonly HeaderCopy[]): void => {
  const states = copies.map(({ state }) => state)
  if (states.includes('sound')) return
  if (states.includes('newer')) throw new Failure('newer')
  throw new Failure(states.includes('damaged') ? 'damaged' : 'no-vault')
}

/**
 * Distinct KDF parameters, the most frequent first: usually both copies agree and one run is
 * enough.
 */
const attempts = (copies: readonly HeaderCopy[]): readonly KdfParams[] => {
  const all = copies.flatMap((copy) =>
    copy.state === 'sound' ? copy.info.kdf.filter((kdf) => kdf !== null) : [],
  )
  const counted = all
    .filter((kdf, i) => all.findIndex((other) => sameKdf(kdf, other)) === i)
    .map((kdf) => ({ kdf, count: all.filter((other) => sameKdf(kdf, other)).length }))
  return counted.sort((a, b) => b.count - a.count).map(({ kdf }) => kdf)
}

const repair = (header: Uint8Array, outdated: readonly string[]): OpenedHeader['copies'] => {
  if (outdated.length === 0) return 'equal'
  try {
    for (const path of outdated) replaceFile(path, header)
    return 'repaired'
  } catch {
    // Read-only media: the vault opens anyway, and the next change writes both copies.
    return 'unequal'
  }
}
