import type { Program } from './program.ts'

/** Stands for an instruction whose answer is being worked out: met again, it is in a loop. */
const open = -1

/**
 * How many letters the longest match of a program has; `most` where it has none, or more than that.
 * Bounded repetitions are rows of instructions, so that a loop is a repetition without a bound.
 */
export function longestMatch(program: Program, most: number): number {
  const known = new Map<number, number>()
  const waiting = [program.start]
  while (waiting.length > 0) {
    const at = waiting[waiting.length - 1] ?? 0
    const ways = program.to[at] ?? []
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
