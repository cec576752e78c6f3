import { describe, expect, it } from 'vitest'
import { sentenceAround } from './sentence-around.ts'

const around = (text: string, words: string): string => {
  const start = text.indexOf(words)
  const { before, words: said, after } = sentenceAround(text, start, start + words.length)
  return `${before}[${said}]${after}`
}

describe('the sentence around found words', () => {
  for (const [text, words, said] of [
    ['One. Two on 4 March, they said. Three.', '4 March', 'Two on [4 March], they said.'],
    ['첫 문장이다. 혜산에서 왔다고 했다. 끝.', '혜산', '[혜산]에서 왔다고 했다.'],
    ['第一句。他说在丹东见过。第三句。', '丹东', '他说在[丹东]见过。'],
    ['It cost 2.50 in Musan today', 'Musan', 'It cost 2.50 in [Musan] today'],
    ['a title\nthe\nwords   here\nnext', 'the\nwords', '[the words] here'],
  ] as const) {
    it(`is found in “${text.slice(0, 12)}…”`, () => {
      expect(around(text, words)).toBe(said)
    })
  }

  it('is cut on both sides where it is long, and never inside a character', () => {
    const text = `${'𝒜'.repeat(400)}here${'𝒜'.repeat(400)}`
    const { before, words, after } = sentenceAround(text, 800, 804)
    expect(words).toBe('here')
    expect(before).toBe(`…${'𝒜'.repeat(45)}`)
    expect(after).toBe(`${'𝒜'.repeat(45)}…`)
  })

  it.each([
    ['a word', `${'some words '.repeat(9)}in Musan`],
    ['a removed part', `${'x'.repeat(95)} [date removed] ${'some words '.repeat(7)}in Musan`],
  ])('does not begin inside %s', (_, text) => {
    expect(around(text, 'Musan')).toMatch(/^…(?:some|words) .*in \[Musan\]$/)
  })
})
