import fc from 'fast-check'

/** Text that breaks parsers: punctuation, lengths, words of the app's formats. */
export const words = [
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

const sets = [0, 0x7f, 0x80, 0xff, 0x30, 0x39] as const

/** One change of any input: positions are taken modulo its length. */
const change = fc.record({
  act: fc.constantFrom('flip', 'set', 'take', 'double', 'cut', 'exchange', 'word'),
  at: fc.nat(),
  length: fc.nat({ max: 63 }),
  bit: fc.nat({ max: 7 }),
  value: fc.constantFrom(...sets),
  word: fc.constantFrom(...words),
  other: fc.nat(),
  from: fc.nat(),
})
export type Change = typeof change extends fc.Arbitrary<infer T> ? T : never

/** The input with one change; `corpus` gives the input to exchange parts with. */
export const changed = (
  bytes: Uint8Array,
  corpus: readonly Uint8Array[],
  { act, at: anywhere, length, bit, value, word, other, from }: Change,
): Uint8Array => {
  const at = anywhere % (bytes.length + 1)
  const to = Math.min(bytes.length, at + 1 + length)
  const [head, tail] = [bytes.subarray(0, at), bytes.subarray(at)]
  switch (act) {
    case 'flip':
    case 'set': {
      if (at === bytes.length) return bytes
      const copy = Uint8Array.from(bytes)
      copy[at] = act === 'set' ? value : (copy[at] ?? 0) ^ (1 << bit)
      return copy
    }
    case 'take':
      return joined(head, bytes.subarray(to))
    case 'double':
      return joined(bytes.subarray(0, to), tail)
    case 'cut':
      return head
    case 'exchange': {
      const one = corpus[other % corpus.length] ?? bytes
      return joined(head, one.subarray(from % (one.length + 1)))
    }
    case 'word':
      return joined(head, word, tail)
  }
}

/**
 * Inputs made of a saved corpus as a fuzzer makes them: some bits flipped, bytes set, parts taken out,
 * doubled, cut off, exchanged with those of another input, or words put in that parsers trip over. What
 * is found shrinks to few changes, early in the input.
 */
export const inputsFrom = (corpus: readonly Uint8Array[]): fc.Arbitrary<Uint8Array> =>
  fc
    .tuple(fc.constantFrom(...corpus), fc.array(change, { minLength: 1, maxLength: 4 }))
    .map(([whole, changes]) =>
      Uint8Array.from(changes.reduce((bytes, one) => changed(bytes, corpus, one), whole)),
    )
