import { Failure } from '../../shared/failure.ts'
import { concat, readCounter, utf8, view, writeCounter } from '../bytes.ts'
import { seal, sealOverhead, unseal } from '../seal.ts'
import type { Secret } from '../secret.ts'

/** The last commit that was acknowledged: its journal sequence number and chain hash. */
export type AnchorPoint = Readonly<{ seq: number; hash: Uint8Array }>

export type AnchorSlot = 0 | 1

const hashBytes = 32
const pointBytes = 8 + hashBytes
const prefixBytes = 8

/** The two slots lie in different 4096-byte blocks, so that one torn write spoils one of them. */
export const anchorSlotStride = 4096
export const anchorFileBytes = 2 * anchorSlotStride
export const anchorSlotBytes = prefixBytes + pointBytes + sealOverhead

const prefix = (slot: AnchorSlot): Uint8Array => {
  const bytes = concat(utf8('USTA'), new Uint8Array(4))
  view(bytes).setUint16(4, 1, true)
  view(bytes).setUint16(6, slot, true)
  return bytes
}

/**
 * One slot of the anchor, 88 bytes: prefix ‖ sealed {seq, hash}. FORMAT.md section 5.
 *
 * @param key the vault key's `anchor` subkey. @throws Failure 'invalid' for a seq that is no count.
 */
export const sealAnchor = (key: Secret, slot: AnchorSlot, point: AnchorPoint): Uint8Array => {
  if (!Number.isSafeInteger(point.seq) || point.seq < 0 || point.hash.length !== hashBytes) {
    throw new Failure('invalid')
  }
  const plain = new Uint8Array(pointBytes)
  writeCounter(plain, 0, point.seq)
  plain.set(point.hash, 8)
  const aad = prefix(slot)
  return concat(aad, seal(key, plain, aad))
}

/** Reads one slot. @returns null when it was torn, changed, never written or is another vault's. */
export const openAnchor = (
  key: Secret,
  slot: AnchorSlot,
  bytes: Uint8Array,
): AnchorPoint | null => {
  const aad = prefix(slot)
  if (bytes.length !== anchorSlotBytes || !aad.every((byte, i) => bytes[i] === byte)) return null
  try {
    const plain = unseal(key, bytes.subarray(prefixBytes), aad)
    const seq = readCounter(plain, 0)
    return seq === null ? null : { seq, hash: plain.slice(8) }
  } catch {
    return null
  }
}
