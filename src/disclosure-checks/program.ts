import type { RE2JS } from 're2js'

/** Instructions of a compiled pattern, by re2js's numbers. */
const alt = 1
const altMatch = 2
const capture = 3
const fail = 5
const match = 6
const nop = 7
const rune = 8
const runeAny = 10
const runeAnyButLineEnd = 11

const foldsCase = 1
const lastRune = 0x10ffff

type Instruction = {
  readonly op: number
  readonly out: number
  readonly arg: number
  readonly runes: ArrayLike<number>
}

/** Pairs of first and last code point, in order. */
export type Ranges = readonly number[]

/**
 * A pattern as re2js compiled it, in plain arrays. An instruction reads one letter (`ranges` is
 * set), ends the match (`ends`), or goes on to others without reading (`to`, preferred one first).
 */
export type Program = {
  readonly size: number
  readonly start: number
  readonly ranges: readonly (Ranges | undefined)[]
  readonly ends: readonly boolean[]
  /** Where the first group begins or ends. */
  readonly marks: readonly ('begin' | 'end' | undefined)[]
  readonly to: readonly (readonly number[])[]
}

/** Most instructions read one letter, and the same few thousand of them. */
const single = new Map<number, Ranges>()

const rangesOf = ({ op, arg, runes }: Instruction): Ranges => {
  if (op === runeAny) return [0, lastRune]
  if (op === runeAnyButLineEnd) return [0, 9, 11, lastRune]
  const only = runes[0]
  if (only === undefined || runes.length > 1) return Array.from(runes)
  if ((arg & foldsCase) === 0) {
    let known = single.get(only)
    if (known === undefined) {
      known = [only, only]
      single.set(only, known)
    }
    return known
  }
  // [Cc] is one letter that folds case.
  const letter = String.fromCodePoint(only)
  return [letter.toUpperCase(), letter.toLowerCase()].flatMap((each) => {
    const code = each.codePointAt(0) ?? only
    return [code, code]
  })
}

const nextOf = ({ op, out, arg }: Instruction): readonly number[] => {
  if (op === alt || op === altMatch) return [out, arg]
  if (op === capture || op === nop || (op >= rune && op <= runeAnyButLineEnd)) return [out]
  if (op === fail || op === match) return []
  // Anchors and word boundaries: a rule has none, edges are checked in code.
  throw new RangeError('pattern')
}

/** The program of a pattern. Throws for what rules may not hold: anchors, word boundaries. */
export const programOf = (machine: RE2JS): Program => {
  const { inst, start } = machine.re2().prog as {
    readonly inst: readonly Instruction[]
    readonly start: number
  }
  return {
    size: inst.length,
    start,
    ranges: inst.map((each) =>
      each.op >= rune && each.op <= runeAnyButLineEnd ? rangesOf(each) : undefined,
    ),
    ends: inst.map((each) => each.op === match),
    marks: inst.map(({ op, arg }) =>
      op === capture && arg === 2 ? 'begin' : op === capture && arg === 3 ? 'end' : undefined,
    ),
    to: inst.map(nextOf),
  }
}
