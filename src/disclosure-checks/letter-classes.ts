import type { Program, Ranges } from './program.ts'
import { lastNotAbove } from './sentences.ts'

/**
 * The letters that the rules distinguish: to every rule, all code points between two neighbouring
 * bounds are the same. A text is written in these classes once, and every rule reads that.
 */
export class Alphabet {
  /** First code point of each class, in order, beginning with 0. */
  readonly bounds: readonly number[]
  readonly #classes: Uint16Array

  constructor(programs: readonly Program[]) {
    const bounds = new Set<number>([0])
    for (const program of programs) {
      for (const ranges of new Set(program.ranges)) {
        if (ranges === undefined) continue
        ranges.forEach((bound, index) => bounds.add(index % 2 === 0 ? bound : bound + 1))
      }
    }
    this.bounds = [...bounds].sort((a, b) => a - b)
    this.#classes = new Uint16Array(0x1_0000)
    let next = 0
    for (let unit = 0; unit < 0x1_0000; unit += 1) {
      if (this.bounds[next + 1] === unit) next += 1
      this.#classes[unit] = next
    }
  }

  /** The class of a surrogate pair's second half: the first half is read as the whole. */
  get rest(): number {
    return this.bounds.length
  }

  write(text: string): Uint16Array {
    const written = new Uint16Array(text.length)
    const classes = this.#classes
    for (let at = 0; at < text.length; at += 1) {
      const unit = text.charCodeAt(at)
      written[at] = classes[unit] ?? 0
      if (unit < 0xd800 || unit > 0xdbff) continue
      const whole = text.codePointAt(at) ?? 0
      if (whole < 0x1_0000) continue
      written[at] = lastNotAbove(this.bounds, whole)
      at += 1
      written[at] = this.rest
    }
    return written
  }
}

/** Which classes of the alphabet one pattern tells apart, and which of them its letters are. */
export type LetterSets = {
  /** Maps a class of the alphabet to the pattern's own class. */
  readonly own: Uint16Array
  /** How many own classes there are. The one that is skipped is the next number. */
  readonly count: number
  /** Number of the set of an instruction that reads a letter; -1 for any other. */
  readonly setOf: Int32Array
  /** For a set and an own class, at `set * count + class`: 1 if it holds it. */
  readonly holds: Uint8Array
}

/** Splits the classes by each set in turn: what no set tells apart is one class at the end. */
export const letterSets = (program: Program, alphabet: Alphabet): LetterSets => {
  const { bounds } = alphabet
  const numbers = new Map<Ranges, number>()
  const setOf = Int32Array.from(program.ranges, (ranges) => {
    if (ranges === undefined) return -1
    const number = numbers.get(ranges) ?? numbers.size
    numbers.set(ranges, number)
    return number
  })
  const classesOf = [...numbers.keys()].map((ranges) => {
    const classes: number[] = []
    for (let pair = 0; pair < ranges.length; pair += 2) {
      const last = ranges[pair + 1] ?? 0
      let index = lastNotAbove(bounds, ranges[pair] ?? 0)
      for (; (bounds[index] ?? Infinity) <= last; index += 1) classes.push(index)
    }
    return classes
  })
  const split = bounds.map(() => 0)
  let last = 0
  for (const classes of classesOf) {
    const parts = new Map<number, number>()
    for (const index of classes) {
      const old = split[index] ?? 0
      let part = parts.get(old)
      if (part === undefined) {
        part = last += 1
        parts.set(old, part)
      }
      split[index] = part
    }
  }
  // A class that a set held as a whole has left its number unused.
  const dense = new Map([...new Set(split)].map((part, number) => [part, number]))
  const count = dense.size
  const own = Uint16Array.from([...split.map((part) => dense.get(part) ?? 0), count])
  const holds = new Uint8Array(classesOf.length * count)
  classesOf.forEach((classes, number) => {
    for (const index of classes) holds[number * count + (own[index] ?? 0)] = 1
  })
  return { own, count, setOf, holds }
}
