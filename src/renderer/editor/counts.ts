import { useEffect, useState } from 'react'

export type Counts = {
  /** null: not counted, because the text is too long to do it while somebody types. */
  readonly words: number | null
  /** Code points. */
  readonly characters: number
}

/** Beyond this many code units words are no longer counted. */
const longestForWords = 200_000

/** Counts words as the text's language divides them (Chinese has no spaces), and code points. */
export const countText = (text: string, language: string): Counts => {
  let characters = 0
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index)
    if (unit < 0xdc00 || unit > 0xdfff) characters += 1
  }
  if (text.length > longestForWords) return { words: null, characters }
  const locale = language === 'und' ? [] : language
  let words = 0
  for (const part of new Intl.Segmenter(locale, { granularity: 'word' }).segment(text)) {
    if (part.isWordLike === true) words += 1
  }
  return { words, characters }
}

/** The counts of `text`, at most a third of a second behind it. */
export const useCounts = (text: string, language: string): Counts => {
  const [counts, setCounts] = useState(() => countText(text, language))
  useEffect(() => {
    const timer = setTimeout(() => setCounts(countText(text, language)), 300)
    return () => clearTimeout(timer)
  }, [text, language])
  return counts
}
