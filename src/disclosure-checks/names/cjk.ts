import type { Folded } from '../fold.ts'
import { isHan, isHangul } from '../letters.ts'
import { jamoCount, jamoDistance, jamoKeys } from './romanize.ts'
import type { Shape, Syllable } from './variants.ts'

/** From this many letters or jamo on, a name with one edit still counts as the name. */
export const fuzzyFrom = 5

/**
 * From this many syllables on. With one letter changed, two syllables become unrelated words: `정수`,
 * `장수`, `정부`.
 */
const fuzzyLength = 3

type Characters = {
  /** As the user typed it in these characters; null for positions that are only derived. */
  readonly typed: readonly (string | null)[]
  readonly hangul: readonly ReadonlySet<string>[]
  readonly han: readonly ReadonlySet<string>[]
  readonly given: readonly ReadonlySet<string>[]
}

const typedOf = ({ typed }: Syllable): string | null => typed

const charactersOf = ({ surname, given }: Shape): Characters => ({
  typed: [...surname, ...given].map(typedOf),
  hangul: [...surname, ...given].map((each) => each.hangul),
  han: [...surname, ...given].map((each) => each.han),
  given: given.map((each) => each.hangul),
})

/** Text that may follow a given name without its surname. */
const afterGiven =
  /^(?:$|[^가-힣]|씨|이[가는를의]|[가는이은를을도와과의](?:$|[^가-힣])|아[ ,!]|야[ ,!]|에게|한테)/

/** Names by the characters with which they may begin: nearly every character of a text begins none. */
export type CjkNames = { readonly begunBy: (unit: string) => readonly Characters[] }

export const cjkNames = (shapes: readonly Shape[]): CjkNames => {
  const known = shapes
    .filter((shape) => shape.surname.length + shape.given.length > 1)
    .map(charactersOf)
  const byKey = new Map<string, number[]>()
  const put = (key: string, at: number): void => {
    const list = byKey.get(key)
    if (list === undefined) byKey.set(key, [at])
    else list.push(at)
  }
  for (const [at, { hangul, han, given }] of known.entries()) {
    for (const unit of [...(hangul[0] ?? []), ...(han[0] ?? []), ...(given[0] ?? [])]) put(unit, at)
    if (hangul.length < fuzzyLength) continue
    for (const unit of hangul[0] ?? []) for (const key of jamoKeys(unit)) put(key, at)
  }
  const begun = new Map<string, readonly Characters[]>()
  return {
    begunBy: (unit) => {
      let list = begun.get(unit)
      if (list === undefined) {
        const all = [unit, ...jamoKeys(unit)].flatMap((key) => byKey.get(key) ?? [])
        list = [...new Set(all)].sort((x, y) => x - y).flatMap((at) => known[at] ?? [])
        begun.set(unit, list)
      }
      return list
    },
  }
}

/** The positions of Hangul and Han characters, and the word breaks between them. */
export const cjkMatches = function* (
  folded: Folded,
  { begunBy }: CjkNames,
): Generator<readonly [number, number]> {
  const text = folded.lower
  for (let at = 0; at < text.length; at += 1) {
    const unit = text[at] ?? ''
    const hangul = isHangul(unit)
    if (!hangul && !isHan(unit)) continue
    for (const each of begunBy(unit)) {
      const isLong = each.hangul.length >= fuzzyLength
      const end = hangul ? matchHangul(text, at, each.hangul, isLong) : matchHan(text, at, each.han)
      if (end !== undefined && (!hangul || isNoOther(text, at, end, each))) yield [at, end]
      const alone = hangul && each.given.length > 1 && !isHangul(text[at - 1] ?? ' ')
      if (!alone) continue
      const given = matchHangul(text, at, each.given, false)
      if (given !== undefined && afterGiven.test(text.slice(given, given + 2))) yield [at, given]
    }
  }
}

type Likeness = 'same' | 'close' | 'other'

/** Similarity of a syllable to the syllables of a name, cached while the name is in memory. */
const likenesses = new WeakMap<ReadonlySet<string>, Map<string, Likeness>>()

const likeness = (choices: ReadonlySet<string> | undefined, unit: string): Likeness => {
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

/**
 * Two syllables are also part of other words: `이나`, `이 수`. They count only exactly as typed, or in
 * the position of a name.
 */
const isNoOther = (text: string, start: number, end: number, { typed }: Characters): boolean => {
  const isTyped =
    end - start === typed.length && typed.every((unit, at) => unit === text[start + at])
  if (typed.length > 2 || isTyped) return true
  // A particle follows a closing quotation mark: `”이라는`.
  const before = text[start - 1] ?? ' '
  return (
    !isHangul(before) && !/["'”’」』)\]]/.test(before) && afterGiven.test(text.slice(end, end + 2))
  )
}

const between = new Set([' ', '·', '-', '.', '\n'])

/** A space, a dot, a hyphen or a line end may separate the syllables of a name. */
const skip = (text: string, at: number): number => {
  if (!between.has(text[at] ?? '')) return at
  return text[at] === '\n' && text[at + 1] === '\n' ? at + 2 : at + 1
}

const matchHangul = (
  text: string,
  start: number,
  syllables: readonly ReadonlySet<string>[],
  fuzzy: boolean,
): number | undefined => {
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
  // `이 영화` is not `이영희`: separated syllables must match exactly.
  const isTogether = at - start === syllables.length
  return edits > 0 && (jamo < fuzzyFrom || !isTogether) ? undefined : at
}

const matchHan = (
  text: string,
  start: number,
  syllables: readonly ReadonlySet<string>[],
): number | undefined => {
  let at = start
  for (const [index, choices] of syllables.entries()) {
    if (index > 0) at = skip(text, at)
    if (!choices.has(text[at] ?? '')) return undefined
    at += 1
  }
  return at
}
