import { Failure } from '../../shared/failure.ts'
import { isZero } from '../bytes.ts'
import { deriveKey } from '../keys.ts'
import { seal, sealOverhead, unseal } from '../seal.ts'
import type { Secret } from '../secret.ts'
import { at, fixedFields, slotCount } from './header-layout.ts'
import type { KdfGroup } from './header-layout.ts'
import { kindCodes, kindOf } from './slot.ts'
import type { SlotKind } from './slot.ts'

/**
 * Which slots are in use, and as what. On disk a used slot looks like an unused one, so an open
 * vault keeps this list, sealed under the vault key, in the header that it describes: it can never
 * disagree with the slots, whenever the machine stops.
 */
export type SlotEntry = Readonly<{
  index: number
  kind: SlotKind
  group: KdfGroup
  /** Whether the slot wants a key file besides its passphrase. */
  keyFile: boolean
}>

export type SlotDirectory = Readonly<{
  entries: readonly SlotEntry[]
  /** The slots hold a next vault key: a rekey was begun and not finished. */
  rekeying: boolean
}>

const entryBytes = 4
const flagsAt = slotCount * entryBytes
const plainBytes = 128

const field = (header: Uint8Array): Uint8Array =>
  header.subarray(at.directory, at.directory + plainBytes + sealOverhead)

/** Seals the directory into the header in place. */
export const writeDirectory = (
  header: Uint8Array,
  vaultKey: Secret,
  { entries, rekeying }: SlotDirectory,
): void => {
  const plain = new Uint8Array(plainBytes)
  for (const { index, kind, group, keyFile } of entries) {
    plain.set([kindCodes[kind], group, keyFile ? 1 : 0, 0], index * entryBytes)
  }
  plain[flagsAt] = rekeying ? 1 : 0
  const key = deriveKey(vaultKey, 'slotDirectory')
  try {
    field(header).set(seal(key, plain, fixedFields(header)))
  } finally {
    key.wipe()
  }
}

/** @throws Failure 'damaged' for another key, or contents that this version would not write. */
export const readDirectory = (header: Uint8Array, vaultKey: Secret): SlotDirectory => {
  const key = deriveKey(vaultKey, 'slotDirectory')
  try {
    const plain = unseal(key, field(header), fixedFields(header))
    const flags = plain[flagsAt] ?? 0
    if (flags > 1 || !isZero(plain.subarray(flagsAt + 1))) throw new Failure('damaged')
    const entries = Array.from({ length: slotCount }, (_, index) => index).flatMap((index) => {
      const entry = plain.subarray(index * entryBytes, (index + 1) * entryBytes)
      return isZero(entry) ? [] : [readEntry(entry, index)]
    })
    return { entries, rekeying: flags === 1 }
  } finally {
    key.wipe()
  }
}

const readEntry = (entry: Uint8Array, index: number): SlotEntry => {
  const [code, group, flags, zero] = entry
  const kind = kindOf(code)
  if (kind === null || (group !== 0 && group !== 1) || zero !== 0) throw new Failure('damaged')
  if (flags !== 0 && flags !== 1) throw new Failure('damaged')
  return { index, kind, group, keyFile: flags === 1 }
}
