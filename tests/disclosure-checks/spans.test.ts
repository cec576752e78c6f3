import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fold } from '../../src/disclosure-checks/fold.ts'
import { lint } from '../../src/disclosure-checks/lint.ts'

const spans = (text: string, family?: string): readonly string[] =>
  lint(text)
    .filter((each) => family === undefined || each.family === family)
    .map((each) => text.slice(each.start, each.end))

describe('offsets', () => {
  test('speak of the original, whatever was folded away', () => {
    expect(spans('０１０\u200b－１２３４－５６７８', 'phone')).toEqual([
      '０１０\u200b－１２３４－５６７８',
    ])
    expect(spans('㎞ 𝟎𝟏𝟎-1234-5678.', 'phone')).toEqual(['𝟎𝟏𝟎-1234-5678'])
    // Decomposed Hangul, as some file systems write it.
    expect(spans('혜산의 한 상인은 그렇게 말했다.'.normalize('NFD'), 'phrase')).toEqual([
      '혜산의 한 상인은'.normalize('NFD'),
    ])
  })

  test('an identifier is found through what is put between its characters', () => {
    expect(spans('river\u200b.stone@exam\u00adple.org', 'email')).toHaveLength(1)
    expect(spans('٠١٠-١٢٣٤-٥٦٧٨', 'phone')).toHaveLength(1)
    expect(spans('号码是一三八零零一三八零零零', 'phone')).toHaveLength(1)
  })

  test('the views of a folded text have one length, and offsets that never go back', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
        const folded = fold(text)
        expect(folded.lower.length).toBe(folded.cased.length)
        expect(folded.digits.length).toBe(folded.cased.length)
        expect(folded.starts.length).toBe(folded.cased.length)
        for (let at = 1; at < folded.starts.length; at += 1) {
          expect(folded.starts[at]!).toBeGreaterThanOrEqual(folded.starts[at - 1]!)
        }
      }),
      { numRuns: 500 },
    )
  })

  test('findings lie inside any text, lone surrogates included', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        for (const each of lint(text)) {
          expect(each.start).toBeGreaterThanOrEqual(0)
          expect(each.end).toBeLessThanOrEqual(text.length)
          expect(each.end).toBeGreaterThan(each.start)
        }
      }),
      { numRuns: 300 },
    )
    expect(() => lint('\ud800 \udc00 010-1234-5678 \ud83d')).not.toThrow()
  })

  test('the same text gives the same findings', () => {
    const text =
      'A trader in Hyesan said on March 3 that 010-1234-5678 rang. 내가 직접 봤다. 我亲眼看到。'
    expect(lint(text)).toEqual(lint(text))
  })
})

describe('replacements', () => {
  const replaced = (text: string): readonly (string | undefined)[] =>
    lint(text).map((each) => each.replacement)

  test('a day becomes its month, an age its decade', () => {
    expect(replaced('They took her on March 3, 2024 at home.')).toContain('March 2024')
    expect(replaced('그 여성은 3월 14일 끌려갔다.')).toContain('3월 중순')
    expect(replaced('她在3月25日被带走。')).toContain('3月下旬')
    expect(replaced('A 34-year-old woman was held there.')).toContain('in their 30s')
    expect(replaced('운전수는 41살이었다.')).toContain('40대')
    expect(replaced('那名34岁的女子被关在那里。')).toContain('30多岁')
  })
})
