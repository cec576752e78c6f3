import { ascii, hash } from './second-reader.ts'
import type { ReadCard } from './second-reader.ts'

/** The words that two people compare, in one language: section 6 of the document. */
export const readWords = (card: ReadCard, list: readonly string[]): string[] => {
  const keys = [
    Buffer.from(card.author, 'hex'),
    ascii(card.recipient),
    Buffer.from(card.identity ?? '', 'base64url'),
  ]
  const parts = keys.flatMap((key) => {
    const length = Buffer.alloc(4)
    length.writeUInt32LE(key.length)
    return [length, key]
  })
  const digest = hash(Buffer.concat([ascii('understory/card-keys/v1\0'), ...parts]), 32)
  const bits = BigInt(`0x${digest.toString('hex')}`) >> (256n - 132n)
  return Array.from({ length: 12 }, (_, i) =>
    (list[Number((bits >> BigInt(11 * (11 - i))) & 2047n)] ?? '').normalize('NFC'),
  )
}
