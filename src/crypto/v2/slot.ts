import { concat, isZero, utf8, view } from '../bytes.ts'
import { Secret } from '../secret.ts'
import { sodium } from '../sodium.ts'
import { discardedCredential } from './credential-keys.ts'
import type { CredentialKeys, CredentialPublic } from './credential-keys.ts'
import { clearFields, directoryField, slotCount, slotField } from './header-layout.ts'

/** A passphrase and a recovery code open the vault; a wipe passphrase destroys it. */
export type SlotKind = 'passphrase' | 'recovery' | 'wipe'

/** In the order of the directory. */
export const slotKinds = ['passphrase', 'recovery', 'wipe'] as const satisfies readonly SlotKind[]

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
      /** {@link sealedNextBytes}: sealed parameters and root of the vault after the wipe. */
      next: Uint8Array
      /** Milliseconds from the derivation to the answer at the last ordinary unlock. */
      pace: number
    }>

/** A salt, a cost and a root, sealed. */
export const sealedNextBytes = 96
const ciphertextBytes = 1120
const commitBytes = 32
const plainBytes = 176
const kindCodes = { passphrase: 1, recovery: 2, wipe: 3 } as const
const hasPrevious = 1
const at = { kind: 0, flags: 1, reserved: 2, vaultKey: 8, previousKey: 40, padding: 72 } as const
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

const encode = (content: SlotContent | null): Uint8Array => {
  const plain = new Uint8Array(plainBytes)
  if (content === null) return plain
  plain[at.kind] = kindCodes[content.kind]
  if (content.kind === 'wipe') {
    plain.set(content.next, wipeAt.next)
    view(plain).setUint16(wipeAt.pace, Math.max(0, Math.min(paceMax, content.pace)), true)
    return plain
  }
  plain.set(content.vaultKey.bytes, at.vaultKey)
  if (content.previousKey !== null) {
    plain[at.flags] = hasPrevious
    plain.set(content.previousKey.bytes, at.previousKey)
  }
  return plain
}

/** Null for a content that no writer writes. */
const decode = (plain: Uint8Array): SlotContent | null => {
  const kind = slotKinds.find((each) => kindCodes[each] === plain[at.kind])
  const flags = plain[at.flags] ?? 0
  if (kind === undefined || !isZero(plain.subarray(at.reserved, at.vaultKey))) return null
  if (kind === 'wipe') {
    const isSound =
      flags === 0 &&
      isZero(plain.subarray(at.vaultKey, wipeAt.next)) &&
      isZero(plain.subarray(wipeAt.end))
    if (!isSound) return null
    const pace = view(plain).getUint16(wipeAt.pace, true)
    return { kind, next: plain.slice(wipeAt.next, wipeAt.pace), pace }
  }
  const previous = plain.subarray(at.previousKey, at.padding)
  const isFlagged = flags === hasPrevious
  if (
    !isZero(plain.subarray(at.padding)) ||
    flags > hasPrevious ||
    (!isFlagged && !isZero(previous))
  ) {
    return null
  }
  return {
    kind,
    vaultKey: Secret.take(plain.slice(at.vaultKey, at.previousKey)),
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
  const plain = encode(content)
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
export type SlotToWrite = Readonly<{ to: CredentialPublic; content: SlotContent }> | null

/**
 * Writes all three slots in place, in random order, into a header that has its clear fields and its
 * directory. An absent one is a real encapsulation to a discarded key, because random bytes could be
 * distinguished from one.
 */
export const writeSlots = (
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

/**
 * Tries all three slots, with no early end: which one matches, and whether one does, takes the same
 * time. The caller wipes the keys in the result.
 *
 * @returns null when no slot is this credential's, or its content is none that a writer writes.
 */
export const readSlots = (
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
    return ours === undefined ? null : open(ours.field, ours.key)
  } finally {
    for (const { key } of tried) key.wipe()
  }
}

const open = (field: Uint8Array, key: Secret): SlotContent | null => {
  try {
    const plain = sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(
      null,
      field.subarray(ciphertextBytes + commitBytes),
      null,
      zeroNonce,
      key.bytes,
    )
    try {
      return decode(plain)
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
