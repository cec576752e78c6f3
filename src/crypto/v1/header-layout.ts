import { Failure } from '../../shared/failure.ts'
import { isZero, readCounter, utf8, view } from '../bytes.ts'
import { saltBytes, withinKdfBounds } from '../kdf.ts'
import type { KdfParams } from '../kdf.ts'

// FORMAT.md section 2. Little-endian throughout.
export const headerBytes = 8192
export const slotCount = 12
export const slotBytes = 256
export const at = {
  magic: 0,
  version: 8,
  flags: 10,
  length: 12,
  vaultId: 16,
  epoch: 32,
  kdf: 40,
  reserved: 104,
  slots: 128,
  directory: 3200,
  mac: 8160,
} as const

export const vaultIdBytes = 16
export const version = 1
export const groups = [0, 1] as const
/** One of the two sets of Argon2id parameters; each slot belongs to one. */
export type KdfGroup = (typeof groups)[number]

const kdfBytes = 32
const argon2id13 = 2
/** The first eight bytes. */
export const magic = utf8('USTV\0\0\0\0')

/** The clear fields of a header. Nothing here is authentic before the MAC was checked. */
export type HeaderInfo = Readonly<{
  version: typeof version
  vaultId: Uint8Array
  epoch: number
  /** By group; null where the group is not in use. */
  kdf: readonly [KdfParams | null, KdfParams | null]
}>

export const kdfField = (header: Uint8Array, group: KdfGroup): Uint8Array =>
  header.subarray(at.kdf + group * kdfBytes, at.kdf + (group + 1) * kdfBytes)

export const slotField = (header: Uint8Array, index: number): Uint8Array =>
  header.subarray(at.slots + index * slotBytes, at.slots + (index + 1) * slotBytes)

/** Bytes 0 to 31: what never changes in the life of a vault, and so is bound into every slot. */
export const fixedFields = (header: Uint8Array): Uint8Array => header.subarray(0, at.epoch)

const readKdf = (header: Uint8Array, group: KdfGroup): KdfParams | null => {
  const field = kdfField(header, group)
  if (isZero(field)) return null
  const fields = view(field)
  const cost = { passes: fields.getUint32(4, true), memoryKiB: fields.getUint32(8, true) }
  const known = fields.getUint32(0, true) === argon2id13 && fields.getUint32(12, true) === 1
  if (!known || !withinKdfBounds(cost)) throw new Failure('damaged')
  return { ...cost, salt: field.slice(16, 16 + saltBytes) }
}

/** Writes the parameters of a group; null clears it. */
export const writeKdf = (header: Uint8Array, group: KdfGroup, kdf: KdfParams | null): void => {
  const field = kdfField(header, group)
  field.fill(0)
  if (kdf === null) return
  const fields = view(field)
  fields.setUint32(0, argon2id13, true)
  fields.setUint32(4, kdf.passes, true)
  fields.setUint32(8, kdf.memoryKiB, true)
  fields.setUint32(12, 1, true)
  field.set(kdf.salt, 16)
}

/** Writes magic, version, length and vault id into an empty header. */
export const writeFixedFields = (header: Uint8Array, vaultId: Uint8Array): void => {
  header.set(magic, at.magic)
  view(header).setUint16(at.version, version, true)
  view(header).setUint32(at.length, headerBytes, true)
  header.set(vaultId, at.vaultId)
}

/**
 * Reads the clear fields of a header, and refuses Argon2id parameters out of bounds before any
 * allocation could use them.
 *
 * @throws Failure 'newer' for a later version, regardless of the other fields; 'damaged' for any
 * field that this version would not have written.
 */
export const readHeader = (header: Uint8Array): HeaderInfo => {
  if (header.length < at.length || !magic.every((byte, i) => header[i] === byte)) {
    throw new Failure('damaged')
  }
  const found = view(header).getUint16(at.version, true)
  if (found > version) throw new Failure('newer')
  if (found !== version || header.length !== headerBytes) throw new Failure('damaged')
  const epoch = readCounter(header, at.epoch)
  const kdf = [readKdf(header, 0), readKdf(header, 1)] as const
  if (
    view(header).getUint16(at.flags, true) !== 0 ||
    view(header).getUint32(at.length, true) !== headerBytes ||
    epoch === null ||
    epoch === 0 ||
    (kdf[0] === null && kdf[1] === null) ||
    !isZero(header.subarray(at.reserved, at.slots))
  ) {
    throw new Failure('damaged')
  }
  return { version, vaultId: header.slice(at.vaultId, at.vaultId + vaultIdBytes), epoch, kdf }
}
