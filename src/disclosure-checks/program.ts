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
 * set), ends the match (`ends`), or goes on to others without reading ({@link waysFrom}).
 */
export type Program = {
  readonly size: number
  readonly start: number
  /** Equal ranges are one array. */
  readonly ranges: readonly (Ranges | undefined)[]
  readonly ends: readonly boolean[]
  /** Where the first group begins or ends. */
  readonly marks: readonly ('begin' | 'end' | undefined)[]
  /** The preferred instruction after each, and the other one; -1 for none. */
  readonly preferred: Int32Array
  readonly other: Int32Array
}

/** The instructions that one goes on to, the preferred one first. */
export const waysFrom = ({ preferred, other }: Program, at: number): readonly number[] => {
  const [first = -1, second = -1] = [preferred[at], other[at]]
  if (first === -1) return []
  return second === -1 ? [first] : [first, second]
}

const rangesOf = ({ op, arg, runes }: Instruction): Ranges => {
  if (op === runeAny) return [0, lastRune]
  if (op === runeAnyButLineEnd) return [0, 9, 11, lastRune]
  const only = runes[0]
  if (only === undefined || runes.length > 1) return Array.from(runes)
  if ((arg & foldsCase) === 0) return [only, only]
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
  const known = new Map<string, Ranges>()
  const shared = (ranges: Ranges): Ranges => {
    const name = ranges.join()
    const first = known.get(name) ?? ranges
    known.set(name, first)
    return first
  }
  return {
    size: inst.length,
    start,
    ranges: inst.map((each) =>
      each.op >= rune && each.op <= runeAnyButLineEnd ? shared(rangesOf(each)) : undefined,
    ),
    ends: inst.map((each) => each.op === match),
    marks: inst.map(({ op, arg }) =>
      op === capture && arg === 2 ? 'begin' : op === capture && arg === 3 ? 'end' : undefined,
    ),
    preferred: Int32Array.from(inst, (each) => nextOf(each)[0] ?? -1),
    other: Int32Array.from(inst, (each) => nextOf(each)[1] ?? -1),
  }
}

/** Follows instructions that neither read nor branch. */
const through = ({ ends, ranges, preferred, other }: Program, from: number): number => {
  let at = from
  while (
    ranges[at] === undefined &&
    ends[at] !== true &&
    preferred[at] !== -1 &&
    other[at] === -1
  ) {
    at = preferred[at] ?? 0
  }
  return at
}

/**
 * A bounded gap, `x{0,30}`, is a row of thirty instructions. Threads inside one gap subsume each
 * other: the third can do everything that the tenth can, so only the first is kept. Otherwise a
 * state would store every place where the gap may have begun, and each letter of a text would make
 * a new state. Returns for each instruction the one before it in its gap; -1 for any other.
 */
export const gapRows = (program: Program): Int32Array => {
  const { ranges, size, preferred } = program
  const before = new Int32Array(size).fill(-1)
  /** Where an instruction leaves its gap, if it covers the next one in it. */
  const exits = new Int32Array(size).fill(-1)
  // The last one first: an instruction covers the next if both leave the gap to the same place.
  for (let at = size - 1; at >= 0; at -= 1) {
    if (ranges[at] === undefined) continue
    const branch = through(program, preferred[at] ?? 0)
    const ways = waysFrom(program, branch).map((each) => through(program, each))
    const on = ways.findIndex((each) => each > at && ranges[each] === ranges[at])
    const [next, exit] = [ways[on], ways[1 - on]]
    if (ways.length !== 2 || next === undefined || exit === undefined) continue
    if (exits[next] !== exit && through(program, preferred[next] ?? 0) !== exit) continue
    exits[at] = exit
    before[next] = at
  }
  return before
}

/** Marks an instruction whose answer is being computed: reaching it again means a loop. */
const open = -1

/**
 * Length of a program's longest match in letters; `most` if it is unbounded or longer. Bounded
 * repetitions are rows of instructions, so a loop is a repetition without a bound.
 */
export const longestMatch = (program: Program, most: number): number => {
  const known = new Map<number, number>()
  const waiting = [program.start]
  while (waiting.length > 0) {
    const at = waiting[waiting.length - 1] ?? 0
    const ways = waysFrom(program, at)
    if (!known.has(at)) {
      known.set(at, open)
      for (const next of ways) {
        if (known.get(next) === open) return most
        if (!known.has(next)) waiting.push(next)
      }
      continue
    }
    waiting.pop()
    if (known.get(at) !== open) continue
    const reads = program.ranges[at] === undefined ? 0 : 1
    known.set(at, reads + Math.max(0, ...ways.map((next) => known.get(next) ?? 0)))
  }
  return Math.min(most, known.get(program.start) ?? most)
}
