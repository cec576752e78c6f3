import { foldedUnits } from './folded-text.ts'
import { limits } from './limits.ts'
import { normalized } from './normalized.ts'
import type { ReportContent } from './records.ts'

/**
 * Letters, digits and, where they are vowels, marks of scripts that are written without spaces
 * between words. `scx` rather than `sc`: the long-vowel mark of kana belongs to no single script.
 */
const spaceless = String.raw`[
  [[\p{scx=Han}\p{scx=Hangul}\p{scx=Hiragana}\p{scx=Katakana}]&&[\p{L}\p{N}]]
  [[\p{scx=Thai}\p{scx=Lao}\p{scx=Khmer}\p{scx=Myanmar}]&&[\p{L}\p{N}\p{M}]]
]`.replaceAll(/\s/g, '')

/** A letter, digit or mark in a word of any other script, for an expression with the flag `v`. */
export const letterOfWord = String.raw`[[\p{L}\p{N}\p{M}\p{Co}]--${spaceless}]`

/** With which such a word begins: a mark alone is none. */
const beginsWord = String.raw`[[\p{L}\p{N}\p{Co}]--${spaceless}]`

const pieces = new RegExp(`(?<spaceless>${spaceless}+)|${beginsWord}${letterOfWord}*`, 'gv')

/** A run of letters: of scripts without spaces, or a word of another. */
export type WordPiece = { readonly text: string; readonly isSpaceless: boolean }

/** The runs of letters in a text, in order. */
export const piecesOf = (text: string): WordPiece[] =>
  [...normalized(text, 'NFC').matchAll(pieces)].map((match) => ({
    text: match[0],
    isSpaceless: match.groups?.['spaceless'] !== undefined,
  }))

const [noLetter, ofWord, itself, mark] = [1, 2, 3, 4]
const isSpaceless = new RegExp(`^${spaceless}`, 'v')
const isOfWord = new RegExp(`^${beginsWord}`, 'v')
const isMark = new RegExp(`^${letterOfWord}`, 'v')
/** Of each code point that was seen, what it is in the index; 0 for the others. */
const seen = new Uint8Array(0x11_0000)

const kindOf = (point: number): number => {
  const known = seen[point] ?? 0
  if (known !== 0) return known
  const character = String.fromCodePoint(point)
  const kind = isSpaceless.test(character)
    ? itself
    : isOfWord.test(character)
      ? ofWord
      : isMark.test(character)
        ? mark
        : noLetter
  seen[point] = kind
  return kind
}

/**
 * Code units of a word in the index; the rest of a longer one is left out. No query is as long, and
 * the engine cuts words of 32 kB in the middle of a letter.
 */
const longestWord = 600

/** Between two runs of a script without spaces: no phrase reaches across it unnoticed. */
const gap = '。'
const space = 0x20
const utf16 = new TextDecoder('utf-16le', { ignoreBOM: true })

/**
 * Text as the index takes it: its words in order, folded, with a space before each. Each letter of a
 * script without spaces is a word, and {@link gap} is one between two runs of them: `북송된 사람` is
 * ` 북 송 된 。 사 람` (ADR 0052). The engine's tokenizer finds exactly these words, because they
 * contain nothing that it takes for a space. Unit by unit: a million letters take 0.02 s, with
 * expressions 0.27 s.
 */
export const indexText = (text: string): string => {
  const from = foldedUnits(normalized(text, 'NFC'))
  // A space is before each letter at most, and a gap of two in place of what is no letter.
  const units = new Uint16Array(2 * from.length + 2)
  let length = 0
  let before = noLetter
  let last = noLetter
  let begun = 0
  for (let at = 0; at < from.length; at += 1) {
    const unit = from[at] ?? 0
    const next = from[at + 1] ?? 0
    const isPair = unit >> 10 === 0x36 && next >> 10 === 0x37
    const own = kindOf(isPair ? 0x1_0000 + ((unit & 0x3ff) << 10) + (next & 0x3ff) : unit)
    // In a word, as a letter; elsewhere it separates.
    const kind = own !== mark ? own : before === ofWord ? ofWord : noLetter
    if (kind !== noLetter) {
      if (kind === itself && last === itself && before === noLetter) {
        units[length++] = space
        units[length++] = gap.charCodeAt(0)
      }
      if (kind === itself || before !== ofWord) {
        begun = length
        units[length++] = space
      }
      if (length - begun < longestWord) {
        units[length++] = unit
        if (isPair) units[length++] = next
      }
      last = kind
    }
    before = kind
    if (isPair && own !== noLetter) at += 1
  }
  // No lone surrogate is a letter.
  return utf16.decode(units.subarray(0, length))
}

/** The words of {@link indexText}. */
export const indexWords = (text: string): string[] => indexText(text).split(' ').slice(1)

/** The searched parts of a report. */
export type SearchText = {
  readonly title: string
  readonly body: string
  readonly translation: string
}

/** A private-use character is a word of its own: no phrase reaches across it. */
export const border = ' \ue000 '

/** The searched parts of a report, in clear. */
export const searchableText = ({ title, body, translations }: ReportContent): SearchText => ({
  title,
  body,
  translation: translations.flatMap((one) => [one.title, one.body]).join(border),
})

/** The searched parts of a report, as the index takes them: title, text and translations. */
export type IndexedText = readonly [string, string, string]

export const indexedText = (report: ReportContent): IndexedText => {
  const { title, body, translation } = searchableText(report)
  return [indexText(title), indexText(body), indexText(translation)]
}

/** Has a text of {@link indexText} more words, or more different ones, than a report may have? */
const hasTooManyWords = (texts: IndexedText): boolean => {
  const letters = new Uint8Array(0x11_0000)
  const words = new Set<string>()
  let [all, different] = [0, 0]
  for (const text of texts) {
    // After a space, one letter or a word.
    for (let at = 1; at < text.length; at += 1) {
      const point = text.codePointAt(at) ?? 0
      const end = text.indexOf(' ', at)
      const to = end === -1 ? text.length : end
      if (to - at <= 2 && kindOf(point) !== ofWord) {
        different += letters[point] === 0 ? 1 : 0
        letters[point] = 1
      } else words.add(text.slice(at, to))
      all += 1
      at = to
    }
  }
  return all > limits.words || different + words.size > limits.differentWords
}

/**
 * As {@link indexedText}; null if the report has more letters in NFC, more words, or more different
 * ones, than the index takes out and in again at once (ADR 0052). A letter of a script without spaces
 * is a word, and so is what separates two runs of them, or two translations.
 */
export const fittingIndexedText = (report: ReportContent): IndexedText | null => {
  const texts = Object.values(searchableText(report))
  const characters = (form: (text: string) => string): number =>
    texts.reduce((sum, text) => sum + form(text).length, 0)
  if (characters((text) => text) <= limits.differentWords) return indexedText(report)
  // Some characters are three in NFC.
  if (characters((text) => normalized(text, 'NFC')) > limits.revisionContent) return null
  const indexed = indexedText(report)
  return hasTooManyWords(indexed) ? null : indexed
}

/** A word or phrase for the index. */
export type IndexPhrase = {
  readonly expression: string
  readonly words: readonly string[]
  /** Does the last word also find words that begin with it? */
  readonly open: boolean
}

/**
 * A word or phrase as FTS5 takes it, or null when it has no letters. A run of a script without
 * spaces matches inside longer runs, at its beginning and at its end.
 */
export const indexPhraseOf = (text: string, prefix: boolean): IndexPhrase | null => {
  const words = indexWords(text)
  const last = words.at(-1)
  if (last === undefined) return null
  const open = prefix && kindOf(last.codePointAt(0) ?? 0) === ofWord
  return { expression: `"${words.join(' ')}"${open ? ' *' : ''}`, words, open }
}

/** The expression of {@link indexPhraseOf}. */
export const phraseExpression = (text: string, prefix: boolean): string | null =>
  indexPhraseOf(text, prefix)?.expression ?? null
