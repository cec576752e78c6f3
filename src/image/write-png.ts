import { joined } from '../shared/joined.ts'

/** Bytes of a pixel: red, green and blue. */
const channels = 3
const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]

/** Sums of a chunk, by byte, as the format's own sample code makes them. */
const sums = Uint32Array.from({ length: 256 }, (_, byte) => {
  let sum = byte
  for (let bit = 0; bit < 8; bit += 1) sum = sum & 1 ? 0xedb88320 ^ (sum >>> 1) : sum >>> 1
  return sum
})

const chunk = (name: string, content: Uint8Array): Uint8Array => {
  const whole = new Uint8Array(content.length + 12)
  const view = new DataView(whole.buffer)
  view.setUint32(0, content.length)
  whole.set(
    [...name].map((letter) => letter.charCodeAt(0)),
    4,
  )
  whole.set(content, 8)
  let sum = 0xffffffff
  for (let at = 4; at < content.length + 8; at += 1)
    sum = (sums[(sum ^ (whole[at] ?? 0)) & 0xff] ?? 0) ^ (sum >>> 8)
  view.setUint32(content.length + 8, ~sum)
  return whole
}

/** The difference of each byte to the one before it or above it, whichever gives smaller numbers. */
const filtered = (row: Uint8Array, above: Uint8Array): Uint8Array<ArrayBuffer> => {
  const [across, down] = [new Uint8Array(row.length + 1), new Uint8Array(row.length + 1)]
  let weight = 0
  for (let at = 0; at < row.length; at += 1) {
    const value = row[at] ?? 0
    const toLeft = (value - (at < channels ? 0 : (row[at - channels] ?? 0))) & 0xff
    const toAbove = (value - (above[at] ?? 0)) & 0xff
    across[at + 1] = toLeft
    down[at + 1] = toAbove
    weight += Math.min(toLeft, 256 - toLeft) - Math.min(toAbove, 256 - toAbove)
  }
  ;[across[0], down[0]] = [1, 2]
  return weight < 0 ? across : down
}

/** Rows without alpha, one after the other. */
const rowsOf = function* (
  pixels: Uint8Array,
  width: number,
): Generator<Uint8Array<ArrayBuffer>, void, void> {
  let above = new Uint8Array(width * channels)
  for (let from = 0; from < pixels.length; from += width * 4) {
    const row = new Uint8Array(width * channels)
    for (let x = 0; x < width; x += 1) {
      row[x * channels] = pixels[from + x * 4] ?? 0
      row[x * channels + 1] = pixels[from + x * 4 + 1] ?? 0
      row[x * channels + 2] = pixels[from + x * 4 + 2] ?? 0
    }
    yield filtered(row, above)
    above = row
  }
}

/**
 * A PNG of red, green and blue, with nothing but a size and pixels. Chromium's encoder would write
 * an alpha for each pixel, and a chunk about colours.
 *
 * @param pixels red, green, blue and alpha of each, row by row; the alpha is left out.
 */
export const writePng = async (
  pixels: Uint8Array,
  width: number,
  height: number,
): Promise<Uint8Array<ArrayBuffer>> => {
  const head = new Uint8Array(13)
  const view = new DataView(head.buffer)
  view.setUint32(0, width)
  view.setUint32(4, height)
  // Eight bits, three colours.
  head.set([8, 2], 8)
  const deflating = new CompressionStream('deflate')
  const writing = (async () => {
    const writer = deflating.writable.getWriter()
    for (const row of rowsOf(pixels, width)) await writer.write(row)
    await writer.close()
  })()
  const parts = [Uint8Array.from(signature), chunk('IHDR', head)]
  const reader = deflating.readable.getReader()
  for (;;) {
    const { value, done } = await reader.read()
    if (done) break
    parts.push(chunk('IDAT', value))
  }
  await writing
  parts.push(chunk('IEND', new Uint8Array(0)))
  return joined(parts)
}
