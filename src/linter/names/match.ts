import { severityOf } from '../finding.ts'
import type { Finding } from '../finding.ts'
import { toOriginal } from '../fold.ts'
import type { Folded } from '../fold.ts'
import { isHan, isHangul } from '../letters.ts'
import { jamoCount, jamoDistance } from './romanize.ts'
import { latinForms, shapeOf } from './variants.ts'
import type { ProtectedName, Shape } from './variants.ts'

/** From this many letters or jamo on, one edit still counts as the name. */
const fuzzyFrom = 5

interface Token {
  readonly text: string
  readonly start: number
  readonly end: number
  readonly capital: boolean
}

interface Index {
  readonly shapes: readonly Shape[]
  readonly exact: ReadonlySet<string>
  /** Forms by what one edit leaves alone: their first letters, or their last. */
  readonly near: ReadonlyMap<string, readonly string[]>
  readonly longest: number
}

const edge = (form: string): number => (form.length > 6 ? 3 : 2)

function buildIndex(names: readonly ProtectedName[]): Index {
  const shapes = names.map(shapeOf)
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
  return { shapes, exact, near, longest }
}

// Kept only as long as the caller keeps the list of names.
const indices = new WeakMap<readonly ProtectedName[], Index>()

/** True for equal words and for one letter changed, added or left out. */
export function withinOneEdit(left: string, right: string): boolean {
  const [short, long] = left.length <= right.length ? [left, right] : [right, left]
  if (long.length - short.length > 1) return false
  let at = 0
  while (at < short.length && short[at] === long[at]) at += 1
  const rest = short.length === long.length ? at + 1 : at
  return short.slice(rest) === long.slice(at + 1) || short === long
}

const latinWord = /[a-z\u00c0-\u024f]+/g

function tokensOf(folded: Folded): readonly Token[] {
  const tokens: Token[] = []
  for (const match of folded.lower.matchAll(latinWord)) {
    const unit = folded.cased[match.index] ?? ''
    tokens.push({
      text: match[0].normalize('NFKD').replaceAll(/\p{M}/gu, ''),
      start: match.index,
      end: match.index + match[0].length,
      capital: unit !== unit.toLowerCase(),
    })
  }
  return tokens
}

/** Parts of one name stand together: a space, a hyphen, a comma, an apostrophe. */
const together = /^[ ,.'-]{0,3}$/

function isName(form: string, capital: boolean, parts: number, index: Index): boolean {
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

function* latinMatches(folded: Folded, index: Index): Generator<readonly [number, number]> {
  const tokens = tokensOf(folded)
  // A text says the same words again and again.
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
    for (let last = first; last < Math.min(tokens.length, first + 5); last += 1) {
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

interface Characters {
  readonly hangul: readonly ReadonlySet<string>[]
  readonly han: readonly ReadonlySet<string>[]
  readonly given: readonly ReadonlySet<string>[]
}

const charactersOf = ({ surname, given }: Shape): Characters => ({
  hangul: [...surname, ...given].map((each) => each.hangul),
  han: [...surname, ...given].map((each) => each.han),
  given: given.map((each) => each.hangul),
})

/** What may follow a given name that stands without its surname. */
const afterGiven =
  /^(?:$|[^가-힣]|씨|이[가는를의]|[가는이은를을도와과의](?:$|[^가-힣])|아[ ,!]|야[ ,!]|에게|한테)/

/** The positions of Hangul and Han characters, and where words break off between them. */
function* cjkMatches(
  folded: Folded,
  shapes: readonly Shape[],
): Generator<readonly [number, number]> {
  const text = folded.lower
  const known = shapes
    .filter((shape) => shape.surname.length + shape.given.length > 1)
    .map(charactersOf)
  // Which names may begin with a character: nearly every character of a text begins none.
  const begun = new Map<string, readonly Characters[]>()
  const begunBy = (unit: string): readonly Characters[] => {
    let list = begun.get(unit)
    if (list === undefined) {
      list = known.filter(({ hangul, han, given }) =>
        isHangul(unit)
          ? likeness(hangul[0], unit) !== 'other' || given[0]?.has(unit) === true
          : han[0]?.has(unit) === true,
      )
      begun.set(unit, list)
    }
    return list
  }
  for (let at = 0; at < text.length; at += 1) {
    const unit = text[at] ?? ''
    const hangul = isHangul(unit)
    if (!hangul && !isHan(unit)) continue
    for (const each of begunBy(unit)) {
      const end = hangul ? matchHangul(text, at, each.hangul, true) : matchHan(text, at, each.han)
      if (end !== undefined) yield [at, end]
      const alone = hangul && each.given.length > 1 && !isHangul(text[at - 1] ?? ' ')
      if (!alone) continue
      const given = matchHangul(text, at, each.given, false)
      if (given !== undefined && afterGiven.test(text.slice(given, given + 2))) yield [at, given]
    }
  }
}

type Likeness = 'same' | 'close' | 'other'

/** How near a syllable is to those that a name may have, for as long as the name is held. */
const likenesses = new WeakMap<ReadonlySet<string>, Map<string, Likeness>>()

function likeness(choices: ReadonlySet<string> | undefined, unit: string): Likeness {
  if (choices === undefined) return 'other'
  if (choices.has(unit)) return 'same'
  let answers = likenesses.get(choices)
  if (answers === undefined) {
    answers = new Map()
    likenesses.set(choices, answers)
  }
  let known = answers.get(unit)
  if (known === undefined) {
    known = [...choices].some((choice) => jamoDistance(choice, unit) === 1) ? 'close' : 'other'
    answers.set(unit, known)
  }
  return known
}

/** Spaces and a middle dot may stand between the syllables of a name. */
const skip = (text: string, at: number): number =>
  text[at] === ' ' || text[at] === '·' ? at + 1 : at

function matchHangul(
  text: string,
  start: number,
  syllables: readonly ReadonlySet<string>[],
  fuzzy: boolean,
): number | undefined {
  let at = start
  let edits = 0
  let jamo = 0
  for (let index = 0; index < syllables.length; index += 1) {
    if (index > 0) at = skip(text, at)
    const unit = text[at] ?? ''
    if (!isHangul(unit)) return undefined
    jamo += jamoCount(unit)
    const like = likeness(syllables[index], unit)
    if (like === 'other' || (like === 'close' && !fuzzy)) return undefined
    if (like === 'close') edits += 1
    if (edits > 1) return undefined
    at += 1
  }
  return edits > 0 && jamo < fuzzyFrom ? undefined : at
}

function matchHan(
  text: string,
  start: number,
  syllables: readonly ReadonlySet<string>[],
): number | undefined {
  let at = start
  for (const [index, choices] of syllables.entries()) {
    if (index > 0) at = skip(text, at)
    if (!choices.has(text[at] ?? '')) return undefined
    at += 1
  }
  return at
}

/**
 * Where a protected name stands in the text, in whatever script or spelling. Needs nothing stored:
 * the caller gives the names for the length of the call, and forms are kept only with its list.
 */
export function nameFindings(folded: Folded, names: readonly ProtectedName[]): readonly Finding[] {
  let index = indices.get(names)
  if (index === undefined) {
    index = buildIndex(names)
    indices.set(names, index)
  }
  const found: Finding[] = []
  for (const matches of [latinMatches(folded, index), cjkMatches(folded, index.shapes)]) {
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
