import { crc32, deflateSync, inflateSync } from 'node:zlib'
import type { Pixels } from './pixels.ts'

const signature = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1')

export const chunk = (name: string, content: Uint8Array | string): Buffer => {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), Buffer.from(content as string)])
  const frame = Buffer.alloc(4)
  frame.writeUInt32BE(body.length - 4)
  const sum = Buffer.alloc(4)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([frame, body, sum])
}

/** Puts chunks in front of the pixels, and anything behind the end. */
export const withChunks = (png: Buffer, chunks: readonly Buffer[], after = ''): Buffer => {
  const at = signature.length + 25
  return Buffer.concat([png.subarray(0, at), ...chunks, png.subarray(at), Buffer.from(after)])
}

const whole = (head: Buffer, rows: Buffer): Buffer =>
  Buffer.concat([
    signature,
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', ''),
  ])

const headOf = (width: number, height: number, bits: number, colour: number): Buffer => {
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width)
  head.writeUInt32BE(height, 4)
  head.set([bits, colour], 8)
  return head
}

/** One colour, one bit a pixel: a few hundred kilobytes for a billion of them. */
export const oneColourPng = (width: number, height = width): Buffer =>
  whole(headOf(width, height, 1, 0), Buffer.alloc((Math.ceil(width / 8) + 1) * height))

/** A PNG of red, green and blue, or with an alpha of its own for each pixel. */
export const pngOf = ({ width, height, rgb }: Pixels, alpha?: number): Buffer => {
  const channels = alpha === undefined ? 3 : 4
  const rows = Buffer.alloc((width * channels + 1) * height)
  for (let pixel = 0; pixel < width * height; pixel += 1) {
    const at = pixel * channels + Math.floor(pixel / width) + 1
    rows.set(rgb.subarray(pixel * 3, pixel * 3 + 3), at)
    if (alpha !== undefined) rows[at + 3] = alpha
  }
  return whole(headOf(width, height, 8, alpha === undefined ? 2 : 6), rows)
}

/** A PNG that shows these pictures of one size, one after the other. */
export const animatedPng = (frames: readonly Pixels[]): Buffer => {
  let sequence = 0
  const number = (value: number): Buffer => {
    const bytes = Buffer.alloc(4)
    bytes.writeUInt32BE(value)
    return bytes
  }
  const pixelsIn = (png: Buffer): Buffer => {
    const at = signature.length + 25
    return png.subarray(at + 8, at + 8 + png.readUInt32BE(at))
  }
  const chunks = frames.flatMap((frame, index) => {
    const control = [sequence++, frame.width, frame.height, 0, 0].map(number)
    const coded = pixelsIn(pngOf(frame))
    return [
      chunk('fcTL', Buffer.concat([...control, Buffer.from([0, 1, 0, 10, 0, 0])])),
      index === 0
        ? chunk('IDAT', coded)
        : chunk('fdAT', Buffer.concat([number(sequence++), coded])),
    ]
  })
  const { width = 0, height = 0 } = frames[0] ?? {}
  return Buffer.concat([
    signature,
    chunk('IHDR', headOf(width, height, 8, 2)),
    chunk('acTL', Buffer.concat([number(frames.length), number(0)])),
    ...chunks,
    chunk('IEND', ''),
  ])
}

/** The neighbour of a pixel that a filter adds: left, above, left above. */
const paeth = (a: number, b: number, c: number): number => {
  const [pa, pb, pc] = [Math.abs(b - c), Math.abs(a - c), Math.abs(a + b - 2 * c)]
  if (pa <= pb && pa <= pc) return a
  return pb <= pc ? b : c
}

/**
 * The pixels of a PNG as the app writes it: red, green and blue of eight bits each.
 *
 * @throws Error for any other, also one with an alpha.
 */
export const readPng = (png: Uint8Array): Pixels => {
  const file = Buffer.from(png.buffer, png.byteOffset, png.byteLength)
  if (file[24] !== 8 || file[25] !== 2 || file[28] !== 0) throw new Error('another kind of PNG')
  const [width, height] = [file.readUInt32BE(16), file.readUInt32BE(20)]
  const parts: Buffer[] = []
  for (let at = signature.length; at < file.length;) {
    const length = file.readUInt32BE(at)
    if (file.toString('latin1', at + 4, at + 8) === 'IDAT')
      parts.push(file.subarray(at + 8, at + 8 + length))
    at += length + 12
  }
  const rows = inflateSync(Buffer.concat(parts))
  const stride = width * 3
  const rgb = Buffer.alloc(stride * height)
  for (let y = 0; y < height; y += 1) {
    const filter = rows[y * (stride + 1)]
    for (let x = 0; x < stride; x += 1) {
      const at = y * stride + x
      const a = x < 3 ? 0 : (rgb[at - 3] ?? 0)
      const b = y === 0 ? 0 : (rgb[at - stride] ?? 0)
      const c = x < 3 || y === 0 ? 0 : (rgb[at - stride - 3] ?? 0)
      const added = [0, a, b, (a + b) >> 1, paeth(a, b, c)][filter ?? 0] ?? 0
      rgb[at] = (rows[y * (stride + 1) + 1 + x] ?? 0) + added
    }
  }
  return { width, height, rgb }
}
