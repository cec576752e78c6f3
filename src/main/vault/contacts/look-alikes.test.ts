import { describe, expect, it } from 'vitest'
import { confusablePairs, looksOf, skeleton } from './look-alikes.ts'

const areAlike = (a: string, b: string): boolean =>
  looksOf(a).some((look) => looksOf(b).includes(look))

describe('two names are mistaken for each other', () => {
  it.each([
    ['Crane', 'Сrаnе', 'Latin and Cyrillic'],
    ['Heron', 'Ηerοn', 'Latin and Greek'],
    ['IVAN', 'lVAN', 'a capital I and a small l'],
    ['Ivan', 'IVAN', 'in capitals'],
    ['modern', 'rnodern', 'one letter and two'],
    ['Bob0', 'BobO', 'a digit and a letter'],
    ['Զara', 'Զаrа', 'Armenian beside Cyrillic'],
    ['ԍull', 'ɢull', 'small capitals'],
    ['𝐂𝐫𝐚𝐧𝐞', 'Crane', 'mathematical letters'],
    ['Cra\u200bne', 'Crane', 'a character that is not shown'],
    ['西', '⻄', 'a character and a radical'],
    ['갈매기', '\u1100\u1161\u11af\u1106\u1162\u1100\u1175', 'a syllable and its letters'],
    ['ハ', '八', 'a syllable and a numeral'],
    ['crane', 'ϲrane', 'a Greek letter whose compatible form looks different'],
    ['Crane', 'Ϲrane', 'its capital'],
    ['feather', 'ſeather', 'a long s and an f'],
    ['crane', 'CRΑΝE', 'small letters and Greek capitals'],
  ])('if they look alike: %s and %s, %s', (a, b) => {
    expect(areAlike(a, b)).toBe(true)
  })

  it('if UTS 39 says so, for each of its pairs', () => {
    const pairs = confusablePairs()
    expect(pairs).toHaveLength(6565)
    const inNames = pairs.map(([a, b]) => [`x${a}x`, `x${b}x`] as const)
    // Of the others, the left letter is taken apart by NFD before it is looked up.
    const confusable = inNames.filter(([a, b]) => skeleton(a) === skeleton(b))
    expect(confusable).toHaveLength(6530)
    expect(confusable.filter(([a, b]) => !areAlike(a, b))).toEqual([])
  })

  it.each([
    ['Crane', 'Heron'],
    ['갈매기', '갈메기'],
    ['金哲', '金鐵'],
    ['Иван', 'Ivan'],
  ])('and not if they look different: %s and %s', (a, b) => {
    expect(areAlike(a, b)).toBe(false)
  })
})

describe('a skeleton', () => {
  it('is the one of the example in UTS 39', () => {
    expect(skeleton('𝔭𝒶ỿ𝕡𝕒ℓ')).toBe(skeleton('paypal'))
  })

  it('does not change when it is computed again', () => {
    for (const name of ['Ⅲ m rn 0O1lI|', 'ⴷᎻᏟ', '夜鹭갈매기']) {
      expect(skeleton(skeleton(name))).toBe(skeleton(name))
    }
  })
})
