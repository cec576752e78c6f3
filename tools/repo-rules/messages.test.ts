import { describe, expect, test } from 'vitest'
import { bareNumbers, compareLanguages, findUses, parseArea } from './messages.ts'

const read = (area: string, texts: Record<string, unknown>, language = 'en') =>
  parseArea(area, JSON.stringify(texts, null, 1), language)

describe('messages', () => {
  test('a key belongs to its area, and no text is empty', () => {
    expect(read('nav', { 'nav.home': 'Home' }).faults).toEqual([])
    expect(read('nav', { 'editor.home': 'Home' }).faults).toHaveLength(1)
    expect(read('nav', { 'nav.home': ' ' }).faults).toHaveLength(1)
    expect(read('nav', { 'nav.home': '{count, plural, one {#}}' }).faults).toHaveLength(1)
  })

  test('a duplicate key in a file is found', () => {
    expect(parseArea('nav', '{\n"nav.home": "A",\n"nav.home": "B"\n}', 'en').faults).toEqual([
      'nav.home stands there twice',
    ])
  })

  test('languages have the same keys with the same arguments; plural forms may differ', () => {
    const en = read('nav', { 'nav.n': '{n, plural, one {# case} other {# cases}} of {name}' })
    const ko = read('nav', { 'nav.n': '{name} 사건 {n, number}건' }, 'ko')
    const zh = read('nav', { 'nav.n': '{n, plural, other {#}}' }, 'zh')
    expect(compareLanguages({ en: en.messages, ko: ko.messages })).toEqual([])
    expect(compareLanguages({ en: en.messages, zh: zh.messages })).toHaveLength(1)
    expect(compareLanguages({ en: en.messages, zh: new Map() })).toEqual(['nav.n is missing in zh'])
  })

  test('a number that one language takes as a word is found', () => {
    const en = read('nav', { 'nav.n': '{n, plural, one {# case} other {# cases}}' })
    const ko = read('nav', { 'nav.n': '사건 {n}건' }, 'ko')
    expect(compareLanguages({ en: en.messages, ko: ko.messages })).toEqual([
      'nav.n takes different arguments: en {n (number)}, ko {n}',
    ])
  })

  test('so is one that all languages take as a word, by its name', () => {
    const { messages } = read('nav', {
      'nav.a': 'More than {total}',
      'nav.b': '{count, number} of {name}',
      'nav.c': '{name, select, one {{count}} other {}}',
    })
    expect(bareNumbers(messages)).toEqual([
      'nav.a takes {total} as a word: write {total, number}',
      'nav.c takes {count} as a word: write {count, number}',
    ])
  })

  test('unused keys and unknown names are found; templates use all that they begin', () => {
    const known = new Map([
      ['nav.home', 1],
      ['nav.old', 1],
      ['vocab.role.party', 1],
    ])
    const sources = ["text('nav.home')", "text('nav.lost')", 'text(`vocab.role.${role}`)']
    expect(findUses(known, sources)).toEqual({ unused: ['nav.old'], unknown: ['nav.lost'] })
    expect(findUses(known, ["call('nav.list')"], new Set(['nav.list'])).unknown).toEqual([])
  })
})
