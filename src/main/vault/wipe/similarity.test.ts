import { describe, expect, it } from 'vitest'
import { isTooSimilar } from './wipe-credential.ts'

const words = 'seven plain words for one test'

describe('a wipe passphrase is too much like the passphrase', () => {
  it.each([
    ['it is the same', words],
    ['only capitals and spaces differ', ' SEVEN plain  words for onetest'],
    ['only the form of its characters differs', 'ｓｅｖｅｎ plain words for one test'],
    ['a key was missed and another pressed twice', 'sevn plain words for one tesst'],
    ['two letters changed places', 'seven plain words for one tets'],
    ['it is the beginning, where Enter was pressed too soon', 'seven plain'],
    ['it goes on where the other ends', `${words} and more`],
  ])('when %s', (_, wipe) => {
    expect(isTooSimilar(words, wipe)).toBe(true)
    expect(isTooSimilar(wipe, words)).toBe(true)
  })

  it.each([
    ['한국어로 쓴 긴 암호 문구 하나', '한국어로 쓴 긴 암호 문구 둘', true],
    ['한국어로 쓴 긴 암호 문구 하나', '강가에 서 있는 왜가리 한 마리', false],
    ['冰湖边站着一只苍鹭', '冰湖边站着一只白鹭', true],
    ['冰湖边站着一只苍鹭', '七个朴素的词语用于测试', false],
  ])('by letters, not bytes: %s / %s', (opens, wipe, alike) => {
    expect(isTooSimilar(opens, wipe)).toBe(alike)
  })

  it('but not when three characters differ, or all of them', () => {
    expect(isTooSimilar(words, 'seven plain words for one xyzt')).toBe(false)
    expect(isTooSimilar(words, 'a heron stood on the frozen pond')).toBe(false)
  })
})
