import { Failure } from '../../shared/failure.ts'
import { concat, view } from '../bytes.ts'
import { saltBytes, withinKdfBounds } from '../kdf.ts'
import type { KdfParams } from '../kdf.ts'
import { deriveKey } from '../keys.ts'
import { randomBytes } from '../random.ts'
import { seal, unseal } from '../seal.ts'
import { Secret } from '../secret.ts'
import { sodium } from '../sodium.ts'
import type { CredentialKeys, CredentialPublic } from './credential-keys.ts'
import { readDirectory, wipeDirectory, writeDirectory } from './directory.ts'
import type { Directory } from './directory.ts'
import { at, emptyHeader, readHeader, writeSum } from './header-layout.ts'
import { readSlots, writeSlots } from './slot.ts'
import type { SlotContent, SlotToWrite } from './slot.ts'

const none = new Uint8Array()

/** All that a header is built from. */
export type HeaderParts = Readonly<{
  kdf: KdfParams
  vaultKey: Secret
  /** The key that the database may still be under; null when it is under `vaultKey`. */
  previousKey: Secret | null
  directory: Directory
  /** See {@link SlotContent}; only a wipe slot has it. */
  pace: number
}>

const macOf = (header: Uint8Array, vaultKey: Secret): Uint8Array => {
  const key = deriveKey(vaultKey, 'headerMac')
  try {
    return sodium.crypto_generichash(32, header.subarray(0, at.mac), key.bytes)
  } finally {
    key.wipe()
  }
}

/** Whether every byte of the header is as a holder of the vault key wrote it. */
export const verifyHeader = (header: Uint8Array, vaultKey: Secret): boolean =>
  sodium.memcmp(macOf(header, vaultKey), header.subarray(at.mac, at.sum))

/**
 * Makes a header in which every byte after the clear fields is new: 8192 bytes.
 *
 * @throws Failure 'invalid' for a directory with neither passphrase nor recovery code, or whose
 *   wipe entry and `next` disagree; 'kdf-bounds'.
 */
export const buildHeader = (parts: HeaderParts): Uint8Array => {
  const { kdf, vaultKey, previousKey, directory, pace } = parts
  const { passphrase, recovery, wipe } = directory.entries
  if (!withinKdfBounds(kdf)) throw new Failure('kdf-bounds')
  const opens = passphrase !== null || recovery !== null
  if (!opens || (wipe === null) !== (directory.next === null)) throw new Failure('invalid')
  const header = emptyHeader(kdf)
  writeDirectory(header, vaultKey, directory)
  const opening = (kind: 'passphrase' | 'recovery', to: CredentialPublic | null): SlotToWrite =>
    to === null ? null : { to, content: { kind, vaultKey, previousKey } }
  const next = directory.next ?? none
  writeSlots(header, [
    opening('passphrase', passphrase),
    opening('recovery', recovery),
    wipe === null ? null : { to: wipe, content: { kind: 'wipe', next, pace } },
  ])
  header.set(macOf(header, vaultKey), at.mac)
  writeSum(header)
  // Read back before it replaces one that opens.
  wipeDirectory(readDirectory(readHeader(header).bytes, vaultKey))
  return header
}

/**
 * Tries a credential on every slot of a sound header. The caller wipes the keys in the result.
 * Does not check the MAC: call {@link verifyHeader} with the vault key.
 *
 * @returns null when no slot is this credential's.
 */
export const openHeader = (header: Uint8Array, keys: CredentialKeys): SlotContent | null =>
  readSlots(header, keys)

/**
 * The header that a wipe writes first: the clear fields and the wipe slot remain, and every other
 * byte is random or belongs to no key. Nothing in it leads to a vault key.
 *
 * @param content the wipe slot as it was read.
 */
export const destroyedHeader = (
  kdf: KdfParams,
  keys: CredentialKeys,
  content: Extract<SlotContent, { kind: 'wipe' }>,
): Uint8Array => {
  const header = emptyHeader(kdf)
  header.set(randomBytes(at.sum - at.directory), at.directory)
  writeSlots(header, [null, null, { to: keys, content }])
  writeSum(header)
  return header
}

/** Parameters and root of the vault after a wipe. The caller wipes the root. */
export type NextRoot = Readonly<{ kdf: KdfParams; root: Secret }>

/** Seals the parameters and the root of the vault after a wipe: 96 bytes. */
export const sealNext = ({ nextKey }: CredentialKeys, { kdf, root }: NextRoot): Uint8Array => {
  const plain = concat(kdf.salt, new Uint8Array(8), root.bytes)
  view(plain).setUint32(saltBytes, kdf.passes, true)
  view(plain).setUint32(saltBytes + 4, kdf.memoryKiB, true)
  try {
    return seal(nextKey, plain, none)
  } finally {
    plain.fill(0)
  }
}

/** The caller wipes the root. @throws Failure 'damaged'. */
export const openNext = ({ nextKey }: CredentialKeys, sealed: Uint8Array): NextRoot => {
  const plain = unseal(nextKey, sealed, none)
  try {
    const passes = view(plain).getUint32(saltBytes, true)
    const memoryKiB = view(plain).getUint32(saltBytes + 4, true)
    if (!withinKdfBounds({ passes, memoryKiB })) throw new Failure('damaged')
    const kdf = { passes, memoryKiB, salt: plain.slice(0, saltBytes) }
    return { kdf, root: Secret.take(plain.slice(saltBytes + 8)) }
  } finally {
    plain.fill(0)
  }
}
