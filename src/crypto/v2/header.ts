import { Failure } from '../../shared/failure.ts'
import { concat, isZero, utf8, view } from '../bytes.ts'
import { saltBytes, withinKdfBounds } from '../kdf.ts'
import type { KdfParams } from '../kdf.ts'
import { deriveKey } from '../keys.ts'
import { randomBytes } from '../random.ts'
import { seal, unseal } from '../seal.ts'
import { Secret } from '../secret.ts'
import { sodium } from '../sodium.ts'
import { discardedCredential } from './credential-keys.ts'
import type { CredentialKeys, CredentialPublic } from './credential-keys.ts'
import { readDirectory, wipeDirectory, writeDirectory } from './directory.ts'
import type { Directory } from './directory.ts'
import {
  at,
  clearFields,
  directoryField,
  emptyHeader,
  readHeader,
  slotCount,
  slotField,
  slotKinds,
  writeSum,
} from './header-layout.ts'

/** Content of a slot. A wipe slot neither contains nor derives a vault key. */
export type SlotContent =
  | Readonly<{
      kind: 'passphrase' | 'recovery'
      vaultKey: Secret
      /** The key that the database may still be under. */
      previousKey: Secret | null
    }>
  | Readonly<{
      kind: 'wipe'
      /** `sealedNextBytes` of them: sealed parameters and root of the vault after the wipe. */
      next: Uint8Array
      /** Milliseconds from the derivation to the answer at the last ordinary unlock. */
      pace: number
    }>

const ciphertextBytes = 1120
const commitBytes = 32
const slotPlainBytes = 176
const kindCodes = { passphrase: 1, recovery: 2, wipe: 3 } as const
const hasPrevious = 1
const slotAt = {
  kind: 0,
  flags: 1,
  reserved: 2,
  vaultKey: 8,
  previousKey: 40,
  padding: 72,
} as const
const wipeAt = { next: 72, pace: 168, end: 170 } as const
const slotPrefix = utf8('understory/slot/v2\0')
// Every slot key encrypts one message.
const zeroNonce = new Uint8Array(24)
const paceMax = 0xffff

/**
 * What each slot is bound to: clear fields and directory of the same header come first in the hash
 * of its key, so no slot of another write fits.
 */
const slotBinding = (header: Uint8Array): Uint8Array =>
  concat(clearFields(header), sodium.crypto_generichash(32, directoryField(header), null))

// The shared secret is in the commitment: with the public key and the symmetric key from the
// directory alone, nothing tells to which credential a slot of another header belongs.
const slotKeys = (
  psk: Secret,
  binding: Uint8Array,
  ciphertext: Uint8Array,
  sharedSecret: Uint8Array,
): { readonly commitment: Uint8Array; readonly key: Secret } => {
  const message = concat(slotPrefix, binding, ciphertext, sharedSecret)
  const both = sodium.crypto_generichash(64, message, psk.bytes)
  try {
    return { commitment: both.slice(0, 32), key: Secret.take(both.slice(32)) }
  } finally {
    message.fill(0)
    both.fill(0)
  }
}

const encodeSlot = (content: SlotContent | null): Uint8Array => {
  const plain = new Uint8Array(slotPlainBytes)
  if (content === null) return plain
  plain[slotAt.kind] = kindCodes[content.kind]
  if (content.kind === 'wipe') {
    plain.set(content.next, wipeAt.next)
    view(plain).setUint16(wipeAt.pace, Math.max(0, Math.min(paceMax, content.pace)), true)
    return plain
  }
  plain.set(content.vaultKey.bytes, slotAt.vaultKey)
  if (content.previousKey !== null) {
    plain[slotAt.flags] = hasPrevious
    plain.set(content.previousKey.bytes, slotAt.previousKey)
  }
  return plain
}

/** Null for a content that no writer writes. */
const decodeSlot = (plain: Uint8Array): SlotContent | null => {
  const kind = slotKinds.find((each) => kindCodes[each] === plain[slotAt.kind])
  const flags = plain[slotAt.flags] ?? 0
  if (kind === undefined || !isZero(plain.subarray(slotAt.reserved, slotAt.vaultKey))) return null
  if (kind === 'wipe') {
    const isSound =
      flags === 0 &&
      isZero(plain.subarray(slotAt.vaultKey, wipeAt.next)) &&
      isZero(plain.subarray(wipeAt.end))
    if (!isSound) return null
    const pace = view(plain).getUint16(wipeAt.pace, true)
    return { kind, next: plain.slice(wipeAt.next, wipeAt.pace), pace }
  }
  const previous = plain.subarray(slotAt.previousKey, slotAt.padding)
  const isFlagged = flags === hasPrevious
  if (
    !isZero(plain.subarray(slotAt.padding)) ||
    flags > hasPrevious ||
    (!isFlagged && !isZero(previous))
  ) {
    return null
  }
  return {
    kind,
    vaultKey: Secret.take(plain.slice(slotAt.vaultKey, slotAt.previousKey)),
    previousKey: isFlagged ? Secret.take(previous.slice()) : null,
  }
}

const sealSlot = (
  { psk, publicKey }: CredentialPublic,
  binding: Uint8Array,
  content: SlotContent | null,
): Uint8Array => {
  const { ciphertext, sharedSecret } = sodium.crypto_kem_xwing_enc(publicKey)
  const { commitment, key } = slotKeys(psk, binding, ciphertext, sharedSecret)
  const plain = encodeSlot(content)
  try {
    const body = sodium.crypto_aead_xchacha20poly1305_ietf_encrypt(
      plain,
      null,
      null,
      zeroNonce,
      key.bytes,
    )
    return concat(ciphertext, commitment, body)
  } finally {
    sharedSecret.fill(0)
    plain.fill(0)
    key.wipe()
  }
}

/** One slot to write: its credential and its content; null for an absent credential. */
type SlotToWrite = Readonly<{ to: CredentialPublic; content: SlotContent }> | null

/**
 * Writes all three slots in place, in random order, into a header that has its clear fields and its
 * directory. An absent one is a real encapsulation to a discarded key, because random bytes could be
 * distinguished from one.
 */
const writeSlots = (
  header: Uint8Array,
  slots: readonly [SlotToWrite, SlotToWrite, SlotToWrite],
): void => {
  const binding = slotBinding(header)
  const order = [0, 1, 2]
  for (let i = slotCount - 1; i > 0; i--) {
    const j = sodium.randombytes_uniform(i + 1)
    const [a, b] = [order[i], order[j]]
    if (a !== undefined && b !== undefined) [order[i], order[j]] = [b, a]
  }
  for (const [place, index] of order.entries()) {
    const slot = slots[index] ?? null
    const to = slot?.to ?? discardedCredential()
    slotField(header, place).set(sealSlot(to, binding, slot?.content ?? null))
    if (slot === null) to.psk.wipe()
  }
}

const decapsulate = (ciphertext: Uint8Array, secret: Secret): Uint8Array => {
  try {
    return sodium.crypto_kem_xwing_dec(ciphertext, secret.bytes)
  } catch {
    // A ciphertext that no writer writes. It matches nothing.
    return sodium.randombytes_buf(32)
  }
}

const openSlot = (field: Uint8Array, key: Secret): SlotContent | null => {
  try {
    const plain = sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(
      null,
      field.subarray(ciphertextBytes + commitBytes),
      null,
      zeroNonce,
      key.bytes,
    )
    try {
      return decodeSlot(plain)
    } finally {
      plain.fill(0)
    }
  } catch {
    return null
  }
}

/** Wipes the keys that a slot gave, if it gave any. */
export const wipeSlotKeys = (slot: SlotContent): void => {
  if (slot.kind === 'wipe') {
    slot.next.fill(0)
    return
  }
  slot.vaultKey.wipe()
  slot.previousKey?.wipe()
}

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
 * Tries a credential on all three slots of a sound header, with no early end: which one matches, and
 * whether one does, takes the same time. The caller wipes the keys in the result. Does not check the
 * MAC: call {@link verifyHeader} with the vault key.
 *
 * @returns null when no slot is this credential's, or its content is none that a writer writes.
 */
export const openHeader = (
  header: Uint8Array,
  { psk, kemSecret }: CredentialKeys,
): SlotContent | null => {
  const binding = slotBinding(header)
  const tried = Array.from({ length: slotCount }, (_, index) => {
    const field = slotField(header, index)
    const ciphertext = field.subarray(0, ciphertextBytes)
    const sharedSecret = decapsulate(ciphertext, kemSecret)
    const { commitment, key } = slotKeys(psk, binding, ciphertext, sharedSecret)
    sharedSecret.fill(0)
    const written = field.subarray(ciphertextBytes, ciphertextBytes + commitBytes)
    return { isOurs: sodium.memcmp(commitment, written), field, key }
  })
  try {
    const ours = tried.find(({ isOurs }) => isOurs)
    return ours === undefined ? null : openSlot(ours.field, ours.key)
  } finally {
    for (const { key } of tried) key.wipe()
  }
}

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
