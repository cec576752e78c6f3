import { randomBytes } from 'node:crypto'
import { deflateRawSync, deflateSync, gzipSync } from 'node:zlib'

/** An archive of one file, as far as a search has to read it. */
const archive = (words: string): Buffer => {
  const head = Buffer.alloc(30)
  head.write('PK\x03\x04', 'latin1')
  head.writeUInt16LE(8, 8)
  head.writeUInt16LE(5, 26)
  return Buffer.concat([head, Buffer.from('a.txt'), deflateRawSync(words)])
}

/** A word in every form that the sweep looks for. */
export const plantedForms = (word: string): readonly Buffer[] => {
  const around = (shift: number): Buffer =>
    Buffer.from(Buffer.from(`${'.'.repeat(shift)}${word}....`).toString('base64'))
  return [
    Buffer.from(word),
    Buffer.from(word, 'utf16le'),
    around(0),
    around(1),
    around(2),
    deflateSync(word),
    deflateSync(Buffer.from(word, 'utf16le'), { level: 9 }),
    gzipSync(word),
    // Cut off in the middle of what comes after the word.
    gzipSync(word + randomBytes(200).toString('hex')).subarray(0, 150),
    archive(word),
  ]
}
