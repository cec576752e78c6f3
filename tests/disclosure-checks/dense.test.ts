import { describe, expect, test } from 'vitest'
import { lint } from '../../src/disclosure-checks/lint.ts'
import type { RuleFinding } from '../../src/disclosure-checks/finding.ts'
import { allRules } from '../../src/disclosure-checks/tables/all.ts'
import { corpusLanguages, readCorpus } from '../corpus/measure.ts'
import { filled, size } from './cost.ts'

const within = (found: readonly RuleFinding[], from: number, to: number): readonly RuleFinding[] =>
  found.filter((each) => each.start >= from && each.end <= to)

/** Only sentences that identify a person, as many as fit. */
const dense = (language: (typeof corpusLanguages)[number], between: string): string =>
  filled(
    readCorpus(language)
      .filter(({ f }) => f.length > 0)
      .slice(0, 60)
      .map(({ t }) => t + between)
      .join(''),
  )

describe('a text of 100,000 characters that is dense in findings is marked to its end', () => {
  test.each(
    corpusLanguages.flatMap((language) =>
      [
        ['spaced', ' '],
        ['in lines', '\n'],
        ['glued', ''],
      ].map(([how = '', between = '']) => [language, how, between] as const),
    ),
  )('%s, %s', (language, _, between) => {
    const found = lint(dense(language, between))
    const tenth = size / 10
    const first = within(found, 0, tenth).length
    const last = within(found, size - tenth, size).length
    expect(first).toBeGreaterThan(100)
    expect(last / first).toBeGreaterThan(0.85)
    expect(last / first).toBeLessThan(1.15)
    expect(Math.max(...found.map((each) => each.end - each.start))).toBeLessThan(3_000)
  })
})

describe('a flood hides nothing', () => {
  test.each(
    allRules
      .filter(({ id }) => /^(?:ko|zh|en)-(?:rank|only|named|post|kin|month-day|age)$/.test(id))
      .map((rule) => [rule.id, rule] as const),
  )('of %s, before a telephone number and a saying', (_, rule) => {
    const flood = filled((rule.triggers ?? rule.misses).join(''))
    const rest = '。\n010-1234-5678 \nShe is the only woman in the unit.'
    const found = lint(flood + rest)
    for (const words of ['010-1234-5678', 'the only woman']) {
      const at = flood.length + rest.indexOf(words)
      expect(found.some((each) => each.start <= at && each.end >= at + words.length)).toBe(true)
    }
  })

  test('of unlimited findings: past their maximum number, the rest is one finding', () => {
    const rule = allRules.find(({ id }) => id === 'zh-county')
    const flood = filled((rule?.hits ?? []).map(([, span]) => span).join(','))
    const text = `${flood} ${'。'.repeat(50)} 他走了。`
    const found = lint(text)
    expect(found.length).toBeGreaterThan(size / 20)
    expect(Math.max(...found.map((each) => each.end))).toBe(text.length)
  })
})
