import { describe, expect, test } from 'vitest'
import { findOtherWords, parseGlossary } from './glossary.ts'
import type { Term } from './glossary.ts'

const finding: Term = {
  term: 'finding',
  refused: { en: /\bmarks?\b/i, ko: /표시/, zh: /标记/ },
  within: { ko: ['lint'] },
  besides: { 'claims.': 'the verb' },
}

const glossary = parseGlossary(`
| English | 한국어 | 中文   | What it means here |
| ------- | ------ | ------ | ------------------ |
| finding | 지적   | 疑点   | A question.        |
| journal | 일지   | 日志   | What was done.     |
`)

const texts = (...messages: ['en' | 'ko' | 'zh', string, string][]) => {
  const all = {
    en: new Map([['claims.mark', 'Mark as claim']]),
    ko: new Map<string, string>(),
    zh: new Map<string, string>(),
  }
  for (const [language, key, text] of messages) all[language].set(key, text)
  return all
}
const said = (language: 'en' | 'ko' | 'zh', key: string, text: string) =>
  findOtherWords(texts([language, key, text]), glossary, [finding])

describe('one word for one thing', () => {
  test('another word is found in each language, also inside of plural forms', () => {
    expect(said('en', 'lint.open', '{n, plural, one {# mark} other {# marks}}')).toEqual([
      'en: lint.open says “mark” of what the glossary calls “finding”',
    ])
    expect(said('en', 'lint.open', '{n, plural, one {mark left} other {#}}')).toHaveLength(1)
    expect(said('ko', 'lint.open', '남은 표시')).toHaveLength(1)
    expect(said('zh', 'lint.open', '没有标记')).toHaveLength(1)
  })

  test('the word itself, longer words, and areas that are not looked through are let alone', () => {
    expect(said('en', 'lint.open', 'Remarkable findings at the market')).toEqual([])
    expect(said('ko', 'search.shown', '최근 것만 표시합니다')).toEqual([])
  })

  test('the name of what is filled in is no word', () => {
    expect(said('en', 'lint.open', '{marks, plural, one {# finding} other {#}} {mark}')).toEqual([])
  })

  test('what English says by a word of the glossary, the others say by its own', () => {
    const journal: Term = {
      term: 'journal',
      said: /\bjournals?\b/i,
      besides: { 'wipe.disk': 'a disk’s' },
    }
    const of = (key: string, ko: string, zh: string) =>
      findOtherWords(
        texts(
          ['en', key, 'It stays in the journal'],
          ['ko', key, ko],
          ['zh', key, zh],
          ['en', 'wipe.disk', 'Journals of a disk'],
          ['ko', 'wipe.disk', '저널'],
        ),
        glossary,
        [journal],
      )
    expect(of('retention.line', '일지에 남습니다', '留在日志中')).toEqual([])
    expect(of('retention.line', '기록에 남습니다', '留在记录中')).toEqual([
      'ko: retention.line does not say “일지” for “journal”',
      'zh: retention.line does not say “日志” for “journal”',
    ])
  })

  test('a term that the glossary does not have is found', () => {
    expect(findOtherWords(texts(), glossary, [{ term: 'ledger' }])).toEqual([
      '“ledger” is not in the glossary',
    ])
  })

  test('an exception holds for its keys alone, and is found once nothing needs it', () => {
    expect(said('en', 'claims.markTitle', 'Mark a claim')).toEqual([])
    const none = { en: new Map(), ko: new Map(), zh: new Map() }
    expect(findOtherWords(none, glossary, [finding])).toEqual([
      'claims. needs no exception from “finding”',
    ])
  })
})
