import type { Pixels } from './pixels.ts'

const headBytes = 54

/** A BMP of 24 bits a pixel, its rows from top to bottom; the width is a multiple of four. */
export const bmpOf = ({ width, height, rgb }: Pixels): Buffer => {
  const head = Buffer.alloc(headBytes)
  head.write('BM')
  head.writeUInt32LE(headBytes + rgb.length, 2)
  head.writeUInt32LE(headBytes, 10)
  head.writeUInt32LE(40, 14)
  head.writeInt32LE(width, 18)
  head.writeInt32LE(-height, 22)
  head.writeUInt16LE(1, 26)
  head.writeUInt16LE(24, 28)
  // Blue comes first.
  const pixels = Buffer.from(rgb)
  for (let at = 0; at < pixels.length; at += 3) pixels.subarray(at, at + 3).reverse()
  return Buffer.concat([head, pixels])
}
