import { severityOf } from '../finding.ts'
import type { RuleFinding } from '../finding.ts'
import { toOriginal, fold } from '../fold.ts'
import type { Folded } from '../fold.ts'
import { matchesAsIs, namesAsTheyAre } from './as-is.ts'
import { cjkMatches, cjkNames, fuzzyFrom } from './cjk.ts'
import type { CjkNames } from './cjk.ts'
import { asItLooks } from './plain.ts'
import { latinForms, shapesOf } from './variants.ts'
import type { ProtectedName } from './variants.ts'

/** How much of a text is looked through at a time, and longer than any name with what is beside it. */
const [stretch, overlap] = [20_000, 1_000]

/** A part of a folded text, whose offsets refer to the whole. */
const partOf = (folded: Folded, from: number, to: number): Folded => ({
  original: folded.original,
  cased: folded.cased.slice(from, to),
  lower: folded.lower.slice(from, to),
  digits: folded.digits.slice(from, to),
  starts: folded.starts.subarray(from, to),
  ends: folded.ends.subarray(from, to),
})

/**
 * The words of a text that could be one of the names, in any script and spelling, unchanged. Yields
 * after each stretch of the text.
 */
export const readNamesIn = function* (
  text: string,
  names: readonly ProtectedName[],
): Generator<undefined, string[], void> {
  if (names.length === 0) return []
  // As a whole, so that no invisible characters make a name longer than the overlap.
  const folded = fold(text)
  yield
  const found: string[] = []
  for (let from = 0; from < folded.lower.length; from += stretch) {
    const part = partOf(folded, Math.max(0, from - overlap), from + stretch + overlap)
    const first = folded.starts[from] ?? 0
    const next = folded.starts[from + stretch] ?? text.length
    for (const { start, end } of nameFindings(part, names)) {
      // What begins in another stretch is found there.
      if (start >= first && start < next) found.push(text.slice(start, end))
    }
    yield
  }
  return found
}

type NameToken = {
  readonly text: string
  readonly start: number
  readonly end: number
  readonly capital: boolean
}

type Index = {
  readonly cjk: CjkNames
  readonly exact: ReadonlySet<string>
  /** Forms by their part outside one edit: their first letters, or their last. */
  readonly near: ReadonlyMap<string, readonly string[]>
  readonly longest: number
  /** Number of words in the longest name, at least five. */
  readonly words: number
  /** Short names as typed, with their number of words. */
  readonly short: ReadonlyMap<string, number>
  readonly asIs: readonly string[]
}

/** A name with more words is found by its first ones. */
const mostWords = 16

const edge = (form: string): number => (form.length > 6 ? 3 : 2)

const buildIndex = (names: readonly ProtectedName[]): Index => {
  const shapes = names.flatMap(shapesOf)
  const exact = new Set(shapes.flatMap((shape) => [...latinForms(shape)]))
  const near = new Map<string, string[]>()
  const put = (key: string, form: string): void => {
    const list = near.get(key)
    if (list === undefined) near.set(key, [form])
    else list.push(form)
  }
  let longest = 0
  for (const form of exact) {
    longest = Math.max(longest, form.length)
    if (form.length < fuzzyFrom) continue
    const size = edge(form)
    put(`<${form.slice(0, size)}`, form)
    put(`>${form.slice(-size)}`, form)
  }
  const short = new Map(
    shapes
      .filter(({ plain }) => /^[a-z]{3}$/.test(plain))
      .map(({ plain, words }) => [plain, words] as const),
  )
  const words = Math.min(mostWords, Math.max(5, ...shapes.map((shape) => shape.words * 2)))
  return { cjk: cjkNames(shapes), exact, near, longest, words, short, asIs: namesAsTheyAre(names) }
}

// Cached only while the caller keeps the list of names.
const indices = new WeakMap<readonly ProtectedName[], Index>()

/** True for equal words and for one letter changed, added or left out. */
export const withinOneEdit = (left: string, right: string): boolean => {
  const [short, long] = left.length <= right.length ? [left, right] : [right, left]
  if (long.length - short.length > 1) return false
  let at = 0
  while (at < short.length && short[at] === long[at]) at += 1
  const rest = short.length === long.length ? at + 1 : at
  return short.slice(rest) === long.slice(at + 1) || short === long
}

/** Words in Latin letters, and in those of alphabets with similar letters. */
const latinWord =
  /[a-z\u00c0-\u024f\u0261\u0370-\u03ff\u0400-\u052f\u13a0-\u13ff\u1e00-\u1eff\ua4d0-\ua4ff\uab70-\uabbf]+/g

const tokensOf = (folded: Folded): readonly NameToken[] => {
  const tokens: NameToken[] = []
  for (const match of folded.lower.matchAll(latinWord)) {
    const unit = folded.cased[match.index] ?? ''
    tokens.push({
      text: asItLooks(match[0]),
      start: match.index,
      end: match.index + match[0].length,
      capital: unit !== unit.toLowerCase(),
    })
  }
  return tokens
}

/** Separators between parts of one name: a space, a hyphen, a comma, an apostrophe, a line end. */
const together = /^(?:[ ,.'-]{0,3}|[ ,-]{0,2}\n{1,2} {0,3})$/

const isName = (form: string, capital: boolean, parts: number, index: Index): boolean => {
  const words = index.short.get(form)
  if (words !== undefined) return capital && parts >= words
  if (index.exact.has(form)) return capital || parts > 1 || form.length > 7
  if (form.length < fuzzyFrom - 1 || !capital) return false
  for (const size of [3, 2]) {
    for (const key of [`<${form.slice(0, size)}`, `>${form.slice(-size)}`]) {
      const forms = index.near.get(key)
      if (forms?.some((known) => withinOneEdit(known, form)) === true) return true
    }
  }
  return false
}

const latinMatches = function* (
  folded: Folded,
  index: Index,
): Generator<readonly [number, number]> {
  const tokens = tokensOf(folded)
  // Texts repeat the same words.
  const answers = new Map<string, boolean>()
  const answer = (form: string, capital: boolean, parts: number): boolean => {
    const key = `${capital ? '^' : ''}${parts > 1 ? '+' : ''}${form}`
    let known = answers.get(key)
    if (known === undefined) {
      known = isName(form, capital, parts, index)
      answers.set(key, known)
    }
    return known
  }
  for (let first = 0; first < tokens.length; first += 1) {
    let form = ''
    let found: readonly [number, number] | undefined
    const start = tokens[first]
    if (start === undefined) continue
    for (let last = first; last < Math.min(tokens.length, first + index.words); last += 1) {
      const token = tokens[last]
      if (token === undefined) break
      const gap = folded.lower.slice(tokens[last - 1]?.end ?? token.start, token.start)
      if (last > first && !together.test(gap)) break
      form += token.text
      if (form.length > index.longest + 1) break
      if (
        answer(
          form,
          (start.capital && token.capital) || (start.capital && gap === '-'),
          last - first + 1,
        )
      ) {
        found = [start.start, token.end]
      }
    }
    if (found !== undefined) yield found
  }
}

/**
 * Positions of protected names in the text, in any script or spelling. Stores nothing: the caller
 * passes the names for each call, and their forms are cached only with its list.
 */
export const nameFindings = (
  folded: Folded,
  names: readonly ProtectedName[],
): readonly RuleFinding[] => {
  let index = indices.get(names)
  if (index === undefined) {
    index = buildIndex(names)
    indices.set(names, index)
  }
  const found: RuleFinding[] = []
  const ways = [
    latinMatches(folded, index),
    cjkMatches(folded, index.cjk),
    matchesAsIs(folded.lower, index.asIs),
  ]
  for (const matches of ways) {
    for (const [start, end] of matches) {
      found.push({
        family: 'name',
        rule: 'protected-name',
        ...toOriginal(folded, start, end),
        severity: severityOf('name'),
        messageKey: 'finding.name',
      })
    }
  }
  return found
}
