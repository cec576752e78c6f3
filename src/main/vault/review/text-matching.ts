import { normalized } from '../../../shared/normalized.ts'

export const wide = /[\p{Script=Han}\p{Script=Hangul}]/u

/** Invisible characters: inside a word they hide it from a search but not from a reader. */
const unseen = /\p{Cf}|\u034f|\u115f|\u1160|\u17b4|\u17b5|\u3164|\uffa0/gu
const joints = /[\p{Pd}'’‘ʼʻ`´·.]/gu

const seen = (text: string): string =>
  normalized(text.replaceAll(unseen, ''), 'NFKC').replace(/\s+/g, ' ')

/** Normalised, to compare two spellings of the same words. */
export const even = (text: string): string => seen(text).toLowerCase().trim()

/**
 * Also without everything in which two spellings of one word differ: hyphens, apostrophes,
 * diacritics, and the separators of digit groups.
 */
export const bare = (text: string): string =>
  normalized(even(text).replaceAll(/['’]s(?!\p{L})/gu, ' '), 'NFKD')
    .replaceAll(/\p{M}/gu, '')
    // NFKD also decomposes Hangul syllables.
    .normalize('NFC')
    .replaceAll(joints, '')
    .replaceAll(/(?<=\d)[\s()/,]+(?=\d)/g, '')
    .trim()

export const trimmed = (text: string): string =>
  text.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '')

/** Common English words that are also names; as a name they begin with a capital. */
const ordinary = new Set(
  (
    'a i an as at be by do go ha he hi ho in is it ma me my no of oh on or pa so to um up us we ' +
    'all and any are but can did for had has her him his how its job may min nor not now off old ' +
    'one our out own ran say see she son the too two was way who why yes yet you young chance will'
  ).split(' '),
)
export const isOrdinary = (word: string): boolean => ordinary.has(word)

const isLetter = /[\p{L}\p{N}]/u

const standsAlone = (text: string, words: string, isRight: (at: number) => boolean): boolean => {
  if (words === '') return false
  for (let at = text.indexOf(words); at !== -1; at = text.indexOf(words, at + 1)) {
    if (!isRight(at)) continue
    if (wide.test(words)) return true
    const before = text.slice(0, at).slice(-1)
    const after = text.slice(at + words.length).slice(0, 1)
    if (!isLetter.test(before) && !isLetter.test(after)) return true
  }
  return false
}

/** A text in the forms that words are searched in. */
export type Reading = {
  readonly plain: string
  readonly lower: string
  readonly bare: string
}
export const reading = (text: string): Reading => {
  const plain = seen(text).trim()
  return { plain, lower: plain.toLowerCase(), bare: bare(text) }
}

/**
 * Whether words occur in a text on their own, as they are or with other hyphens and diacritics.
 * Korean and Chinese put no space around a name.
 *
 * @param words normalised with `even`.
 * @param asName only where they begin with a capital.
 */
export const occurs = (
  { plain, lower, bare: all }: Reading,
  words: string,
  asName: boolean,
): boolean => {
  // Capitals are compared only if both forms have the same length.
  const isCapital = (at: number): boolean =>
    !asName || lower.length !== plain.length || plain[at] !== lower[at]
  if (standsAlone(lower, words, isCapital)) return true
  return !asName && standsAlone(all, bare(words), () => true)
}
