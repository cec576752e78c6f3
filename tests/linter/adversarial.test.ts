import { describe, expect, test } from 'vitest'
import { lint } from '../../src/linter/lint.ts'
import { allRules } from '../../src/linter/tables/all.ts'
import { readCorpus } from '../corpus/measure.ts'

/** Characters of a hostile text, and how long the check of it may take, in milliseconds. */
const size = 100_000
const limit = 100

const filled = (part: string): string =>
  part.repeat(Math.ceil(size / Math.max(1, part.length))).slice(0, size)

/**
 * Milliseconds of processor time that one call takes: other programs on the machine do not count.
 * Falls back to the clock where the platform does not tell (Node before 23.9).
 */
function cost(text: string): number {
  const reading = (): number => {
    if (typeof process.threadCpuUsage !== 'function') return performance.now()
    const { user, system } = process.threadCpuUsage()
    return (user + system) / 1000
  }
  const before = reading()
  lint(text)
  return reading() - before
}

/** The best of a few: the first call also warms up, and a processor may be shared. */
function best(text: string, enough = limit): number {
  let least = Infinity
  for (let attempt = 0; attempt < 3 && least >= enough; attempt += 1) {
    least = Math.min(least, cost(text))
  }
  return least
}

/**
 * Within the limit; or, where other programs slow the processor down, no more than it and the
 * slowdown explain: linear in the length, and never more than `worst`.
 */
const worst = 300

function expectCheap(text: string): void {
  const whole = best(text)
  if (whole < limit) return
  expect(whole).toBeLessThan(worst)
  const half = best(text.slice(0, text.length / 2), 0)
  expect(whole / half, `${Math.round(whole)} ms, half ${Math.round(half)} ms`).toBeLessThan(3.2)
}

/** What each rule would most like to see, over and over, and what it almost matches. */
const ofRules = allRules.map((rule) => {
  const spans = rule.hits.map(([, span]) => span)
  const starts = spans.map((span) => span.slice(0, Math.ceil(span.length * 0.6)))
  return [
    rule.id,
    [
      filled(`${[...rule.hits.map(([sentence]) => sentence), ...starts].join(' ')} `),
      filled((rule.triggers ?? rule.misses).join('')),
    ],
  ] as const
})

const floods = [
  ...'a1 .,"\'「-:/@#+(가한은는이에서的一我们人北\n說°年月日시분명中間',
  'ab',
  '1-',
  '1.',
  '1:',
  '1 2',
  'a@',
  '@a ',
  'a.',
  'http://',
  'the only ',
  'one of ',
  'my ',
  '"said ',
  'said a man in ',
  '010-',
  '0000 ',
  '1234567890',
  '2023-',
  '+86 ',
  '유일한 ',
  '한 ',
  '내가 ',
  '혜산의 한 ',
  '只有',
  '我',
  '一名',
  '惠山的',
  '일이삼',
  '一二三',
  'e\u0301',
  '\u0301',
  '\u200b',
  '가\u200b',
  '👨‍👩‍👧',
  'a\u0430',
  '\ud800',
  'ＡＢ',
]

describe('100,000 hostile characters are checked within 100 ms', () => {
  test.each(ofRules)(
    'examples, beginnings and announcing words of %s',
    (_, texts) => {
      for (const text of texts) expectCheap(text)
    },
    30_000,
  )

  test.each(floods.map((flood) => [flood]))(
    'nothing but %j',
    (flood) => {
      expectCheap(filled(flood))
    },
    30_000,
  )
})

describe('a draft of 5,000 words', () => {
  test.each([
    ['en', 30_000],
    ['ko', 18_000],
    ['zh', 9_000],
  ] as const)('in %s is checked well within the pause of a writer', (language, length) => {
    const draft = readCorpus(language)
      .map((line) => line.t)
      .join(' ')
      .slice(0, length)
    expectCheap(draft)
  })
})
