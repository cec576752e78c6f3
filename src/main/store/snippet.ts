import { limits } from '../../shared/limits.ts'
import { otherLetterPattern, piecesOf } from './bigram.ts'

/** The length of text searched at a time, and the length shown around the first hit. */
const scanned = 100_000
/** Longer than any hit: one that begins in the last part of a stretch belongs to the next. */
const overlap = 2 * 9 * limits.query
const before = 40
const shown = 160

export type Snippet = { readonly snippet: string; readonly marks: [number, number][] }

/** A folded text, and the origin in the text of each code unit; null: the same offset. */
type FoldedSnippet = { readonly text: string; readonly origin: readonly number[] | null }

/**
 * ASCII, common punctuation, kana, Han, Hangul, full-width punctuation: folding these moves
 * nothing. Most texts consist of these, and most parts of other texts.
 */
const unmovedUnits = String.raw`\0-\u00bf\u2010-\u2027\u2030-\u205e\u2e80-\ua4cf\uac00-\ud7ff\uff00-\uff20\uff3b-\uffef`
const unmoved = new RegExp(`^[${unmovedUnits}]*$`)
const runs = new RegExp(`[${unmovedUnits}]+|[^${unmovedUnits}]`, 'gu')

// Outside such runs, folds character by character, so that every code unit of the folded text has
// an origin.
const foldWithOrigin = (text: string): FoldedSnippet => {
  if (unmoved.test(text)) return { text: text.toLowerCase(), origin: null }
  let folded = ''
  const origin: number[] = []
  for (const { 0: run, index } of text.matchAll(runs)) {
    if (unmoved.test(run)) {
      folded += run.toLowerCase()
      for (let i = 0; i < run.length; i++) origin.push(index + i)
      continue
    }
    const plain = run
      .normalize('NFD')
      .replace(/[\u0300-\u036f]/g, '')
      .normalize('NFC')
      .toLowerCase()
    for (let i = 0; i < plain.length; i++) origin.push(index)
    folded += plain
  }
  origin.push(text.length)
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

/** Start of a snippet: a little before the hit, at a word boundary where the script has spaces. */
const startOf = (text: string, hit: number): number => {
  const cut = whole(text, Math.max(0, hit - before))
  if (cut === 0) return 0
  const space = text.slice(cut, hit).search(/\s\S/)
  return space === -1 ? cut : cut + space + 1
}

type SnippetHit = { readonly from: number; readonly to: number }

/**
 * Hits from the first on, as far as one stretch of the text reaches, or all of them; offsets refer
 * to `text`.
 */
const hitsIn = function* (text: string, pattern: RegExp, isAll: boolean): Generator<SnippetHit> {
  const length = Math.min(text.length, limits.body)
  let told = 0
  for (let begin = 0; begin < length;) {
    const stretch = text.slice(begin, whole(text, Math.min(length, begin + scanned)))
    const { text: folded, origin } = foldWithOrigin(stretch)
    const at = (unit: number): number => (origin === null ? unit : (origin[unit] ?? stretch.length))
    const isLast = begin + stretch.length >= length
    // The first character serves only lookbehind; the last ones belong to the next stretch.
    const first = begin === 0 ? 0 : 1
    const end = isLast ? stretch.length : stretch.length - overlap
    let found = false
    pattern.lastIndex = 0
    for (
      let hit = pattern.exec(folded);
      hit !== null && hit[0] !== '';
      hit = pattern.exec(folded)
    ) {
      const from = at(hit.index)
      // Stretches overlap by a letter.
      if (from < first || begin + from < told) continue
      if ((isAll || !found) && from >= end) break
      found = true
      told = begin + at(hit.index + hit[0].length)
      yield { from: begin + from, to: told }
    }
    if ((found && !isAll) || isLast) return
    begin = whole(text, begin + end - 2)
  }
}

/**
 * The text around the first hit, on one line, with every hit in it marked; null when nothing in
 * `text` matches. Offsets are UTF-16 code units of `snippet`, which is in NFC.
 */
export const snippetOf = (source: string, pattern: RegExp): Snippet | null => {
  const text = source.normalize('NFC')
  let start: number | null = null
  let end = 0
  const marks: [number, number][] = []
  for (const { from, to } of hitsIn(text, pattern, false)) {
    if (start === null) {
      start = startOf(text, from)
      end = whole(text, Math.min(text.length, start + shown))
    }
    if (from >= end) break
    const shift = (start === 0 ? 0 : 1) - start
    marks.push([from + shift, Math.min(to, end) + shift])
  }
  if (start === null) return null
  return { snippet: (start === 0 ? '' : '…') + oneLine(text.slice(start, end)), marks }
}

/** A letter with its marks, or a syllable in parts: what NFC makes one. */
const composed = /[\u1100-\u115f][\u1160-\u11a7][\u11a8-\u11ff]?|\P{M}\p{M}*|\p{M}+/gu

/** Every hit in a text, at most `most`; offsets are UTF-16 code units of `source` as it is. */
export const placesOf = (source: string, pattern: RegExp, most: number): SnippetHit[] => {
  const text = source.normalize('NFC')
  const hits: SnippetHit[] = []
  for (const hit of hitsIn(text, pattern, true)) {
    if (hits.length >= most) break
    hits.push(hit)
  }
  if (text === source || hits.length === 0) return hits
  // Both texts side by side, up to each end of a hit.
  const clusters = source.matchAll(composed)
  let [at, inText] = [0, 0]
  const originOf = (offset: number): number => {
    while (inText < offset) {
      const next = clusters.next()
      if (next.done === true) break
      at = next.value.index + next.value[0].length
      inText += next.value[0].normalize('NFC').length
    }
    return at
  }
  return hits.map(({ from, to }) => ({ from: originOf(from), to: originOf(to) }))
}

/** The beginning of a text, for hits without search words. */
export const beginning = (source: string): Snippet => {
  const text = source.normalize('NFC').slice(0, scanned)
  return { snippet: oneLine(text.slice(0, whole(text, Math.min(text.length, shown)))), marks: [] }
}
