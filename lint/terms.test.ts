import { describe, expect, test } from 'vitest'
import { findOtherWords } from './terms.ts'
import type { Term } from './terms.ts'

const finding: Term = {
  term: 'finding',
  refused: { en: /\bmarks?\b/i, ko: /표시/, zh: /标记/ },
  within: { ko: ['lint'] },
  besides: { 'claims.': 'the verb' },
}

const said = (language: 'en' | 'ko' | 'zh', key: string, text: string) => {
  const texts = {
    en: new Map([['claims.mark', 'Mark as claim']]),
    ko: new Map<string, string>(),
    zh: new Map<string, string>(),
  }
  texts[language].set(key, text)
  return findOtherWords(texts, [finding])
}

describe('one word for one thing', () => {
  test('another word is found in each language, also inside of plural forms', () => {
    expect(said('en', 'lint.open', '{n, plural, one {# mark} other {# marks}}')).toEqual([
      'en: lint.open says “mark” of what the glossary calls “finding”',
    ])
    expect(said('ko', 'lint.open', '남은 표시')).toHaveLength(1)
    expect(said('zh', 'lint.open', '没有标记')).toHaveLength(1)
  })

  test('the word itself, longer words, and areas that are not looked through are let alone', () => {
    expect(said('en', 'lint.open', 'Remarkable findings at the market')).toEqual([])
    expect(said('ko', 'search.shown', '최근 것만 표시합니다')).toEqual([])
  })

  test('an exception holds for its keys alone, and is found once nothing needs it', () => {
    expect(said('en', 'claims.markTitle', 'Mark a claim')).toEqual([])
    const none = { en: new Map(), ko: new Map(), zh: new Map() }
    expect(findOtherWords(none, [finding])).toEqual(['claims. needs no exception from “finding”'])
  })
})
