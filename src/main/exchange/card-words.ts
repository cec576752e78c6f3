import { wordlist as english } from '@scure/bip39/wordlists/english.js'
import { wordlist as korean } from '@scure/bip39/wordlists/korean.js'
import { wordlist as chinese } from '@scure/bip39/wordlists/simplified-chinese.js'
import type { HeardWords } from '../../shared/compared-words.ts'
import type { languages } from '../../shared/vocabularies.ts'

type WordListLanguage = (typeof languages)[number]

/** Public lists of 2048 words each, identical everywhere: BIP-39. A word encodes eleven bits. */
const lists: Readonly<Record<WordListLanguage, readonly string[]>> = {
  en: english,
  ko: korean,
  zh: chinese,
}

/** 132 bits: too many to search for a second key with the same words. */
const count = 12
const bitsOfWord = 11

const indexes = (digest: Uint8Array): number[] => {
  const bits = [...digest].map((byte) => byte.toString(2).padStart(8, '0')).join('')
  return Array.from({ length: count }, (_, i) =>
    Number.parseInt(bits.slice(i * bitsOfWord, (i + 1) * bitsOfWord), 2),
  )
}

/**
 * The first 132 bits of a digest as twelve words, with the same list positions in each language, so
 * that two people can compare in different ones. Composed letters (NFC), as a keyboard produces
 * them.
 */
export const cardWords = (digest: Uint8Array): Record<WordListLanguage, string[]> => {
  const at = indexes(digest)
  const inLanguage = (language: WordListLanguage): string[] =>
    at.map((index) => (lists[language][index] ?? '').normalize('NFC'))
  return { en: inLanguage('en'), ko: inLanguage('ko'), zh: inLanguage('zh') }
}

/** Normalises a typed word for comparison with those of `cardWords`. */
export const typedWord = (word: string): string => word.trim().normalize('NFC').toLowerCase()

/** Do the typed words match those of a digest at their positions? */
export const areWordsOf = (digest: Uint8Array, { language, heard }: HeardWords): boolean => {
  const words = cardWords(digest)[language]
  return heard.every(({ at, word }) => typedWord(word) === words[at])
}
