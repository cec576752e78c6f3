import type { Spelling } from '../../shared/spellings.ts'

type SpellingNode = {
  readonly next: Map<string, SpellingNode>
  /** Replacement for the word that ends here. */
  instead: string | null
  /** A preferred spelling ends here. */
  isRight: boolean
}

/** A search index of spellings. */
export type SpellingIndex = {
  readonly root: SpellingNode
  /** Length of the longest word, in UTF-16 code units. */
  readonly longest: number
}

export type FoundSpelling = {
  readonly start: number
  readonly end: number
  readonly preferred: string
}

const node = (): SpellingNode => ({ next: new Map(), instead: null, isRight: false })

/** Maps one unit to one unit, so that offsets stay valid. */
const fold = (unit: string): string => {
  const lower = unit.toLowerCase()
  return lower.length === 1 ? lower : unit
}

const wordOf = (root: SpellingNode, word: string): SpellingNode => {
  let at = root
  for (let index = 0; index < word.length; index += 1) {
    const unit = fold(word.charAt(index))
    const next = at.next.get(unit) ?? node()
    at.next.set(unit, next)
    at = next
  }
  return at
}

export const spellingIndex = (spellings: readonly Spelling[]): SpellingIndex => {
  const root = node()
  let longest = 0
  for (const { preferred, variants } of spellings) {
    wordOf(root, preferred).isRight = true
    for (const variant of variants) wordOf(root, variant).instead = preferred
    longest = Math.max(longest, preferred.length, ...variants.map((one) => one.length))
  }
  return { root, longest }
}

const isWordUnit = /[\p{L}\p{N}\p{M}]/u
const isHangul = /\p{sc=Hangul}/u
const isUnspaced = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]/u

/** Scripts with spaces between words: only whole words match. */
const isSpaced = (unit: string): boolean =>
  isWordUnit.test(unit) && !isHangul.test(unit) && !isUnspaced.test(unit)

/**
 * A Korean word starts after a space and takes particles at its end. Neither applies to Chinese.
 */
const begins = (before: string, first: string): boolean =>
  !(isSpaced(first) && isSpaced(before)) && !(isHangul.test(first) && isHangul.test(before))

const ends = (last: string, after: string): boolean => !(isSpaced(last) && isSpaced(after))

/**
 * Finds spellings to replace, in text order. The longest match counts: a preferred spelling is left
 * alone even if it contains a shorter match. Time is at most the length of the text times that of
 * the longest word, and far less in practice.
 */
export const findSpellings = ({ root }: SpellingIndex, text: string): FoundSpelling[] => {
  const found: FoundSpelling[] = []
  let start = 0
  while (start < text.length) {
    let at = root.next.get(fold(text.charAt(start)))
    if (at === undefined || !begins(text.charAt(start - 1), text.charAt(start))) {
      start += 1
      continue
    }
    let end = start + 1
    let longest: { readonly end: number; readonly word: SpellingNode } | null = null
    while (at !== undefined) {
      const isWord = at.isRight || at.instead !== null
      if (isWord && ends(text.charAt(end - 1), text.charAt(end))) longest = { end, word: at }
      at = at.next.get(fold(text.charAt(end)))
      end += 1
    }
    if (longest === null) {
      start += 1
      continue
    }
    const { instead } = longest.word
    if (instead !== null && text.slice(start, longest.end) !== instead) {
      found.push({ start, end: longest.end, preferred: instead })
    }
    start = longest.end
  }
  return found
}
