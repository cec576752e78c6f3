/** How a camera was held: 1 is upright, 2 to 8 are its turns and mirrorings, as Exif numbers them. */
export type Orientation = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8

/** The tag of the orientation, its type (a number of two bytes), and the bytes of one entry. */
const [tag, short, entryBytes] = [0x0112, 3, 12]

const isOrientation = (value: number): value is Orientation => value >= 1 && value <= 8

/**
 * The orientation in the first directory of an Exif block, which has the form of a TIFF file; 1 when
 * it has none, or cannot be read.
 */
export const exifOrientation = (block: Uint8Array): Orientation => {
  const view = new DataView(block.buffer, block.byteOffset, block.byteLength)
  try {
    const mark = view.getUint16(0)
    if (mark !== 0x4949 && mark !== 0x4d4d) return 1
    const isLittle = mark === 0x4949
    const directory = view.getUint32(4, isLittle)
    const entries = view.getUint16(directory, isLittle)
    for (let entry = 0; entry < entries; entry += 1) {
      const at = directory + 2 + entry * entryBytes
      if (view.getUint16(at, isLittle) !== tag) continue
      if (view.getUint16(at + 2, isLittle) !== short) return 1
      const value = view.getUint16(at + 8, isLittle)
      return isOrientation(value) ? value : 1
    }
    return 1
  } catch (cause) {
    // A number outside the block.
    if (cause instanceof RangeError) return 1
    throw cause
  }
}
