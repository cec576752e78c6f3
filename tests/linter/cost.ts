import { setTimeout as pause } from 'node:timers/promises'
import { expect } from 'vitest'
import { lint } from '../../src/linter/lint.ts'
import type { LintOptions } from '../../src/linter/lint.ts'

/** Characters of a hostile text, and how long the check of it may take, in milliseconds. */
export const size = 100_000
const limit = 100

export const filled = (part: string): string =>
  part.repeat(Math.ceil(size / Math.max(1, part.length))).slice(0, size)

/**
 * Milliseconds of processor time that one call takes: other programs on the machine do not count.
 * Falls back to the clock where the platform does not tell (Node before 23.9).
 */
function cost(text: string, options: LintOptions): number {
  const reading = (): number => {
    if (typeof process.threadCpuUsage !== 'function') return performance.now()
    const { user, system } = process.threadCpuUsage()
    return (user + system) / 1000
  }
  const before = reading()
  lint(text, options)
  return reading() - before
}

/** Other programs empty the processor's caches and slow it down; they pause too. */
const attempts = 8
const breath = 150

/**
 * The text costs less than the limit, without any allowance. The first calls warm up; then the
 * best counts, since what is measured is our work and not the machine's other work.
 */
export async function expectCheap(
  text: string,
  within = limit,
  options: LintOptions = {},
): Promise<void> {
  let least = Infinity
  for (let attempt = 0; attempt < attempts && least >= within; attempt += 1) {
    if (attempt > 2) await pause(breath)
    least = Math.min(least, cost(text, options))
  }
  expect(least, `milliseconds for ${text.slice(0, 40)}…`).toBeLessThan(within)
}

/** Numbers in [0, below) that are the same in every run (Park and Miller, 1988). */
export function numbers(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state * 48_271) % 0x7fff_ffff
    return state % below
  }
}

/** Members of the list in an order without a period. */
export function mixed(list: readonly string[], between: string, seed: number): string {
  const next = numbers(seed)
  const parts: string[] = []
  for (let length = 0; length < size;) {
    const part = `${list[next(list.length)] ?? ''}${between}`
    parts.push(part)
    length += Math.max(1, part.length)
  }
  return parts.join('').slice(0, size)
}
