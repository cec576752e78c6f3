import fc from 'fast-check'
import { expect, it } from 'vitest'
import { normalized } from './normalized.ts'

const forms = ['NFC', 'NFD', 'NFKC', 'NFKD'] as const

it('a text is normalised as the engine does it, with as many marks on a letter as any language has', () => {
  const marks = fc
    .array(fc.constantFrom('\u0301', '\u0323', '\u3099', '\u{1d165}', '\u0f71'), { maxLength: 64 })
    .map((some) => some.join(''))
  const part = fc.oneof(fc.string({ unit: 'binary', maxLength: 20 }), marks, fc.constant('한 각 é'))
  // A letter between two parts: together their marks would be more.
  const text = fc.array(part, { maxLength: 12 }).map((parts) => parts.join('ệ'))
  fc.assert(
    fc.property(text, fc.constantFrom(...forms), (value, form) => {
      expect(normalized(value, form)).toBe(value.normalize(form))
    }),
  )
})

it('200,000 marks on one letter are normalised, and none is lost', () => {
  const text = `x${'\u0301\u0323'.repeat(100_000)}b`
  for (const form of forms) {
    const result = normalized(text, form)
    expect([...result].sort().join('')).toBe([...text].sort().join(''))
    expect(result.endsWith('\u0301b')).toBe(true)
  }
}, 20_000)
