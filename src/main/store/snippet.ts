import { foldWithOrigin } from '../../shared/folded-text.ts'
import { border, letterOfWord, piecesOf } from '../../shared/index-words.ts'
import { limits } from '../../shared/limits.ts'
import { normalized } from '../../shared/normalized.ts'
import type { Steps } from '../../shared/steps.ts'

/** The length of text searched at a time; of one that almost has a long phrase everywhere, less. */
const [scanned, scannedForLong] = [100_000, 25_000]
/** Longer than any hit: one that begins in the last part of a stretch belongs to the next. */
const overlap = 2 * 9 * limits.query
const before = 40
const shown = 160

export type Snippet = { readonly snippet: string; readonly marks: [number, number][] }

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')

type SnippetHit = { readonly from: number; readonly to: number }

/**
 * Words in one expression, or in the beginnings of all phrases together: the engine takes half a
 * second to make and compile 250.
 */
const wordsAtOnce = 16

/** An expression that is made where it is first needed, and then compiled for each kind of text. */
type LaterExpression = () => RegExp

const later = (source: string, flags: string): LaterExpression => {
  let made: RegExp | null = null
  return () => (made ??= new RegExp(source, flags))
}

/** Parts of a phrase: each begins where the one before ends. */
type PhraseParts = { readonly first: string; readonly rest: readonly LaterExpression[] }

/** Between two words: what is no letter. */
const between = String.raw`[^\p{L}\p{N}]{0,8}`

type PatternTerm = { readonly text: string; readonly prefix: boolean }

const partsOf = (term: PatternTerm, atFirst: number): PhraseParts | null => {
  const pieces = piecesOf(foldWithOrigin(term.text).text)
  const words = pieces.map((piece, i) => {
    const open = piece.isSpaceless || (term.prefix && i === pieces.length - 1)
    const start = piece.isSpaceless ? '' : `(?<!${letterOfWord})`
    return `${start}${escaped(piece.text)}${open ? '' : `(?!${letterOfWord})`}`
  })
  if (words.length === 0) return null
  // A word that begins with a mark could also end what is between: then one expression must decide.
  const isDivided = pieces.slice(1).every(({ text }) => /^[\p{L}\p{N}]/u.test(text))
  const most = isDivided ? atFirst : words.length
  const rest: LaterExpression[] = []
  for (let from = most; from < words.length; from += wordsAtOnce) {
    const next = words.slice(from, from + wordsAtOnce).join(between)
    rest.push(later(`${between}${next}`, 'vy'))
  }
  return { first: words.slice(0, most).join(between), rest }
}

/** How the words of a query are found in a text. */
export type HitPattern = {
  /**
   * The first hit in a folded text from a place on: of several there, that of the first term.
   * Yields: after an expression is made, after it is compiled for a text, and among places without
   * a hit.
   */
  readonly next: (folded: string, from: number) => Steps<SnippetHit | null>
  /** How much text is searched at a time. */
  readonly scanned: number
}

/** Places that begin like a hit and are looked at before a pause. */
const placesAtOnce = 1_000

/** Matches what the index matches: scripts without spaces anywhere, other words whole or from their beginning. */
export const hitPattern = (terms: readonly PatternTerm[]): HitPattern | null => {
  const atFirst = Math.max(1, Math.floor(wordsAtOnce / Math.max(1, terms.length)))
  const phrases = terms.map((term) => partsOf(term, atFirst)).filter((parts) => parts !== null)
  if (phrases.length === 0) return null
  const any = later(phrases.map(({ first }) => `(${first})`).join('|'), 'gv')
  const firsts = phrases.map(({ first }) => later(first, 'vy'))
  const made = new Set<LaterExpression>()
  /** The expressions that are compiled for this text. */
  const used = new Set<LaterExpression>()
  let current = ''
  /** Made and compiled, with a pause after each. */
  const prepared = function* (expression: LaterExpression, folded: string): Steps<void> {
    if (!made.has(expression)) {
      made.add(expression)
      expression()
      yield
    }
    const own = expression()
    // Compiles it and finds nothing.
    own.lastIndex = folded.length
    own.test(folded)
    used.add(expression)
    yield
  }
  const endOf = function* (
    folded: string,
    from: number,
    parts: readonly LaterExpression[],
  ): Steps<number | null> {
    let end = from
    for (const part of parts) {
      if (!used.has(part)) yield* prepared(part, folded)
      const own = part()
      own.lastIndex = end
      if (!own.test(folded)) return null
      end = own.lastIndex
    }
    return end
  }
  const next = function* (folded: string, from: number): Steps<SnippetHit | null> {
    if (folded !== current) used.clear()
    current = folded
    for (let [at, looked] = [from, 1]; ; looked += 1) {
      if (!used.has(any)) yield* prepared(any, folded)
      any().lastIndex = at
      const hit = any().exec(folded)
      if (hit === null || hit[0] === '') return null
      const { index } = hit
      const found = hit.findIndex((group, i) => i > 0 && group !== undefined) - 1
      const own = yield* endOf(folded, index + hit[0].length, phrases[found]?.rest ?? [])
      if (own !== null) return { from: index, to: own }
      for (let i = found + 1; i < phrases.length; i += 1) {
        const [first, rest] = [firsts[i], phrases[i]?.rest ?? []]
        const end = first === undefined ? null : yield* endOf(folded, index, [first, ...rest])
        if (end !== null) return { from: index, to: end }
      }
      at = index + ((folded.codePointAt(index) ?? 0) > 0xffff ? 2 : 1)
      if (looked % placesAtOnce === 0) yield
    }
  }
  const isLong = phrases.some(({ rest }) => rest.length > 0)
  return { next, scanned: isLong ? scannedForLong : scanned }
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

/**
 * Hits from the first on, as far as one stretch of the text reaches, or all of them; offsets refer
 * to `text`. Undefined is a pause: after each stretch, and where the pattern yields.
 */
const hitsIn = function* (
  text: string,
  pattern: HitPattern,
  isAll: boolean,
): Generator<SnippetHit | undefined, void, void> {
  const { length } = text
  let told = 0
  for (let begin = 0; begin < length;) {
    const stretch = text.slice(begin, whole(text, Math.min(length, begin + pattern.scanned)))
    const { text: folded, origin } = foldWithOrigin(stretch)
    const at = (unit: number): number => (origin === null ? unit : (origin[unit] ?? stretch.length))
    const isLast = begin + stretch.length >= length
    // The first character serves only lookbehind; the last ones belong to the next stretch.
    const first = begin === 0 ? 0 : 1
    const end = isLast ? stretch.length : stretch.length - overlap
    let found = false
    for (let next = 0; ;) {
      const hit: SnippetHit | null = yield* pattern.next(folded, next)
      if (hit === null) break
      next = hit.to
      const from = at(hit.from)
      // Stretches overlap by a letter.
      if (from < first || begin + from < told) continue
      if ((isAll || !found) && from >= end) break
      found = true
      told = begin + at(hit.to)
      yield { from: begin + from, to: told }
    }
    if ((found && !isAll) || isLast) return
    begin = whole(text, begin + end - 2)
    yield
  }
}

/** A text in NFC, a translation at a time: between two there is a {@link border}. Yields. */
const composedText = function* (source: string): Steps<string> {
  const parts: string[] = []
  for (const part of source.split(border)) {
    parts.push(normalized(part, 'NFC'))
    yield
  }
  return parts.join(border)
}

/**
 * The text around the first hit, on one line, with every hit in it marked; null when nothing in
 * `text` matches. Offsets are UTF-16 code units of `snippet`, which is in NFC. Yields.
 */
export const snippetOf = function* (source: string, pattern: HitPattern): Steps<Snippet | null> {
  const text = yield* composedText(source)
  let start: number | null = null
  let end = 0
  const marks: [number, number][] = []
  for (const hit of hitsIn(text, pattern, false)) {
    if (hit === undefined) {
      yield
      continue
    }
    const { from, to } = hit
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

/** How many of those are read before a pause. */
const clustersAtOnce = 10_000

/**
 * Every hit in a text, at most `most`; offsets are UTF-16 code units of `source` as it is. Yields.
 */
export const placesOf = function* (
  source: string,
  pattern: HitPattern,
  most: number,
): Steps<SnippetHit[]> {
  const text = yield* composedText(source)
  const hits: SnippetHit[] = []
  for (const hit of hitsIn(text, pattern, true)) {
    if (hits.length >= most) break
    if (hit === undefined) yield
    else hits.push(hit)
  }
  if (text === source || hits.length === 0) return hits
  // Both texts side by side, up to each end of a hit.
  const clusters = source.matchAll(composed)
  let [at, inText, read] = [0, 0, 0]
  const originOf = function* (offset: number): Steps<number> {
    while (inText < offset) {
      const next = clusters.next()
      if (next.done === true) break
      at = next.value.index + next.value[0].length
      inText += normalized(next.value[0], 'NFC').length
      read += 1
      if (read % clustersAtOnce === 0) yield
    }
    return at
  }
  const places: SnippetHit[] = []
  for (const { from, to } of hits)
    places.push({ from: yield* originOf(from), to: yield* originOf(to) })
  return places
}

/** The beginning of a text, for hits without search words. */
export const beginning = (source: string): Snippet => {
  const text = normalized(source.slice(0, 2 * scanned), 'NFC').slice(0, scanned)
  return { snippet: oneLine(text.slice(0, whole(text, Math.min(text.length, shown)))), marks: [] }
}
