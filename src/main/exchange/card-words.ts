import { wordlist as english } from '@scure/bip39/wordlists/english.js'
import { wordlist as korean } from '@scure/bip39/wordlists/korean.js'
import { wordlist as chinese } from '@scure/bip39/wordlists/simplified-chinese.js'
import type { HeardWords } from '../../shared/compared-words.ts'
import type { languages } from '../../shared/vocabularies.ts'

type WordListLanguage = (typeof languages)[number]

/** Public lists of 2048 words each, the same everywhere: BIP-39. A word stands for eleven bits. */
const lists: Readonly<Record<WordListLanguage, readonly string[]>> = {
  en: english,
  ko: korean,
  zh: chinese,
}

/** 132 bits: more than anybody can search through for a second key with the same words. */
const count = 12
const bitsOfWord = 11

const indexes = (digest: Uint8Array): number[] => {
  const bits = [...digest].map((byte) => byte.toString(2).padStart(8, '0')).join('')
  return Array.from({ length: count }, (_, i) =>
    Number.parseInt(bits.slice(i * bitsOfWord, (i + 1) * bitsOfWord), 2),
  )
}

/**
 * The first 132 bits of a digest as twelve words, the same places of the list in each language, so
 * that two people can compare in different ones. Composed letters (NFC), as a keyboard gives them.
 */
export const cardWords = (digest: Uint8Array): Record<WordListLanguage, string[]> => {
  const at = indexes(digest)
  const inLanguage = (language: WordListLanguage): string[] =>
    at.map((index) => (lists[language][index] ?? '').normalize('NFC'))
  return { en: inLanguage('en'), ko: inLanguage('ko'), zh: inLanguage('zh') }
}

/** A word as somebody typed it, so that it can be compared with one of `cardWords`. */
export const typedWord = (word: string): string => word.trim().normalize('NFC').toLowerCase()

/** Do the words that were typed stand at their places among those of a digest? */
export const areWordsOf = (digest: Uint8Array, { language, heard }: HeardWords): boolean => {
  const words = cardWords(digest)[language]
  return heard.every(({ at, word }) => typedWord(word) === words[at])
}
