import { Failure } from '../../shared/failure.ts'
import { concat, isZero, utf8, view } from '../bytes.ts'
import { saltBytes, withinKdfBounds } from '../kdf.ts'
import type { KdfParams } from '../kdf.ts'
import { sodium } from '../sodium.ts'
import { magic } from './header-magic.ts'

// FORMAT.md section 2. Little-endian throughout.
export const headerBytes = 8192
export const slotCount = 3
export const slotBytes = 1344
export const at = {
  version: 8,
  flags: 10,
  length: 12,
  kdf: 16,
  salt: 32,
  reserved: 48,
  slots: 64,
  directory: 4096,
  mac: 8128,
  sum: 8160,
} as const

/** A passphrase and a recovery code open the vault; a wipe passphrase destroys it. */
export type SlotKind = 'passphrase' | 'recovery' | 'wipe'

/** In the order of the directory. */
export const slotKinds = ['passphrase', 'recovery', 'wipe'] as const satisfies readonly SlotKind[]

/** A salt, a cost and a root, sealed. */
export const sealedNextBytes = 96

export const version = 2
const argon2id13 = 2
const sumPrefix = utf8('understory/header/v2\0')

/** The clear fields: magic, version, length, and the parameters of Argon2id. */
export const clearFields = (header: Uint8Array): Uint8Array => header.subarray(0, at.slots)

/** One of the three slots. */
export const slotField = (header: Uint8Array, index: number): Uint8Array =>
  header.subarray(at.slots + index * slotBytes, at.slots + (index + 1) * slotBytes)

export const directoryField = (header: Uint8Array): Uint8Array =>
  header.subarray(at.directory, at.mac)

const sumOf = (header: Uint8Array): Uint8Array =>
  sodium.crypto_generichash(32, concat(sumPrefix, header.subarray(0, at.sum)), null)

/** A header with its clear fields and nothing else. */
export const emptyHeader = ({ passes, memoryKiB, salt }: KdfParams): Uint8Array => {
  const header = new Uint8Array(headerBytes)
  const fields = view(header)
  header.set(magic)
  fields.setUint16(at.version, version, true)
  fields.setUint32(at.length, headerBytes, true)
  fields.setUint32(at.kdf, argon2id13, true)
  fields.setUint32(at.kdf + 4, passes, true)
  fields.setUint32(at.kdf + 8, memoryKiB, true)
  fields.setUint32(at.kdf + 12, 1, true)
  header.set(salt, at.salt)
  return header
}

/** Writes the unkeyed sum, which tells a complete copy from a torn one without any key. */
export const writeSum = (header: Uint8Array): void => header.set(sumOf(header), at.sum)

/** The parameters of Argon2id; null if the sum or a field is none that this version writes. */
const soundKdf = (header: Uint8Array): KdfParams | null => {
  const fields = view(header)
  const cost = {
    passes: fields.getUint32(at.kdf + 4, true),
    memoryKiB: fields.getUint32(at.kdf + 8, true),
  }
  const isSound =
    sodium.memcmp(sumOf(header), header.subarray(at.sum)) &&
    fields.getUint16(at.flags, true) === 0 &&
    fields.getUint32(at.length, true) === headerBytes &&
    fields.getUint32(at.kdf, true) === argon2id13 &&
    fields.getUint32(at.kdf + 12, true) === 1 &&
    withinKdfBounds(cost) &&
    isZero(header.subarray(at.reserved, at.slots))
  return isSound ? { ...cost, salt: header.slice(at.salt, at.salt + saltBytes) } : null
}

/** A complete copy. Nothing in it is authentic before the MAC was checked. */
export type SoundHeader = Readonly<{
  bytes: Uint8Array
  kdf: KdfParams
  /** Only the version number was damaged; `bytes` has the right one. */
  isVersionDamaged: boolean
}>

/**
 * Reads the clear fields of a header and checks its sum. A version number that was damaged alone
 * is read as 2. Refuses Argon2id parameters out of bounds before any allocation could use them.
 *
 * @returns a copy of the bytes.
 * @throws Failure 'newer' for a later version; 'outdated' for version 1, which was never released;
 *   'damaged' for any other bytes that this version would not have written.
 */
export const readHeader = (header: Uint8Array): SoundHeader => {
  if (header.length < at.kdf || !magic.every((byte, i) => header[i] === byte)) {
    throw new Failure('damaged')
  }
  const found = view(header).getUint16(at.version, true)
  const bytes = Uint8Array.from(header)
  view(bytes).setUint16(at.version, version, true)
  const kdf = bytes.length === headerBytes ? soundKdf(bytes) : null
  if (kdf !== null) return { bytes, kdf, isVersionDamaged: found !== version }
  if (found > version) throw new Failure('newer')
  throw new Failure(found === version - 1 ? 'outdated' : 'damaged')
}
