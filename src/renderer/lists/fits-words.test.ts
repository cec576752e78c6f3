import { expect, it } from 'vitest'
import { fitsWords, folded } from './fits-words.ts'

it('a text fits by each of its words, in any order and letter case', () => {
  expect(fitsWords(folded('Quiet Harbour, North Korea'), 'korea QUIET')).toBe(true)
  expect(fitsWords(folded('Quiet Harbour, North Korea'), 'korea loud')).toBe(false)
  expect(fitsWords(folded('Quiet Harbour'), '  ')).toBe(true)
})

it('Hangul fits however a keyboard put its letters together', () => {
  const apart = '취재원'.normalize('NFD')
  expect(apart).not.toBe('취재원')
  expect(fitsWords(folded('취재원'), apart)).toBe(true)
  expect(fitsWords(folded(apart), '취재원')).toBe(true)
})
