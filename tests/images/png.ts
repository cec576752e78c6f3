import { crc32, deflateSync } from 'node:zlib'

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

/** One colour, one bit a pixel: a few hundred kilobytes for a billion of them. */
export const oneColourPng = (side: number): Buffer => {
  const head = Buffer.alloc(13)
  head.writeUInt32BE(side)
  head.writeUInt32BE(side, 4)
  head[8] = 1
  const rows = Buffer.alloc((Math.ceil(side / 8) + 1) * side)
  return Buffer.concat([
    signature,
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', ''),
  ])
}
