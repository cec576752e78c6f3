import type { Alphabet } from './alphabet.ts'
import type { Program, Ranges } from './program.ts'
import { lastNotAbove } from './sentences.ts'

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
  const numbers = new Map<string, number>()
  const known = new Map<Ranges, number>()
  const sets: Ranges[] = []
  const setOf = new Int32Array(program.size).fill(-1)
  program.ranges.forEach((ranges, at) => {
    if (ranges === undefined) return
    let number = known.get(ranges)
    if (number === undefined) {
      const name = ranges.join()
      number = numbers.get(name) ?? sets.length
      if (number === sets.length) sets.push(ranges)
      numbers.set(name, number)
      known.set(ranges, number)
    }
    setOf[at] = number
  })
  const own = new Uint16Array(bounds.length + 1)
  let count = 1
  const sizes = [bounds.length]
  const each = (ranges: Ranges, visit: (index: number) => void): void => {
    for (let pair = 0; pair < ranges.length; pair += 2) {
      const last = ranges[pair + 1] ?? 0
      let index = lastNotAbove(bounds, ranges[pair] ?? 0)
      while (index < bounds.length && (bounds[index] ?? 0) <= last) {
        visit(index)
        index += 1
      }
    }
  }
  for (const ranges of sets) {
    const split = new Map<number, number[]>()
    each(ranges, (index) => {
      const old = own[index] ?? 0
      const list = split.get(old)
      if (list === undefined) split.set(old, [index])
      else list.push(index)
    })
    for (const [old, list] of split) {
      if (list.length === sizes[old]) continue
      for (const index of list) own[index] = count
      sizes[old] = (sizes[old] ?? 0) - list.length
      sizes.push(list.length)
      count += 1
    }
  }
  own[alphabet.rest] = count
  const holds = new Uint8Array(sets.length * count)
  sets.forEach((ranges, number) => {
    each(ranges, (index) => {
      holds[number * count + (own[index] ?? 0)] = 1
    })
  })
  return { own, count, setOf, holds }
}
