import { allRules } from '../../src/disclosure-checks/tables/all.ts'

const length = 100_000

const filled = (part: string): string =>
  part.repeat(Math.ceil(length / Math.max(1, part.length))).slice(0, length)

/** Beginnings only: each starts at least one rule, most start many, and none is completed. */
const floods: Readonly<Record<string, string>> = {
  'one digit': filled('1'),
  'digits and hyphens': filled('1-'),
  'digits and spaces': filled('12 '),
  'numbers with points': filled('1.'),
  'capitals and digits': filled('A1'),
  'one letter': filled('a'),
  'address without end': filled('a.'),
  'at signs': filled('a@'),
  'slashes and colons': filled('http://'),
  'open quotes': filled('"'),
  'open quotes, Chinese': filled('“我'),
  spaces: filled(' '),
  'line ends': filled('\n'),
  'I saw': filled('I saw '),
  'the only': filled('the only '),
  'my brother': filled('my brother '),
  'meet at': filled('we will meet at '),
  months: filled('March 3, '),
  나는: filled('나는 '),
  '내가 봤다': filled('내가 직접 '),
  '혜산 시장의': filled('혜산 시장의 '),
  '년 월 일': filled('3월 5일 '),
  我看见: filled('我看见'),
  惠山的商人: filled('惠山的一名'),
  三月五日: filled('三月五日'),
  唯一: filled('唯一的'),
  'no width': filled('a\u200b'),
  'mixed scripts': filled('a나我1'),
  'combining marks': filled('e\u0301'),
  'confusable letters': filled('\u0430a'),
}

/** What a rule matches most, repeated: its examples, and the words that announce them. */
const ofRule = ({
  id,
  hits,
  misses,
  triggers,
}: (typeof allRules)[number]): Record<string, string> => ({
  [`examples of ${id}`]: filled(`${hits.map(([sentence]) => sentence).join(' ')} `),
  [`beginnings of ${id}`]: filled(
    `${hits.map(([, span]) => span.slice(0, Math.ceil(span.length * 0.6))).join(' ')} `,
  ),
  [`what announces ${id}`]: filled((triggers ?? misses).join('')),
})

/**
 * Texts of 100 kB that are made to be slow. What backtracks, or looks far for an end, shows here.
 *
 * @param step of the rules, every so manieth.
 */
export const hardTexts = (step: number): ReadonlyMap<string, string> =>
  new Map([
    ...Object.entries(floods),
    ...allRules.filter((_, i) => i % step === 0).flatMap((rule) => Object.entries(ofRule(rule))),
  ])
