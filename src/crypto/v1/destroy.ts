import { randomBytes } from '../random.ts'
import { at, headerBytes, slotBytes, slotCount, slotField } from './header-layout.ts'

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
