/**
 * The tables that a PDF reader needs to draw glyphs by number. The others identify the font and its
 * date.
 */
const drawn = [
  'cvt ',
  'fpgm',
  'glyf',
  'head',
  'hhea',
  'hmtx',
  'loca',
  'maxp',
  'prep',
  'CFF ',
  'cmap',
]

const headerLength = 12
const entryLength = 16
const blank = 'A'.charCodeAt(0)

const padded = (length: number): number => Math.ceil(length / 4) * 4

const checksum = (table: Uint8Array): number => {
  const view = new DataView(table.buffer, table.byteOffset, table.byteLength)
  let sum = 0
  for (let at = 0; at + 4 <= table.length; at += 4) sum = (sum + view.getUint32(at)) >>> 0
  return sum
}

/** Revision, dates and the checksum of the file: drawing does not depend on them. */
const blankHead = (head: Uint8Array): void => {
  head.fill(0, 4, 12)
  head.fill(0, 20, 36)
}

/**
 * Offsets of the data and the end of an INDEX (Adobe Technical Note 5176). An empty one is two
 * bytes.
 */
const indexAt = (cff: DataView, at: number): { data: number; end: number } => {
  const count = cff.getUint16(at)
  if (count === 0) return { data: at + 2, end: at + 2 }
  const size = cff.getUint8(at + 2)
  const offset = (n: number): number => {
    let value = 0
    for (let i = 0; i < size; i++) value = value * 256 + cff.getUint8(at + 3 + n * size + i)
    return value
  }
  const before = at + 2 + (count + 1) * size
  return { data: before + 1, end: before + offset(count) }
}

/** Overwrites the letters of the font's names and notices inside CFF and keeps their lengths. */
export const blankCff = (bytes: Uint8Array): void => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const names = indexAt(view, view.getUint8(2))
  const strings = indexAt(view, indexAt(view, names.end).end)
  for (const { data, end } of [names, strings]) bytes.fill(blank, data, end)
}

/**
 * Reduces a TrueType or OpenType font to its drawing data: no names, no maker, no licence text, no
 * version, no dates, no features. Equal input gives equal bytes.
 *
 * @throws RangeError for bytes that are no such font.
 */
export const namelessFont = (font: Uint8Array): Uint8Array => {
  const view = new DataView(font.buffer, font.byteOffset, font.byteLength)
  const kept = Array.from({ length: view.getUint16(4) }, (_, i) => {
    const at = headerLength + entryLength * i
    const tag = String.fromCharCode(...font.subarray(at, at + 4))
    const start = view.getUint32(at + 8)
    const length = view.getUint32(at + 12)
    if (start + length > font.length) throw new RangeError('no font')
    const table = new Uint8Array(padded(length))
    table.set(font.subarray(start, start + length))
    return { tag, length, table }
  })
    .filter(({ tag }) => drawn.includes(tag))
    .sort((a, b) => (a.tag < b.tag ? -1 : 1))
  if (kept.length === 0) throw new RangeError('no font')
  for (const { tag, table } of kept) {
    if (tag === 'head') blankHead(table)
    if (tag === 'CFF ') blankCff(table)
  }
  const begin = headerLength + entryLength * kept.length
  const bytes = new Uint8Array(begin + kept.reduce((sum, { table }) => sum + table.length, 0))
  const out = new DataView(bytes.buffer)
  const power = Math.floor(Math.log2(kept.length))
  out.setUint32(0, view.getUint32(0))
  out.setUint16(4, kept.length)
  out.setUint16(6, 2 ** power * 16)
  out.setUint16(8, power)
  out.setUint16(10, kept.length * 16 - 2 ** power * 16)
  let start = begin
  kept.forEach(({ tag, length, table }, i) => {
    const at = headerLength + entryLength * i
    for (let k = 0; k < 4; k++) bytes[at + k] = tag.charCodeAt(k)
    out.setUint32(at + 4, checksum(table))
    out.setUint32(at + 8, start)
    out.setUint32(at + 12, length)
    bytes.set(table, start)
    start += table.length
  })
  return bytes
}
