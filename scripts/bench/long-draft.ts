import { readCorpus } from '../../tests/corpus/measure.ts'
import type { CorpusLanguage } from '../../tests/corpus/measure.ts'
import type { Random } from '../soak/random.ts'

/** Words as Unicode counts them; Chinese by dictionary. */
const wordsIn = (text: string, words: Intl.Segmenter): number => {
  let count = 0
  for (const { isWordLike } of words.segment(text)) if (isWordLike === true) count += 1
  return count
}

/**
 * A draft of at least `words` words: sentences of the labelled corpus in seeded order, in
 * paragraphs. So it has about as much to mark as anything that people write, and more than most.
 */
export const longDraft = (language: CorpusLanguage, words: number, random: Random): string => {
  const sentences = readCorpus(language)
  const segmenter = new Intl.Segmenter(language, { granularity: 'word' })
  let draft = ''
  for (let count = 0, i = 1; count < words; i += 1) {
    const sentence = random.pick(sentences).t
    count += wordsIn(sentence, segmenter)
    draft += sentence + (i % 6 === 0 ? '\n\n' : language === 'zh' ? '' : ' ')
  }
  return draft
}
