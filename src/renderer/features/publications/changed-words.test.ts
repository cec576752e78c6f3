import { describe, expect, it } from 'vitest'
import { changedWords } from './changed-words.ts'

const shown = (original: string, printed: string): string[] => {
  const sides = changedWords(original, printed)
  return [sides.original, sides.printed].map((side) =>
    side.map(({ words, isChanged }) => (isChanged ? `[${words}]` : words)).join(''),
  )
}

describe('changed words', () => {
  it('are those that only one side has', () => {
    expect(shown('About 200 people were returned.', 'Many people were returned.')).toEqual([
      '[About 200] people were returned.',
      '[Many] people were returned.',
    ])
    expect(shown('같은 시각에 약 200명이', '같은 시각에 많은 사람이')[0]).toContain('같은 시각에')
    expect(shown('same', 'same')).toEqual(['same', 'same'])
  })

  it('are everything where one side is empty or far too long', () => {
    expect(shown('', 'the border area')).toEqual(['', '[the border area]'])
    const long = 'word '.repeat(1_000)
    expect(shown(long, 'word')[1]).toBe('[word]')
  })
})
