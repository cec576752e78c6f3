import { describe, expect, it } from 'vitest'
import type { Identity } from '../../../shared/identity.ts'
import { readSuggestedOrigins } from './origin-suggestions.ts'
import { runAtOnce } from '../../../shared/steps.ts'

const who = (name: string, more: Partial<Identity> = {}): Identity => ({
  name,
  otherNames: [],
  contact: '',
  note: '',
  ...more,
})
const groups = (...identities: readonly Identity[]): string[][] =>
  runAtOnce(readSuggestedOrigins(identities.map((identity, i) => ({ id: String(i), identity }))))

describe('sources whose identities look alike', () => {
  it.each([
    ['박서연', '박 서연'],
    ['박서연', 'Pak Sŏ-yŏn'],
    ['박서연', 'Park Seo-yeon'],
    ['Seoyeon Park', '박서연'],
    ['박서연', '朴瑞妍'],
    ['朴瑞妍', 'Park Seo-yeon'],
    ['리영희', '이영희'],
    ['张伟', 'Zhang Wei'],
    ['張偉', '张伟'],
    ['Maria Gonzalez', 'GONZALEZ, María'],
  ])('are found: %s and %s', (one, other) => {
    expect(groups(who(one), who(other))).toEqual([['0', '1']])
    expect(groups(who('최민호'), who('조은별', { otherNames: [other] }), who(one))).toEqual([
      ['1', '2'],
    ])
  })

  it.each([
    ['박서연', '최민호'],
    ['박서연', '박서준'],
    ['张伟', 'Zhang Min'],
    ['Maria Gonzalez', 'Maria Hernandez'],
    ['朴瑞妍', '朴瑞燕'],
    ['..', '--'],
  ])('are not found: %s and %s', (one, other) => {
    expect(groups(who(one), who(other))).toEqual([])
  })

  it('are found by a number, an address or an account, however it is written', () => {
    const phone = who('박서연', { contact: '+86 138 0013 8000, evenings' })
    expect(groups(phone, who('최민호', { contact: 'call 138-0013-8000' }))).toEqual([['0', '1']])
    expect(groups(phone, who('최민호', { contact: 'call 138-0013-8001' }))).toEqual([])
    const mail = who('박서연', { contact: 'Tea.House@example.org' })
    expect(groups(mail, who('최민호', { contact: 'tea.house@EXAMPLE.org' }))).toEqual([['0', '1']])
  })

  it('are one group also by way of a third, and two identities of one source are none', () => {
    const third = who('Park Seo-yeon', { contact: '138 0013 8000' })
    expect(groups(who('박서연'), third, who('최민호', { contact: '1380013 8000' }))).toEqual([
      ['0', '1', '2'],
    ])
    const twice = [who('박서연'), who('Pak Sŏ-yŏn')]
    expect(
      runAtOnce(readSuggestedOrigins(twice.map((identity) => ({ id: 'a', identity })))),
    ).toEqual([])
  })

  it('are found among some hundreds within five seconds', () => {
    const many = Array.from({ length: 300 }, (_, i) =>
      who(`김${String.fromCodePoint(0xac00 + i * 28)}${String.fromCodePoint(0xb098 + i)}`),
    )
    const began = performance.now()
    groups(...many)
    expect(performance.now() - began).toBeLessThan(5_000)
  })
})
