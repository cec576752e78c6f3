import { Failure } from '../../shared/failure.ts'
import { concat, isZero, view } from '../bytes.ts'
import { seal, unseal } from '../seal.ts'
import { Secret } from '../secret.ts'
import { randomBytes } from '../random.ts'
import { sodium } from '../sodium.ts'
import { fixedFields, kdfField, slotCount, slotField } from './header-layout.ts'
import type { KdfGroup } from './header-layout.ts'

/** A passphrase and a recovery code open the vault; a wipe passphrase destroys other slots. */
export type SlotKind = 'passphrase' | 'recovery' | 'wipe'

export const kindCodes = { passphrase: 1, recovery: 2, wipe: 3 } as const

/** The kind behind its code on disk, or null. */
export const kindOf = (code: number | undefined): SlotKind | null =>
  code === 1 ? 'passphrase' : code === 2 ? 'recovery' : code === 3 ? 'wipe' : null

/**
 * The slots that the wipe slot at an index destroys: every other slot, including those filled
 * later. No slot that opens the vault is spared, and the wipe slot itself is needed to finish an
 * interrupted wipe.
 */
export const wipeMaskOf = (index: number): number => (2 ** slotCount - 1) & ~(1 << index)

/** Content of a slot. A wipe slot neither contains nor derives a vault key. */
export type SlotContent =
  | Readonly<{ kind: 'passphrase' | 'recovery'; vaultKey: Secret; nextKey: Secret | null }>
  | Readonly<{ kind: 'wipe'; wipeMask: number }>

const plainBytes = 184
const commitBytes = 32
const keyBytes = 32
const nextKeyValid = 1
const at = { kind: 0, flags: 1, reserved: 2, wipeMask: 4, vaultKey: 8, nextKey: 40, padding: 72 }

const slotKey = (root: Secret, index: number, context: 'slotkek_' | 'slotcmt_'): Secret =>
  Secret.take(sodium.crypto_kdf_derive_from_key(keyBytes, index, context, root.bytes))

// The epoch stays out: another person's slot cannot be sealed again when it moves on.
const slotAad = (header: Uint8Array, group: KdfGroup, index: number): Uint8Array =>
  concat(fixedFields(header), kdfField(header, group), Uint8Array.of(group, index))

// ChaCha20-Poly1305 does not commit to its key: one crafted slot could open under many guesses and
// tell them apart. The commitment can only be met by the right root, and is compared first.
const commitment = (root: Secret, index: number, aad: Uint8Array): Uint8Array => {
  const key = slotKey(root, index, 'slotcmt_')
  try {
    return sodium.crypto_generichash(commitBytes, aad, key.bytes)
  } finally {
    key.wipe()
  }
}

const encode = (content: SlotContent): Uint8Array => {
  const plain = new Uint8Array(plainBytes)
  plain[at.kind] = kindCodes[content.kind]
  if (content.kind === 'wipe') {
    view(plain).setUint32(at.wipeMask, content.wipeMask, true)
    return plain
  }
  plain.set(content.vaultKey.bytes, at.vaultKey)
  if (content.nextKey !== null) {
    plain[at.flags] = nextKeyValid
    plain.set(content.nextKey.bytes, at.nextKey)
  }
  return plain
}

const decode = (plain: Uint8Array, index: number): SlotContent => {
  const kind = kindOf(plain[at.kind])
  const flags = plain[at.flags]
  const wipeMask = view(plain).getUint32(at.wipeMask, true)
  const reserved = isZero(plain.subarray(at.reserved, at.wipeMask))
  if (kind === null || !reserved || !isZero(plain.subarray(at.padding))) {
    throw new Failure('damaged')
  }
  if (kind === 'wipe') {
    // Before anything is destroyed by it: a mask that no writer writes destroys nothing.
    const sound = flags === 0 && wipeMask === wipeMaskOf(index)
    if (!sound || !isZero(plain.subarray(at.vaultKey))) throw new Failure('damaged')
    return { kind, wipeMask }
  }
  const next = plain.subarray(at.nextKey, at.padding)
  const rekeying = flags === nextKeyValid
  if (wipeMask !== 0 || (!rekeying && (flags !== 0 || !isZero(next)))) throw new Failure('damaged')
  return {
    kind,
    vaultKey: Secret.take(plain.slice(at.vaultKey, at.nextKey)),
    nextKey: rekeying ? Secret.take(next.slice()) : null,
  }
}

/** Seals a slot into the header in place, under the KDF parameters that the group has there. */
export const writeSlot = (
  header: Uint8Array,
  index: number,
  group: KdfGroup,
  root: Secret,
  content: SlotContent,
): void => {
  const aad = slotAad(header, group, index)
  const key = slotKey(root, index, 'slotkek_')
  const plain = encode(content)
  try {
    slotField(header, index).set(concat(commitment(root, index, aad), seal(key, plain, aad)))
  } finally {
    key.wipe()
    plain.fill(0)
  }
}

/**
 * Names what a slot holds at this moment, by its bytes on disk: another credential, or the same one
 * written again, has another name. Says nothing of what is in it.
 */
export const slotName = (header: Uint8Array, index: number): string =>
  sodium.to_hex(sodium.crypto_generichash(32, slotField(header, index), null))

/** Makes a slot what an unused one is: random bytes. */
export const clearSlot = (header: Uint8Array, index: number): void => {
  const field = slotField(header, index)
  field.set(randomBytes(field.length))
}

/**
 * Tries one slot. The caller wipes the keys in the result.
 *
 * @returns null when the slot is not this root's.
 * @throws Failure 'damaged' when it is, and what it holds was changed.
 */
export const readSlot = (
  header: Uint8Array,
  index: number,
  group: KdfGroup,
  root: Secret,
): SlotContent | null => {
  const aad = slotAad(header, group, index)
  const field = slotField(header, index)
  if (!sodium.memcmp(commitment(root, index, aad), field.subarray(0, commitBytes))) return null
  const key = slotKey(root, index, 'slotkek_')
  try {
    const plain = unseal(key, field.subarray(commitBytes), aad)
    try {
      return decode(plain, index)
    } finally {
      plain.fill(0)
    }
  } finally {
    key.wipe()
  }
}
