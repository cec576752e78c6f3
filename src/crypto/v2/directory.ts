import { Failure } from '../../shared/failure.ts'
import { isZero, readCounter, writeCounter } from '../bytes.ts'
import { deriveKey } from '../keys.ts'
import { seal, unseal } from '../seal.ts'
import { Secret } from '../secret.ts'
import { publicKeyBytes } from './credential-keys.ts'
import type { CredentialPublic } from './credential-keys.ts'
import { clearFields, directoryField, sealedNextBytes, slotKinds } from './header-layout.ts'
import type { SlotKind } from './header-layout.ts'

/** What an open vault knows of one credential. */
export type DirectoryEntry = CredentialPublic & Readonly<{ keyFile: boolean }>

/** An entry for each kind of credential; null for a credential that the vault does not have. */
export type DirectoryEntries = Readonly<Record<SlotKind, DirectoryEntry | null>>

/**
 * What an open vault knows of its header, sealed in it under the vault key: enough to write all
 * slots again although no other credential is typed.
 */
export type Directory = Readonly<{
  /** Counts the writes of the header. */
  epoch: number
  /** 16 bytes. */
  vaultId: Uint8Array
  /** 96 bytes, sealed to the wipe passphrase; null without one. */
  next: Uint8Array | null
  entries: DirectoryEntries
}>

export const vaultIdBytes = 16
const plainBytes = 3992
const entryBytes = 1264
const at = { epoch: 0, vaultId: 8, reserved: 24, next: 32, entries: 128, padding: 3920 } as const
const entryAt = { present: 0, keyFile: 1, reserved: 2, psk: 16, publicKey: 48 } as const

const writeEntry = (plain: Uint8Array, index: number, entry: DirectoryEntry | null): void => {
  if (entry === null) return
  const field = plain.subarray(at.entries + index * entryBytes)
  field[entryAt.present] = 1
  field[entryAt.keyFile] = entry.keyFile ? 1 : 0
  field.set(entry.psk.bytes, entryAt.psk)
  field.set(entry.publicKey, entryAt.publicKey)
}

const readEntry = (plain: Uint8Array, index: number): DirectoryEntry | null => {
  const from = at.entries + index * entryBytes
  const field = plain.subarray(from, from + entryBytes)
  if (isZero(field)) return null
  const [present, keyFile] = field
  const isSound =
    present === 1 &&
    (keyFile === 0 || keyFile === 1) &&
    isZero(field.subarray(entryAt.reserved, entryAt.psk))
  if (!isSound) throw new Failure('damaged')
  return {
    keyFile: keyFile === 1,
    psk: Secret.take(field.slice(entryAt.psk, entryAt.publicKey)),
    publicKey: field.slice(entryAt.publicKey, entryAt.publicKey + publicKeyBytes),
  }
}

/** Seals the directory into the header in place. */
export const writeDirectory = (
  header: Uint8Array,
  vaultKey: Secret,
  { epoch, vaultId, next, entries }: Directory,
): void => {
  const plain = new Uint8Array(plainBytes)
  const key = deriveKey(vaultKey, 'slotDirectory')
  try {
    writeCounter(plain, at.epoch, epoch)
    plain.set(vaultId, at.vaultId)
    if (next !== null) plain.set(next, at.next)
    for (const [index, kind] of slotKinds.entries()) writeEntry(plain, index, entries[kind])
    directoryField(header).set(seal(key, plain, clearFields(header)))
  } finally {
    plain.fill(0)
    key.wipe()
  }
}

/**
 * The caller wipes the result by {@link wipeDirectory}.
 *
 * @throws Failure 'damaged' for another key, or contents that this version would not write.
 */
export const readDirectory = (header: Uint8Array, vaultKey: Secret): Directory => {
  const key = deriveKey(vaultKey, 'slotDirectory')
  try {
    const plain = unseal(key, directoryField(header), clearFields(header))
    try {
      return decode(plain)
    } finally {
      plain.fill(0)
    }
  } finally {
    key.wipe()
  }
}

const decode = (plain: Uint8Array): Directory => {
  const epoch = readCounter(plain, at.epoch)
  const next = plain.slice(at.next, at.next + sealedNextBytes)
  const found: (DirectoryEntry | null)[] = []
  try {
    for (const index of slotKinds.keys()) found.push(readEntry(plain, index))
    const [passphrase = null, recovery = null, wipe = null] = found
    const isSound =
      plain.length === plainBytes &&
      epoch !== null &&
      epoch > 0 &&
      isZero(plain.subarray(at.reserved, at.next)) &&
      isZero(plain.subarray(at.padding)) &&
      isZero(next) === (wipe === null) &&
      // A recovery code has no key file.
      recovery?.keyFile !== true
    if (!isSound) throw new Failure('damaged')
    return {
      epoch,
      vaultId: plain.slice(at.vaultId, at.vaultId + vaultIdBytes),
      next: wipe === null ? null : next,
      entries: { passphrase, recovery, wipe },
    }
  } catch (cause) {
    for (const entry of found) entry?.psk.wipe()
    throw cause
  }
}

/** Wipes the symmetric keys of all entries. */
export const wipeDirectory = ({ entries }: Directory): void => {
  for (const kind of slotKinds) entries[kind]?.psk.wipe()
}
