import { normalized } from '../shared/normalized.ts'
import { simplified } from './han-variants.ts'
import { isInvisible } from './invisible.ts'
import { digitView } from './numerals.ts'

/**
 * One text, three views of the same length, and a mapping back. Patterns match NFKC, plain quotes,
 * plain dashes and plain spaces, without invisible characters; findings refer to the original.
 */
export type Folded = {
  readonly original: string
  /** Folded, letter case kept. */
  readonly cased: string
  /** Folded, lower case, simplified characters. */
  readonly lower: string
  /** `lower` with long runs of Hangul and Hanzi digits written as 0-9. */
  readonly digits: string
  /** Original offset where the folded unit at this index starts. */
  readonly starts: Uint32Array
  /** Original offset where it ends. */
  readonly ends: Uint32Array
}

const plain: Readonly<Record<string, string>> = {
  '\u00ba': '°',
  '\u02da': '°',
  '\u2018': "'",
  '\u2019': "'",
  '\u201b': "'",
  '\u02bc': "'",
  '\u2032': "'",
  '\u00b4': "'",
  '\u2033': '"',
  '\u201c': '"',
  '\u201d': '"',
  '\u201e': '"',
  '\u201f': '"',
  '\u00ab': '"',
  '\u00bb': '"',
  '\u2010': '-',
  '\u2011': '-',
  '\u2012': '-',
  '\u2013': '-',
  '\u2014': '-',
  '\u2015': '-',
  '\u2212': '-',
  '\ufe63': '-',
  '\u2043': '-',
  '\u30fb': '·',
  '\u2022': '·',
  '\u2219': '·',
  '\u22c5': '·',
  '\u318d': '·',
  '\u3002': '。',
  '\u3000': ' ',
}

const isJamo = (cp: number): boolean => cp >= 0x1100 && cp <= 0x11ff
const combining = /^\p{M}$/u
const isMark = (cp: number): boolean =>
  cp >= 0x300 && !isPlain(cp) && combining.test(String.fromCodePoint(cp))

/** Needs no normalisation in itself: ASCII, Hangul syllables, common Han. */
const isPlain = (cp: number): boolean =>
  (cp >= 0x20 && cp < 0x7f) ||
  cp === 0x0a ||
  (cp >= 0xac00 && cp <= 0xd7a3) ||
  (cp >= 0x4e00 && cp <= 0x9fff)

const decimal = /^\p{Nd}$/u

/** A decimal digit of any script as 0-9: the digits of a script are consecutive. */
const asciiDigit = (cp: number): string | undefined => {
  if (!decimal.test(String.fromCodePoint(cp))) return undefined
  let zero = cp
  while (cp - zero < 9 && decimal.test(String.fromCodePoint(zero - 1))) zero -= 1
  return cp - zero > 9 ? undefined : String(cp - zero)
}

const formOf = (cluster: string, cp: number): string => {
  const own = plain[cluster]
  if (own !== undefined) return own
  if (cp === 0x09 || cp === 0x0b || cp === 0x0c) return ' '
  if (cp === 0x0a || cp === 0x0d || cp === 0x2028 || cp === 0x2029) return '\n'
  const form = normalized(cluster, 'NFKC')
  if (form.length === 1) return plain[form] ?? (cp > 0x7f ? (asciiDigit(cp) ?? form) : form)
  return asciiDigit(cp) ?? form
}

/** Cached forms of single characters, whose folding depends on no other character. */
const forms = new Map<number, string>()

const foldCluster = (cluster: string, cp: number): string => {
  if (cluster.length > 2) return formOf(cluster, cp)
  if (cluster.length !== (cp > 0xffff ? 2 : 1)) return formOf(cluster, cp)
  let form = forms.get(cp)
  if (form === undefined) {
    form = formOf(cluster, cp)
    forms.set(cp, form)
  }
  return form
}

/** Increasing offsets. */
class Offsets {
  #values: Uint32Array
  length = 0

  constructor(size: number) {
    this.#values = new Uint32Array(size + 64)
  }

  push(value: number): void {
    if (this.length === this.#values.length) {
      const wider = new Uint32Array(this.#values.length * 2)
      wider.set(this.#values)
      this.#values = wider
    }
    this.#values[this.length] = value
    this.length += 1
  }

  done(): Uint32Array {
    return this.#values.subarray(0, this.length)
  }
}

/** Lower case, unit for unit: where a letter's lower case is longer, the letter stays. */
const lowered = (text: string): string => {
  const whole = text.toLowerCase()
  if (whole.length === text.length) return whole
  return [...text]
    .map((unit) => (unit.toLowerCase().length === unit.length ? unit.toLowerCase() : unit))
    .join('')
}

/** Folds in one pass, linear in the length of `text`. Never fails, lone surrogates included. */
export const fold = (text: string): Folded => {
  const parts: string[] = []
  const starts = new Offsets(text.length)
  const ends = new Offsets(text.length)
  const length = text.length
  let at = 0
  let run = 0
  while (at < length) {
    const cp = text.codePointAt(at) ?? 0
    let end = at + (cp > 0xffff ? 2 : 1)
    const next = end < length ? (text.codePointAt(end) ?? 0) : 0
    if (isPlain(cp) && (next < 0x300 || isPlain(next))) {
      starts.push(at)
      ends.push(end)
      at = end
      continue
    }
    if (run < at) parts.push(text.slice(run, at))
    if (isInvisible(cp) && !isJamo(cp)) {
      at = end
      run = at
      continue
    }
    // A base with its marks, or conjoining jamo, fold together. A cap bounds the cost of many
    // marks.
    let follow = next
    while (end < length && end - at < 32 && (isMark(follow) || (isJamo(cp) && isJamo(follow)))) {
      end += follow > 0xffff ? 2 : 1
      follow = end < length ? (text.codePointAt(end) ?? 0) : 0
    }
    const form = foldCluster(text.slice(at, end), cp)
    parts.push(form)
    for (let unit = 0; unit < form.length; unit += 1) {
      starts.push(at)
      ends.push(end)
    }
    at = end
    run = at
  }
  if (run < length) parts.push(text.slice(run))
  const cased = parts.join('')
  const lower = simplified(lowered(cased))
  return {
    original: text,
    cased,
    lower,
    digits: digitView(lower),
    starts: starts.done(),
    ends: ends.done(),
  }
}

/** A stretch of the folded text in offsets of the original. */
export const toOriginal = (
  folded: Folded,
  start: number,
  end: number,
): { readonly start: number; readonly end: number } => ({
  start: folded.starts[start] ?? folded.original.length,
  end: folded.ends[end - 1] ?? folded.original.length,
})
