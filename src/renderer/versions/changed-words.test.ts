import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { changedWords, comparedParts } from './changed-words.ts'

const shown = (left: string, right: string): string[] => {
  const sides = changedWords(left, right)
  return [sides.left, sides.right].map((side) =>
    side.map(({ words, isChanged }) => (isChanged ? `[${words}]` : words)).join(''),
  )
}

describe('changed words', () => {
  it('are those that only one side has', () => {
    expect(shown('About 200 people were returned.', 'Many people were returned.')).toEqual([
      '[About 200] people were returned.',
      '[Many] people were returned.',
    ])
    expect(shown('same', 'same')).toEqual(['same', 'same'])
  })

  it('are words in Korean and Chinese too, not letters and not whole sentences', () => {
    expect(shown('같은 시각에 약 200명이 왔다', '같은 시각에 약 300명이 왔다')).toEqual([
      '같은 시각에 약 [200]명이 왔다',
      '같은 시각에 약 [300]명이 왔다',
    ])
    expect(shown('시장에서 들은 이야기', '강에서 들은 이야기')).toEqual([
      '[시장에서] 들은 이야기',
      '[강에서] 들은 이야기',
    ])
    expect(shown('他们昨天被遣返到边境', '他们今天被遣返到边境')).toEqual([
      '他们[昨天]被遣返到边境',
      '他们[今天]被遣返到边境',
    ])
  })

  it('are everything where one side is empty', () => {
    expect(shown('', 'the border area')).toEqual(['', '[the border area]'])
    expect(shown('the border area', '')).toEqual(['[the border area]', ''])
  })

  it('are found in a long text, in the lines that differ', () => {
    const line = (n: number) => `On day ${n} the train went north.\n`
    const before = Array.from({ length: 4_000 }, (_, n) => line(n)).join('')
    const after = before.replace('day 2000 the train', 'day 2000 a lorry')
    const [left, right] = shown(before, after)
    expect(left).toContain('On day 2000 [the train] went north.')
    expect(right).toContain('On day 2000 [a lorry] went north.')
    expect(left?.match(/\[/g)).toHaveLength(1)
  })

  it('are all of both where the texts have nothing in common', () => {
    const words = (name: string) => Array.from({ length: 3_000 }, (_, n) => `${name}${n}`).join(' ')
    const sides = changedWords(words('a'), words('b'))
    expect(sides.left.map(({ isChanged }) => isChanged)).toEqual([true])
    expect(sides.right.map(({ isChanged }) => isChanged)).toEqual([true])
  })

  it('leave out no character of either side', () => {
    const piece = fc.constantFrom(
      '강',
      '북송',
      ' ',
      '\n',
      'a',
      '遣返',
      '。',
      '\u00e9',
      '👪',
      '\r\n',
    )
    const text = fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join(''))
    fc.assert(
      fc.property(text, text, (left, right) => {
        const sides = changedWords(left, right)
        const whole = (side: { words: string }[]) => side.map(({ words }) => words).join('')
        expect(whole(sides.left)).toBe(left)
        expect(whole(sides.right)).toBe(right)
        const kept = (side: { words: string; isChanged: boolean }[]) =>
          side
            .map(({ words, isChanged }) => (isChanged ? '' : words.replaceAll(/\s/g, '')))
            .join('')
        expect(kept(sides.left)).toBe(kept(sides.right))
      }),
    )
  })
})

describe('parts of two texts', () => {
  const parts = (left: string, right: string): string[] =>
    comparedParts(left, right).map((part) =>
      part.isSame ? part.left : `[${part.left}|${part.right}]`,
    )

  it('are the same or differ, in the order of both', () => {
    expect(parts('About 200 people left.', 'About 300 people came.')).toEqual([
      'About ',
      '[200|300]',
      ' people ',
      '[left|came]',
      '.',
    ])
    expect(parts('시장에서 들은 이야기', '강에서 들은')).toEqual([
      '[시장에서|강에서]',
      ' 들은',
      '[ 이야기|]',
    ])
    expect(parts('', 'new')).toEqual(['[|new]'])
    expect(parts('', '')).toEqual([])
  })

  it('are one difference where only spaces are between two', () => {
    expect(parts('two old men', 'four young men')).toEqual(['[two old|four young]', ' men'])
  })

  it('are each side again when joined, and differ where they say so', () => {
    const word = fc.constantFrom('a', 'b', '시장', '강', '他们', '昨天', ' ', '\n', '.')
    const text = fc.array(word, { maxLength: 30 }).map((words) => words.join(''))
    fc.assert(
      fc.property(text, text, (left, right) => {
        const found = comparedParts(left, right)
        expect(found.map((part) => part.left).join('')).toBe(left)
        expect(found.map((part) => part.right).join('')).toBe(right)
        for (const part of found) expect(part.left === part.right).toBe(part.isSame)
      }),
    )
  })
})
