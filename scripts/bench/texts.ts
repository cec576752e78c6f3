import type { CorpusLanguage } from '../../tests/corpus/measure.ts'
import type { Random } from '../soak/random.ts'
import { nextWord } from './words.ts'
import type { Vocabulary } from './words.ts'

const languageOf = (random: Random): CorpusLanguage => {
  const at = random.below(10)
  if (at < 4) return 'en'
  return at < 7 ? 'ko' : 'zh'
}

const marks: Readonly<Record<CorpusLanguage, readonly [comma: string, stop: string, gap: string]>> =
  {
    en: [', ', '. ', ' '],
    ko: [', ', '. ', ' '],
    zh: ['，', '。', ''],
  }

const bytesOf = (text: string): number => Buffer.byteLength(text)

/** Sentences up to a size in bytes, paragraphs in between. */
const prose = (vocabulary: Vocabulary, bytes: number, random: Random): string => {
  const [comma, stop, gap] = marks[vocabulary.language]
  const parts: string[] = []
  for (let size = 0, inSentence = 0; size < bytes;) {
    const word = nextWord(vocabulary, random)
    inSentence += 1
    const ends = inSentence > 6 && random.below(9) === 0
    if (ends) inSentence = 0
    const after = ends
      ? stop + (random.below(5) === 0 ? '\n\n' : '')
      : random.below(8) === 0
        ? comma
        : gap
    parts.push(word, after)
    size += bytesOf(word) + bytesOf(after)
  }
  return parts.join('').trim()
}

export type Text = {
  readonly language: CorpusLanguage
  readonly title: string
  readonly body: string
}

/** 40 % English, 30 % Korean, 30 % Chinese; 0.5 to 5 kB of UTF-8, as many at each order of size. */
export const reportText = (
  vocabularies: Readonly<Record<CorpusLanguage, Vocabulary>>,
  random: Random,
): Text => {
  const language = languageOf(random)
  const vocabulary = vocabularies[language]
  return {
    language,
    title: prose(vocabulary, 30, random)
      .slice(0, 80)
      .replace(/[\uD800-\uDBFF]$/, '')
      .replaceAll('\n', ' '),
    body: prose(vocabulary, 500 * 10 ** random.fraction(), random),
  }
}
