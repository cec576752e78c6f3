import { corpusLanguages, readCorpus } from '../../tests/corpus/measure.ts'
import type { CorpusLanguage } from '../../tests/corpus/measure.ts'
import { seededRandom } from '../soak/random.ts'
import type { Random } from '../soak/random.ts'

/** Words of one language, the frequent ones first, as in its texts. */
export type Vocabulary = {
  readonly language: CorpusLanguage
  readonly words: readonly string[]
  /** A new word, like a name, a place or a misspelling. */
  readonly coin: (random: Random) => string
}

const hangul = [
  ...'가강거경고구금기길김나남단도동두라련리림만명문미박배백변병봉북산삼상서선성소송수숙순신안양영오옥용운원유윤은을이인일임장전정조주준중지진차창천철청최춘충태평포하학한해혁현호홍화황회효후희',
]
const han = [
  ...'安白宝北本边冰长成城春大丹德东二方丰福高光广贵国海汉河红后湖华黄惠火吉江金京九开兰老李力立连林龙满美门明木南宁平青泉人日三山上沈生石水松太天田铁图土王文西下仙香小新兴学延阳阴永元月云中州珠子',
]
const latin = [
  'an',
  'bo',
  'chang',
  'dok',
  'eun',
  'ga',
  'ham',
  'in',
  'jong',
  'kang',
  'li',
  'mun',
  'na',
  'ok',
  'pyong',
  'ryong',
  'sam',
  'tan',
  'un',
  'won',
  'ye',
]

const syllables: Readonly<Record<CorpusLanguage, readonly string[]>> = {
  en: latin,
  ko: hangul,
  zh: han,
}

const coinFrom =
  (parts: readonly string[]) =>
  (random: Random): string =>
    Array.from({ length: 2 + random.below(2) }, () => random.pick(parts)).join('')

const plain = /^[\p{L}\p{N}]+$/u

const collect = (language: CorpusLanguage): Vocabulary => {
  const counts = new Map<string, number>()
  const segmenter = new Intl.Segmenter(language, { granularity: 'word' })
  for (const { t } of readCorpus(language)) {
    for (const { segment, isWordLike } of segmenter.segment(t)) {
      // Not words with invisible characters: a title would refuse them.
      if (isWordLike === true && plain.test(segment))
        counts.set(segment, (counts.get(segment) ?? 0) + 1)
    }
  }
  const words = [...counts]
    .sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
    .map(([word]) => word)
  return { language, words, coin: coinFrom(syllables[language]) }
}

export const vocabularies = (): Readonly<Record<CorpusLanguage, Vocabulary>> => {
  const [en, ko, zh] = corpusLanguages.map(collect)
  if (en === undefined || ko === undefined || zh === undefined) throw new Error('no corpus')
  return { en, ko, zh }
}

/** Zipf: the word of rank r about 1/r as often as the first; one in sixty is coined. */
export const nextWord = ({ words, coin }: Vocabulary, random: Random): string => {
  if (random.below(60) === 0) return coin(random)
  const rank = Math.floor((words.length + 1) ** random.fraction()) - 1
  return words[Math.min(rank, words.length - 1)] ?? ''
}

const script: Readonly<Record<CorpusLanguage, RegExp>> = {
  en: /^[A-Za-z]+$/,
  ko: /^\p{sc=Hangul}+$/u,
  zh: /^\p{sc=Han}+$/u,
}

/**
 * Sixteen words to search for, neither stop-words nor rare, cut to this many characters; only words
 * in the language's own script, since reading for Latin letters would have to fold case.
 */
export const searchedWords = (
  { language, words }: Vocabulary,
  characters: number,
): readonly string[] => {
  const cut = words
    .slice(200, 1_400)
    .filter((word) => script[language].test(word))
    .map((word) => [...word].slice(0, characters).join(''))
    .filter((word) => language === 'en' || [...word].length === characters)
  const random = seededRandom(11)
  return Array.from({ length: 16 }, () => random.pick(cut))
}
