import { describe, expect, test } from 'vitest'
import { compareLanguages, findUses, parseArea } from './messages.ts'

const read = (area: string, texts: Record<string, unknown>, language = 'en') =>
  parseArea(area, JSON.stringify(texts, null, 1), language)

describe('messages', () => {
  test('a key belongs to its area, and no text is empty', () => {
    expect(read('nav', { 'nav.home': 'Home' }).faults).toEqual([])
    expect(read('nav', { 'editor.home': 'Home' }).faults).toHaveLength(1)
    expect(read('nav', { 'nav.home': ' ' }).faults).toHaveLength(1)
    expect(read('nav', { 'nav.home': '{count, plural, one {#}}' }).faults).toHaveLength(1)
  })

  test('a key that stands twice in a file is found', () => {
    expect(parseArea('nav', '{\n"nav.home": "A",\n"nav.home": "B"\n}', 'en').faults).toEqual([
      'nav.home stands there twice',
    ])
  })

  test('languages have the same keys with the same arguments; plural forms may differ', () => {
    const en = read('nav', { 'nav.n': '{n, plural, one {# case} other {# cases}} of {name}' })
    const ko = read('nav', { 'nav.n': '{name} 사건 {n, plural, other {#건}}' }, 'ko')
    const zh = read('nav', { 'nav.n': '{n, plural, other {#}}' }, 'zh')
    expect(compareLanguages({ en: en.messages, ko: ko.messages })).toEqual([])
    expect(compareLanguages({ en: en.messages, zh: zh.messages })).toHaveLength(1)
    expect(compareLanguages({ en: en.messages, zh: new Map() })).toEqual(['nav.n is missing in zh'])
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
