import { otherLetterPattern, piecesOf } from './bigram.ts'

/** How much of a text is looked at, and how much of it is shown around the first hit. */
const scanned = 100_000
const before = 40
const shown = 160

export type Snippet = { readonly snippet: string; readonly marks: [number, number][] }

/** A folded text, and where in the text each of its units came from; null: at the same place. */
type Folded = { readonly text: string; readonly origin: readonly number[] | null }

/** ASCII, common punctuation, kana, Hangul, Han: folding these moves nothing. Most texts are such. */
const unmoved = /^[\0-\u00bf\u2010-\u2027\u2030-\u205e\u2e80-\ud7ff]*$/

// Character by character, so that every unit of the folded text knows where it came from.
const foldWithOrigin = (text: string): Folded => {
  if (unmoved.test(text)) return { text: text.toLowerCase(), origin: null }
  let folded = ''
  const origin: number[] = []
  let at = 0
  for (const character of text) {
    const plain = character
      .normalize('NFD')
      .replace(/[\u0300-\u036f]/g, '')
      .normalize('NFC')
      .toLowerCase()
    for (let i = 0; i < plain.length; i++) origin.push(at)
    folded += plain
    at += character.length
  }
  origin.push(at)
  return { text: folded, origin }
}

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')

/** Matches what the index matches: CJK anywhere, other words whole or from their beginning. */
export const hitPattern = (
  terms: readonly { readonly text: string; readonly prefix: boolean }[],
): RegExp | null => {
  const patterns = terms.flatMap((term) => {
    const pieces = piecesOf(foldWithOrigin(term.text).text)
    if (pieces.length === 0) return []
    const parts = pieces.map((piece, i) => {
      const open = piece.cjk || (term.prefix && i === pieces.length - 1)
      const start = piece.cjk ? '' : `(?<!${otherLetterPattern})`
      return `${start}${escaped(piece.text)}${open ? '' : `(?!${otherLetterPattern})`}`
    })
    return [parts.join(String.raw`[^\p{L}\p{N}]{0,8}`)]
  })
  return patterns.length === 0 ? null : new RegExp(patterns.join('|'), 'gu')
}

const oneLine = (text: string): string => text.replace(/[\s\ue000]/g, ' ')

/** Moves a cut off the middle of a surrogate pair. */
const whole = (text: string, at: number): number => {
  const unit = text.charCodeAt(at)
  return at > 0 && unit >= 0xdc00 && unit <= 0xdfff ? at - 1 : at
}

/** Where a snippet begins: a little before the hit, with a whole word where the script has spaces. */
const startOf = (text: string, hit: number): number => {
  const cut = whole(text, Math.max(0, hit - before))
  if (cut === 0) return 0
  const space = text.slice(cut, hit).search(/\s\S/)
  return space === -1 ? cut : cut + space + 1
}

/**
 * The text around the first hit, on one line, with every hit in it marked; null when nothing in
 * `text` matches. Offsets are UTF-16 code units of `snippet`, which is in NFC.
 */
export const snippetOf = (source: string, pattern: RegExp): Snippet | null => {
  const text = source.normalize('NFC').slice(0, scanned)
  const { text: folded, origin } = foldWithOrigin(text)
  const from = (unit: number): number => (origin === null ? unit : (origin[unit] ?? text.length))
  pattern.lastIndex = 0
  const first = pattern.exec(folded)
  if (first === null) return null
  const start = startOf(text, from(first.index))
  const lead = start === 0 ? '' : '…'
  const end = whole(text, Math.min(text.length, start + shown))
  const marks: [number, number][] = []
  for (let hit: RegExpExecArray | null = first; hit !== null; hit = pattern.exec(folded)) {
    if (hit[0] === '') break
    const at = from(hit.index)
    if (at >= end) break
    const shift = lead.length - start
    marks.push([at + shift, Math.min(from(hit.index + hit[0].length), end) + shift])
  }
  return { snippet: lead + oneLine(text.slice(start, end)), marks }
}

/** The beginning of a text, for hits that no words led to. */
export const beginning = (source: string): Snippet => {
  const text = source.normalize('NFC').slice(0, scanned)
  return { snippet: oneLine(text.slice(0, whole(text, Math.min(text.length, shown)))), marks: [] }
}
