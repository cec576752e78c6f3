import { describe, test } from 'vitest'
import { allRules } from '../../src/disclosure-checks/tables/all.ts'
import { corpusLanguages, readCorpus } from '../corpus/measure.ts'
import { inFull } from '../in-full.ts'
import { expectCheap, filled, mixed, numbers, size } from './cost.ts'

/** Without any sentence end. */
const unended = (text: string): string => text.replaceAll(/[.。!?！？\n]/g, '')

/** Repeated examples of each rule, and texts that it almost matches. */
const ofRules = allRules.map((rule, nth) => {
  const spans = rule.hits.map(([, span]) => span)
  const starts = spans.map((span) => span.slice(0, Math.ceil(span.length * 0.6)))
  const all = [...rule.hits.map(([sentence]) => sentence), ...starts]
  const announcing = rule.triggers ?? rule.misses
  const texts = [
    () => filled(`${all.join(' ')} `),
    () => filled(unended(all.join('')).replaceAll(' ', '')),
    () => filled(spans.join(',')),
    () => filled(starts.join('')),
    () => filled(announcing.join('')),
    () => filled(`${announcing.join(' ')} `),
    () => mixed([...announcing, ...spans, ...starts], '', 7),
  ]
  // One of the seven; the next rule gets another.
  return [rule.id, texts.filter((_, at) => inFull || at === nth % texts.length)] as const
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
  '010 1234 5678 ',
  '1.1.1.1.',
  '12:34:56-',
  '1,000,000 ',
]

const ofLanguage = (language: string): typeof allRules =>
  allRules.filter(({ id }) => id.startsWith(`${language}-`))

/** Everything that announces anything, in an order without a period. */
const mixtures = [...corpusLanguages, ''].flatMap((language) => {
  const rules = language === '' ? allRules : ofLanguage(language)
  const announcing = rules.flatMap(({ triggers }) => triggers ?? [])
  const spans = rules.flatMap(({ hits }) => hits.map(([, span]) => span))
  return (
    [
      ['announcing words', announcing],
      ['examples', spans],
      ['both', [...announcing, ...spans]],
    ] as const
  ).flatMap(([kind, list]) =>
    [
      ['glued', ''],
      ['spaced', ' '],
      ['in lines', '\n'],
    ].map(
      ([how = '', between = '']) =>
        [`${kind} of ${language || 'all languages'}, ${how}`, mixed(list, between, 11)] as const,
    ),
  )
})

const oneSentence = corpusLanguages.map(
  (language) =>
    [
      language,
      filled(
        unended(
          readCorpus(language)
            .map(({ t }) => t)
            .join(' '),
        ),
      ),
    ] as const,
)

const digits = ['', ' ', '-', '.', ' .-,:/+()'].map((separators, index) => {
  const next = numbers(index + 3)
  return Array.from({ length: size }, () =>
    separators !== '' && next(4) === 0 ? separators[next(separators.length)] : String(next(10)),
  ).join('')
})

/** Invented. */
const names = [
  '김철수',
  '박영희',
  '이순실',
  '최명학',
  '강춘화',
  '남궁민수',
  '정성택',
  '王小明',
  '李秀英',
  '张伟',
  '陈冬梅',
  '赵国强',
  '朴正浩',
  'Kim Chol Su',
  'Ri Yong Hui',
  'Nguyen Van An',
  'Maria Gonzalez',
  'Zhang Wei',
  '김철수 (金哲洙) 대좌',
  'Пак Ен Хо',
  '高橋ひろし',
]
const protectedNames = names.map((text) => ({ text }))

describe('50 kB of hostile text are checked within 60 ms, or a limit scaled to a slower machine', () => {
  test.each(ofRules)('examples, beginnings and announcing words of %s', async (_, texts) => {
    for (const text of texts) await expectCheap(text())
  })

  test.each(floods.map((flood) => [flood]))('nothing but %j', async (flood) => {
    await expectCheap(filled(flood))
  })

  test.each(mixtures)('%s', async (_, text) => expectCheap(text))

  test.each(oneSentence)('the corpus of %s as one sentence', async (_, text) => expectCheap(text))

  test.each(digits.map((text) => [text.slice(0, 12), text] as const))(
    'one line of digits: %s…',
    async (_, text) => expectCheap(text),
  )

  test.each([
    ['glued', names.join('')],
    ['spaced', `${names.join(' ')} `],
    ['surnames alone', '김박이최강남정'],
    ['Latin parts', 'Kim Chol Ri Yong '],
    ['with one edit', '김철주 박영호 Kim Chols Su Marya Gonzales '],
    ['characters', '王李张陈小秀伟冬'],
  ])('protected names, %s, while they are looked for', async (_, part) =>
    expectCheap(filled(part), 60, protectedNames),
  )
})

/** The whole way of a draft through the app may take 150 ms; this is the part of the rules. */
describe('a draft of 5,000 words', () => {
  test.each([
    ['en', 30_000],
    ['ko', 18_000],
    ['zh', 9_000],
  ] as const)('in %s is checked in less than 50 ms', async (language, length) => {
    const draft = readCorpus(language)
      .map((line) => line.t)
      .join(' ')
      .slice(0, length)
    await expectCheap(draft, 50)
  })
})
