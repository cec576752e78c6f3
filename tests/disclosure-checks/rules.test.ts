import { describe, expect, test } from 'vitest'
import { lintFamily } from '../../src/shared/vocabularies.ts'
import { lint } from '../../src/disclosure-checks/lint.ts'
import { allRules } from '../../src/disclosure-checks/tables/all.ts'

describe.each(allRules.map((rule) => [rule.id, rule] as const))('%s', (_, rule) => {
  test.each(rule.hits)('finds: %s', (sentence, span) => {
    const start = sentence.indexOf(span)
    expect(start, 'the example holds its span').toBeGreaterThanOrEqual(0)
    const found = lint(sentence).filter(
      (each) => each.family === rule.family && each.start < start + span.length && each.end > start,
    )
    expect(found).not.toEqual([])
  })

  test.each(rule.misses)('leaves alone: %s', (sentence) => {
    expect(lint(sentence).filter((each) => each.family === rule.family)).toEqual([])
  })
})

describe('the tables', () => {
  test('every rule has its own id, and an example of either kind', () => {
    expect(new Set(allRules.map((rule) => rule.id)).size).toBe(allRules.length)
    expect(allRules.filter((rule) => rule.hits.length === 0 || rule.misses.length === 0)).toEqual(
      [],
    )
  })

  test('a line after it hides no example, whole as it was found', () => {
    const lost = allRules
      .flatMap(({ hits }) => hits.map(([sentence]) => sentence))
      .filter((sentence) => {
        const found = lint(`A line.\n${sentence}\nAnother line.`)
        return lint(sentence).some(
          ({ start, end }) => !found.some((one) => one.start <= start + 8 && one.end >= end + 8),
        )
      })
    expect(lost).toEqual([])
  })

  test('every family has rules', () => {
    // Three families are found by code of their own.
    const ruled = new Set(allRules.map((rule) => rule.family))
    const rest = lintFamily.filter((family) => !ruled.has(family))
    expect(rest).toEqual(['verbatim', 'hidden', 'name'])
  })

  test('contextual families have rules in each language', () => {
    const contextual = [
      'date',
      'time',
      'age',
      'rank',
      'place',
      'vantage',
      'kinship',
      'unique',
      'meeting',
      'phrase',
    ]
    for (const family of contextual) {
      for (const language of ['en', 'ko', 'zh']) {
        expect(
          allRules.some((rule) => rule.family === family && rule.id.startsWith(`${language}-`)),
          `${family} ${language}`,
        ).toBe(true)
      }
    }
  })

  test('triggers are lower case, as the text that they are looked for in', () => {
    for (const rule of allRules) {
      for (const word of rule.triggers ?? []) expect(word).toBe(word.toLowerCase())
    }
  })
})
