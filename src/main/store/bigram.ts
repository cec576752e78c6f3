import { normalized } from '../../shared/normalized.ts'

/**
 * Letters and digits of scripts that are written without spaces between words. `scx` rather than
 * `sc`: the long-vowel mark of kana belongs to no single script.
 */
const cjkLetter = String.raw`(?=[\p{L}\p{N}])[\p{scx=Han}\p{scx=Hangul}\p{scx=Hiragana}\p{scx=Katakana}]`
/** One letter or digit of any other script. */
const otherLetter = String.raw`(?!${cjkLetter})[\p{L}\p{N}\p{M}\p{Co}]`
const pieces = new RegExp(`(?<cjk>(?:${cjkLetter})+)|(?:${otherLetter})+`, 'gu')

export const otherLetterPattern = otherLetter

const pairs = (run: string): string[] => {
  const characters = [...run]
  return characters.map((character, i) => character + (characters[i + 1] ?? ''))
}

const plain = (text: string): string => normalized(text, 'NFC').replaceAll('\0', ' ')

const space = 0x20
const oneCjkLetter = new RegExp(`^${cjkLetter}`, 'u')
/** Of each code point that was seen: 1 for no letter of these scripts, 2 for one. */
const seen = new Uint8Array(0x11_0000)

const isCjkLetter = (point: number): boolean => {
  if (seen[point] === 0) seen[point] = oneCjkLetter.test(String.fromCodePoint(point)) ? 2 : 1
  return seen[point] === 2
}

/**
 * Text as the index takes it: every run of CJK letters as overlapping pairs and its last character
 * (`북송된` → `북송 송된 된`), everything else as it is. So that one character is found as the
 * beginning of a token, two as a token, three and more as a phrase (ADR 0003). Unit by unit: a
 * million letters take 0.02 s, with expressions 0.27 s.
 */
export const bigram = (text: string): string => {
  const from = plain(text)
  // A letter is in two pairs, and a space is before each.
  const units = new Uint16Array(3 * from.length)
  let length = 0
  let isInRun = false
  for (let at = 0; at < from.length;) {
    const point = from.codePointAt(at) ?? 0
    const size = point > 0xffff ? 2 : 1
    const isLetter = isCjkLetter(point)
    // The second half of the pair before.
    if (isLetter && isInRun)
      for (let i = 0; i < size; i += 1) units[length++] = from.charCodeAt(at + i)
    if (isLetter || isInRun) units[length++] = space
    for (let i = 0; i < size; i += 1) units[length++] = from.charCodeAt(at + i)
    isInRun = isLetter
    at += size
  }
  if (isInRun) units[length++] = space
  return Buffer.from(units.buffer, 0, 2 * length).toString('utf16le')
}

export type BigramPiece = { readonly text: string; readonly cjk: boolean }

/** The runs of letters in a text, CJK and other, in order. */
export const piecesOf = (text: string): BigramPiece[] =>
  [...plain(text).matchAll(pieces)].map((match) => ({
    text: match[0],
    cjk: match.groups?.['cjk'] !== undefined,
  }))

/** A word or phrase for the index. */
export type SearchPhrase = {
  readonly expression: string
  readonly words: string
  /** Does the last word also find words that begin with it? */
  readonly open: boolean
}

/**
 * A word or phrase as FTS5 takes it, or null when it has no letters. A run of CJK at the end
 * matches inside longer runs; elsewhere it must end where the text's run ends. A single CJK
 * character at the end is always a prefix: it may begin a pair.
 */
export const indexPhraseOf = (text: string, prefix: boolean): SearchPhrase | null => {
  const found = piecesOf(text)
  const last = found.at(-1)
  if (last === undefined) return null
  const words = found
    .flatMap((piece, i) => {
      if (!piece.cjk) return [piece.text]
      const all = pairs(piece.text)
      return i === found.length - 1 && all.length > 1 ? all.slice(0, -1) : all
    })
    .join(' ')
  const open = last.cjk ? [...last.text].length === 1 : prefix
  return { expression: `"${words}"${open ? ' *' : ''}`, words, open }
}

/** The expression of {@link indexPhraseOf}. */
export const phraseExpression = (text: string, prefix: boolean): string | null =>
  indexPhraseOf(text, prefix)?.expression ?? null
