import type { RE2JS } from 're2js'

/** What an instruction of a compiled pattern does, as re2js numbers it. */
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

interface Instruction {
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
export interface Program {
  readonly size: number
  readonly start: number
  readonly ranges: readonly (Ranges | undefined)[]
  readonly ends: readonly boolean[]
  /** Where the first group begins or ends. */
  readonly marks: readonly ('begin' | 'end' | undefined)[]
  readonly to: readonly (readonly number[])[]
}

function rangesOf({ op, arg, runes }: Instruction): Ranges {
  if (op === runeAny) return [0, lastRune]
  if (op === runeAnyButLineEnd) return [0, 9, 11, lastRune]
  const all = Array.from(runes)
  const only = all[0]
  if (only === undefined || all.length > 1) return all
  const letter = String.fromCodePoint(only)
  // [Cc] is one letter that folds case.
  const both =
    (arg & foldsCase) === 0
      ? [only]
      : [letter.toUpperCase(), letter.toLowerCase()].map((each) => each.codePointAt(0) ?? only)
  return [...new Set(both)].sort((a, b) => a - b).flatMap((each) => [each, each])
}

function nextOf({ op, out, arg }: Instruction): readonly number[] {
  if (op === alt || op === altMatch) return [out, arg]
  if (op === capture || op === nop || (op >= rune && op <= runeAnyButLineEnd)) return [out]
  if (op === fail || op === match) return []
  // Anchors and word boundaries: a rule has none, edges are checked in code.
  throw new RangeError('pattern')
}

/** The program of a pattern. Throws for what rules may not hold: anchors, word boundaries. */
export function programOf(machine: RE2JS): Program {
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
