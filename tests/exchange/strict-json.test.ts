import { describe, expect, it } from 'vitest'
import {
  canonicalBytes,
  parseCanonical,
  parseCanonicalBytes,
} from '../../src/main/exchange/strict-json.ts'
import { text } from './bundle-kit.ts'

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
    // One beside another is no deeper.
    expect(parseCanonical(`[${Array(60).fill('[]').join()}]`)).toHaveLength(60)
    expect(parseCanonical(`[${Array(60).fill('{}').join()}]`)).toHaveLength(60)
    // A string that ends in a quote or a backslash ends where it ends.
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
})
