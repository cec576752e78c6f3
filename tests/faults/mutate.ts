import type { Dice } from '../../scripts/soak/dice.ts'

/** What breaks parsers of text, and of bytes that hold text: signs, lengths, words of our formats. */
const words = [
  ...[
    '{',
    '}',
    '[',
    ']',
    '"',
    '\\',
    ',',
    ':',
    '\n',
    '\r\n',
    '\0',
    '\u2028',
    '\ufeff',
    '/',
    '..',
    '%',
    '~',
    '?',
  ],
  ...[
    'null',
    'true',
    '__proto__',
    'constructor',
    '{"__proto__":1}',
    '-0',
    '1e999',
    '0x10',
    '١٢',
    '2024-02-30',
  ],
  ...[
    '9007199254740993',
    '99999999999999999999',
    '4294967296',
    '\ud83d\ude00',
    '\u1112\u1161\u11ab',
    'ﬀ',
  ],
  ...[
    'manifest 9999999999\n',
    'signature 128\n',
    'end\n',
    'UNDERSTORY BUNDLE 2\n',
    '-> X25519 ',
    '---',
  ],
  ...[
    '[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[',
    '{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":1}}}}}}}}',
  ],
  ...[
    'source:',
    'after:',
    'lang:',
    '"',
    'NEAR(',
    ' OR ',
    '*',
    '^',
    '(',
    'a'.repeat(5_000),
    '\u202e',
  ],
].map((word) => new TextEncoder().encode(word))

const joined = (...parts: readonly Uint8Array[]): Uint8Array => Buffer.concat(parts)

/**
 * One input made of others as a fuzzer makes them: some bits flipped, bytes set, parts taken out,
 * doubled, cut off, exchanged with those of another input, or words put in that parsers trip over.
 */
export const mutated = (corpus: readonly Uint8Array[], dice: Dice): Uint8Array => {
  let bytes = Uint8Array.from(dice.oneOf(corpus))
  for (let n = 1 + dice.below(4); n > 0; n -= 1) {
    const at = dice.below(bytes.length + 1)
    const to = Math.min(bytes.length, at + 1 + dice.below(64))
    const act = dice.below(7)
    if (act === 0 && at < bytes.length) bytes[at] = (bytes[at] ?? 0) ^ (1 << dice.below(8))
    else if (act === 1 && at < bytes.length)
      bytes[at] = dice.oneOf([0, 0x7f, 0x80, 0xff, 0x30, 0x39])
    else if (act === 2) bytes = Uint8Array.from(joined(bytes.subarray(0, at), bytes.subarray(to)))
    else if (act === 3) bytes = Uint8Array.from(joined(bytes.subarray(0, to), bytes.subarray(at)))
    else if (act === 4) bytes = bytes.slice(0, at)
    else if (act === 5) {
      const other = dice.oneOf(corpus)
      bytes = Uint8Array.from(
        joined(bytes.subarray(0, at), other.subarray(dice.below(other.length + 1))),
      )
    } else {
      bytes = Uint8Array.from(joined(bytes.subarray(0, at), dice.oneOf(words), bytes.subarray(at)))
    }
  }
  return bytes
}
