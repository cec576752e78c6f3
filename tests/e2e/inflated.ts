import { constants, gunzipSync, inflateRawSync, inflateSync } from 'node:zlib'

/** Bytes of one stream that are searched at most. */
const most = 64 * 1024 * 1024

/** Unpacks as far as possible: a stream may be cut off, or followed by other data. */
const options = { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: most }

/** The offsets of these bytes. */
const places = (content: Buffer, bytes: readonly number[]): number[] => {
  const needle = Buffer.from(bytes)
  const found: number[] = []
  for (let at = content.indexOf(needle); at !== -1; at = content.indexOf(needle, at + 1))
    found.push(at)
  return found
}

/** The offset after a file name in an archive, where the file is compressed at all. */
const inArchive = (content: Buffer, at: number): number | null =>
  at + 30 <= content.length && content.readUInt16LE(at + 8) === 8
    ? at + 30 + content.readUInt16LE(at + 26) + content.readUInt16LE(at + 28)
    : null

/**
 * Everything that can be unpacked anywhere in a file: zlib (PDF, PNG, SQLite of others), gzip
 * (caches), and the content of archives and office files.
 */
export const inflatedIn = (content: Buffer): Buffer[] => {
  const unpacked: Buffer[] = []
  const attempt = (inflate: () => Buffer): void => {
    try {
      unpacked.push(inflate())
    } catch {
      // No stream begins here.
    }
  }
  for (const second of [0x01, 0x5e, 0x9c, 0xda])
    for (const at of places(content, [0x78, second]))
      attempt(() => inflateSync(content.subarray(at), options))
  for (const at of places(content, [0x1f, 0x8b, 0x08]))
    attempt(() => gunzipSync(content.subarray(at), options))
  for (const at of places(content, [0x50, 0x4b, 0x03, 0x04])) {
    const start = inArchive(content, at)
    if (start !== null) attempt(() => inflateRawSync(content.subarray(start), options))
  }
  return unpacked.filter(({ length }) => length > 0)
}
