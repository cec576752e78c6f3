import { describe, expect, it } from 'vitest'
import {
  canonicalBytes,
  isWithin,
  parseCanonical as parseWithin,
  parseCanonicalBytes as parseBytesWithin,
} from '../../src/main/exchange/strict-json.ts'
import { text } from './bundle-kit.ts'

const any = { marks: Infinity, members: Infinity }
const parseCanonical = (words: string) => parseWithin(words, any)
const parseCanonicalBytes = (bytes: Uint8Array) => parseBytesWithin(bytes, any)

describe('strict JSON', () => {
  const refused = (words: string) => () => parseCanonical(words)

  it('nests 32 levels deep and no deeper, and counts no bracket inside a string', () => {
    const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth)
    expect(parseCanonical(nested(32))).toEqual(JSON.parse(nested(32)))
    expect(refused(nested(33))).toThrow('malformed')
    const objects = `${'{"a":'.repeat(32)}1${'}'.repeat(32)}`
    expect(parseCanonical(objects)).toEqual(JSON.parse(objects))
    expect(refused(`${'{"a":'.repeat(33)}1${'}'.repeat(33)}`)).toThrow('malformed')
    for (const words of [
      '['.repeat(50),
      '{'.repeat(50),
      `"${'['.repeat(50)}`,
      `\\${'['.repeat(50)}`,
    ]) {
      expect(parseCanonical(JSON.stringify(words))).toBe(words)
    }
    // Siblings do not add depth.
    expect(parseCanonical(`[${Array(60).fill('[]').join()}]`)).toHaveLength(60)
    expect(parseCanonical(`[${Array(60).fill('{}').join()}]`)).toHaveLength(60)
    // An escaped quote or backslash does not extend a string.
    expect(refused(`["\\"",${nested(33)}]`)).toThrow('malformed')
    expect(refused(`["\\\\",${nested(33)}]`)).toThrow('malformed')
  })

  it.each(['{"__proto__":1}', '[{"__proto__":1}]', '{"a":[{"b":{"__proto__":{}}}]}'])(
    'refuses the key of a prototype in %s',
    (words) => {
      expect(refused(words)).toThrow('malformed')
    },
  )

  it('takes null, texts, whole numbers and lists of them, in one spelling', () => {
    for (const words of ['null', 'true', '"시장"', '-5', '[1,"a",null]', '{"a":{},"b":[]}']) {
      expect(parseCanonical(words)).toEqual(JSON.parse(words))
    }
    for (const words of ['', ' 1', '1.5', '{"b":1,"a":1}', '{"a":1,"a":1}', 'undefined', '1e3']) {
      expect(refused(words)).toThrow('malformed')
    }
  })

  it('comes as UTF-8 without a byte order mark', () => {
    expect(parseCanonicalBytes(text('"시장"'))).toBe('시장')
    expect(canonicalBytes('시장')).toEqual(text('"시장"'))
    expect(() => parseCanonicalBytes(text('\ufeff"a"'))).toThrow('malformed')
    expect(() => parseCanonicalBytes(Uint8Array.of(0x22, 0xff, 0x22))).toThrow('malformed')
  })

  it('counts the marks outside of strings, and accepts no more than its kind can have', () => {
    const holds = (words: string, marks: number) => {
      expect(parseWithin(words, { marks, members: 9 })).toEqual(JSON.parse(words))
      expect(() => parseWithin(words, { marks: marks - 1, members: 9 })).toThrow('malformed')
    }
    holds('[]', 1)
    holds('[1]', 1)
    holds('[1,2,3]', 3)
    holds('[[],{},[{}]]', 7)
    holds('{"a":1,"b":[1,2]}', 4)
    holds('[",,[[{{","\\",[","\\\\",1]', 4)
  })

  it('accepts no object with more members than its kind can have, at any depth', () => {
    const holds = (words: string, members: number) => {
      expect(parseWithin(words, { marks: 99, members })).toEqual(JSON.parse(words))
      expect(() => parseWithin(words, { marks: 99, members: members - 1 })).toThrow('malformed')
    }
    holds('{"a":1}', 1)
    holds('{"a":1,"b":{"a":1,"b":2,"c":3},"c":[1,2,3,4,5,6]}', 3)
    holds('[1,2,{"a":[1,2,3,4,5],"b":0},3,4,5]', 2)
  })

  it('accepts twenty thousand strings that are a number, and no more, even if they are escaped', () => {
    const list = (texts: readonly string[]): string => JSON.stringify(texts)
    const numbers = Array.from({ length: 20_001 }, (_, i) => String(i * 131_072))
    expect(parseCanonical(list(numbers.slice(1)))).toHaveLength(20_000)
    expect(refused(list(numbers))).toThrow('malformed')
    expect(parseCanonical(list(numbers.map((text) => `${text}a`)))).toHaveLength(20_001)
    expect(parseCanonical(list(numbers.map((text) => text.padStart(11, '1'))))).toHaveLength(20_001)
    const escaped = numbers.map((text) => `"\\u003${text.slice(0, 1)}${text.slice(1)}"`)
    expect(refused(`[${escaped.join(',')}]`)).toThrow('malformed')
  })

  it('spells control characters and halves of pairs by number, and nothing else', () => {
    for (const words of [
      '\0',
      '\x1f',
      '\ud800',
      '\udfff',
      'a\u{10000}',
      '\\u0041',
      '\b\f\n\r\t"',
    ]) {
      expect(parseCanonical(JSON.stringify(words))).toBe(words)
    }
    for (const words of [
      '\\u0041',
      '\\u0020',
      '\\ud7ff',
      '\\uD800',
      '\\u001F',
      '\\ue000',
      '\\u00',
    ]) {
      expect(refused(`"${words}"`)).toThrow('malformed')
    }
    // Escaped digits are refused: a count of the text before parsing would miss them.
    expect(isWithin('"\\u0031\\u0032"', any)).toBe(false)
  })
})
