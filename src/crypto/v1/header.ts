import { Failure } from '../../shared/failure.ts'
import { readCounter, writeCounter } from '../bytes.ts'
import { sameKdf, withinKdfBounds } from '../kdf.ts'
import type { KdfParams } from '../kdf.ts'
import { deriveKey } from '../keys.ts'
import type { Secret } from '../secret.ts'
import { randomBytes } from '../random.ts'
import { sodium } from '../sodium.ts'
import {
  at,
  groups,
  headerBytes,
  readHeader,
  slotCount,
  vaultIdBytes,
  writeFixedFields,
  writeKdf,
  slotBytes,
  slotField,
} from './header-layout.ts'
import type { KdfGroup } from './header-layout.ts'
import { clearSlot, readSlot, wipeMaskOf, writeSlot } from './slot.ts'
import type { SlotContent, SlotKind } from './slot.ts'
import { readDirectory, writeDirectory } from './slot-directory.ts'
import type { SlotEntry } from './slot-directory.ts'

/**
 * The bytes to write over a header when a wipe slot acts: every slot of the mask, the slot
 * directory, the filler and the MAC become random. The bytes before the slots stay, and so does the
 * wipe slot, which must be found again when the machine stops half-way.
 *
 * Afterwards nothing in the header leads to a vault key. Pure: the caller writes and waits for the
 * disk.
 *
 * @param header 8192 bytes; not changed.
 * @param wipeMask bit i: slot i is destroyed.
 */
export const destroyedHeader = (header: Uint8Array, wipeMask: number): Uint8Array => {
  const destroyed = header.slice()
  const end = at.slots + slotCount * slotBytes
  for (let index = 0; index < slotCount; index++) {
    if ((wipeMask & (1 << index)) === 0) continue
    slotField(destroyed, index).set(randomBytes(slotBytes))
  }
  destroyed.set(randomBytes(headerBytes - end), end)
  return destroyed
}

/** Nothing of a header: as many random bytes as the file has. */
export const nothingLeft = (length: number): Uint8Array => randomBytes(length)

/** A credential to be added: the root that was derived from it, and under what parameters. */
export type NewSlot = Readonly<{
  kind: SlotKind
  root: Secret
  kdf: KdfParams
  keyFile?: boolean
}>

/** The slot that a credential opened, and its content. The caller wipes the keys. */
export type UnlockedSlot = SlotContent & Readonly<{ index: number; group: KdfGroup }>

const opens = (kind: SlotKind): boolean => kind !== 'wipe'

const mac = (header: Uint8Array, vaultKey: Secret): Uint8Array => {
  const key = deriveKey(vaultKey, 'headerMac')
  try {
    return sodium.crypto_generichash(32, header.subarray(0, at.mac), key.bytes)
  } finally {
    key.wipe()
  }
}

/** Whether every byte of the header is as it was written by a holder of the vault key. */
export const verifyHeader = (header: Uint8Array, vaultKey: Secret): boolean => {
  return (
    header.length === headerBytes && sodium.memcmp(mac(header, vaultKey), header.subarray(at.mac))
  )
}

/** Sets the epoch, clears the KDF groups that no slot uses, and signs the whole with the MAC. */
export const finishHeader = (
  header: Uint8Array,
  vaultKey: Secret,
  epoch: number,
  entries: readonly SlotEntry[],
): Uint8Array => {
  for (const group of groups) {
    if (!entries.some((entry) => entry.group === group)) writeKdf(header, group, null)
  }
  writeCounter(header, at.epoch, epoch)
  header.set(mac(header, vaultKey), at.mac)
  return header
}

/** A copy to change, after its MAC was checked. @throws Failure 'damaged'. */
export const draftOf = (
  header: Uint8Array,
  vaultKey: Secret,
): { draft: Uint8Array; epoch: number } => {
  readHeader(header)
  if (!verifyHeader(header, vaultKey)) throw new Failure('damaged')
  const epoch = readCounter(header, at.epoch)
  if (epoch === null) throw new Failure('damaged')
  return { draft: header.slice(), epoch: epoch + 1 }
}

const groupFor = (
  header: Uint8Array,
  kdf: KdfParams,
  entries: readonly SlotEntry[],
  replaced?: number,
): KdfGroup => {
  if (!withinKdfBounds(kdf)) throw new Failure('kdf-bounds')
  const known = readHeader(header).kdf
  const same = groups.find((group) => sameKdf(known[group], kdf))
  if (same !== undefined) return same
  const free = groups.find(
    (group) => !entries.some((entry) => entry.group === group && entry.index !== replaced),
  )
  if (free === undefined) throw new Failure('conflict')
  writeKdf(header, free, kdf)
  return free
}

const place = (
  header: Uint8Array,
  vaultKey: Secret,
  index: number,
  slot: NewSlot,
  entries: readonly SlotEntry[],
): SlotEntry => {
  // Two slots for one credential would make removing either of them a lie.
  const twin = unlockHeader(header, slot.root, slot.kdf)
  if (twin !== null) {
    wipeSlotKeys(twin)
    if (twin.index !== index) throw new Failure('exists')
  }
  const { kind, root, kdf, keyFile = false } = slot
  const group = groupFor(header, kdf, entries, index)
  const content: SlotContent =
    kind === 'wipe' ? { kind, wipeMask: wipeMaskOf(index) } : { kind, vaultKey, nextKey: null }
  writeSlot(header, index, group, root, content)
  return { index, kind, group, keyFile }
}

/**
 * A new header with the given slots, at epoch 1, with a fresh vault id. The caller wipes the roots
 * and keeps the vault key.
 *
 * @throws Failure 'invalid' with no slot that opens the vault, or more than twelve; 'conflict' for
 *   a third set of KDF parameters; 'exists' for one credential twice; 'kdf-bounds'.
 */
export const createHeader = (slots: readonly NewSlot[], vaultKey: Secret): Uint8Array => {
  const first = slots[0]
  if (first === undefined || slots.length > slotCount || !slots.some(({ kind }) => opens(kind))) {
    throw new Failure('invalid')
  }
  const header = randomBytes(headerBytes)
  header.fill(0, 0, at.slots)
  writeFixedFields(header, randomBytes(vaultIdBytes))
  writeCounter(header, at.epoch, 1)
  if (!withinKdfBounds(first.kdf)) throw new Failure('kdf-bounds')
  writeKdf(header, 0, first.kdf)
  const entries: SlotEntry[] = []
  for (const [index, slot] of slots.entries()) {
    entries.push(place(header, vaultKey, index, slot, entries))
  }
  writeDirectory(header, vaultKey, { entries, rekeying: false })
  return finishHeader(header, vaultKey, 1, entries)
}

/**
 * Tries every slot with a root, under whichever KDF group has the root's parameters. Does not check
 * the rest of the header: call {@link verifyHeader} with the returned key.
 *
 * @returns null when no slot is this root's.
 * @throws Failure 'damaged' when a slot is this root's but was changed; errors of {@link
 * readHeader}.
 */
export const unlockHeader = (
  header: Uint8Array,
  root: Secret,
  kdf: KdfParams,
): UnlockedSlot | null => {
  const known = readHeader(header).kdf
  for (const group of groups) {
    if (!sameKdf(known[group], kdf)) continue
    for (let index = 0; index < slotCount; index++) {
      const content = readSlot(header, index, group, root)
      if (content !== null) return { ...content, index, group }
    }
  }
  return null
}

/** Wipes the keys that a slot gave, where it gave any. */
export const wipeSlotKeys = (slot: SlotContent): void => {
  if (slot.kind === 'wipe') return
  slot.vaultKey.wipe()
  slot.nextKey?.wipe()
}

/** The slots in use. @throws Failure 'damaged' for another key. */
export const listSlots = (header: Uint8Array, vaultKey: Secret): readonly SlotEntry[] => {
  return readDirectory(header, vaultKey).entries
}

const change = (
  header: Uint8Array,
  vaultKey: Secret,
  edit: (draft: Uint8Array, entries: readonly SlotEntry[]) => readonly SlotEntry[],
): Uint8Array => {
  const { draft, epoch } = draftOf(header, vaultKey)
  const { entries: before, rekeying } = readDirectory(draft, vaultKey)
  // A slot written now would lack the next key, and open nothing once the rekey is finished.
  if (rekeying) throw new Failure('conflict')
  const entries = edit(draft, before)
  if (!entries.some(({ kind }) => opens(kind))) throw new Failure('in-use')
  writeDirectory(draft, vaultKey, { entries, rekeying })
  return finishHeader(draft, vaultKey, epoch, entries)
}

/**
 * The header with one more slot; no other slot and no database changes.
 *
 * @throws Failure 'too-big' when all twelve are taken; 'conflict' when both KDF groups are in use
 *   with other parameters, or a rekey is unfinished; 'exists' for a credential that it has.
 */
export const withSlot = (
  header: Uint8Array,
  vaultKey: Secret,
  slot: NewSlot,
): { header: Uint8Array; index: number } => {
  let index = -1
  const changed = change(header, vaultKey, (draft, entries) => {
    const taken = new Set(entries.map((entry) => entry.index))
    index = Array.from({ length: slotCount }, (_, i) => i).find((i) => !taken.has(i)) ?? -1
    if (index < 0) throw new Failure('too-big')
    return [...entries, place(draft, vaultKey, index, slot, entries)]
  })
  return { header: changed, index }
}

/** The header with one slot exchanged for another: a changed passphrase, in one step. */
export const withSlotReplaced = (
  header: Uint8Array,
  vaultKey: Secret,
  index: number,
  slot: NewSlot,
): Uint8Array => {
  return change(header, vaultKey, (draft, entries) => {
    if (!entries.some((entry) => entry.index === index)) throw new Failure('not-found')
    const placed = place(draft, vaultKey, index, slot, entries)
    return entries.map((entry) => (entry.index === index ? placed : entry))
  })
}

/**
 * The header without one slot. Old copies of the file still open with what was removed: after a
 * passphrase is compromised, rekey.
 *
 * @throws Failure 'in-use' for the last slot that opens the vault; 'not-found'.
 */
export const withoutSlot = (header: Uint8Array, vaultKey: Secret, index: number): Uint8Array => {
  return change(header, vaultKey, (draft, entries) => {
    if (!entries.some((entry) => entry.index === index)) throw new Failure('not-found')
    clearSlot(draft, index)
    return entries.filter((entry) => entry.index !== index)
  })
}
