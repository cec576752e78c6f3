import { once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import { expect } from 'vitest'
import type { ProtectedName } from '../../src/disclosure-checks/names/variants.ts'
import type { Cost, CostJob } from './cost-worker.ts'
import { slowness } from './yardstick.ts'

/** Characters of a hostile text. */
export const size = 100_000

/**
 * Bytes of UTF-8 that are checked, and the time limit in milliseconds. A cost that grows faster
 * than its text is far above it; `npm run bench` measures twice as much against 100 ms.
 */
const weight = 50_000
const limit = 60

const firstBytes = (text: string): string =>
  text.slice(0, new TextEncoder().encodeInto(text, new Uint8Array(weight)).read)

export const filled = (part: string): string =>
  part.repeat(Math.ceil(size / Math.max(1, part.length))).slice(0, size)

/**
 * A plain Node worker runs the rules, as in the app: the test runner puts an object between every
 * two modules, and each call between modules goes through it.
 */
let worker: Worker | undefined

const cost = async (job: CostJob): Promise<Cost> => {
  worker ??= new Worker(new URL('./cost-worker.ts', import.meta.url), { execArgv: [] })
  worker.unref()
  const answer = once(worker, 'message')
  worker.postMessage(job)
  const [took] = (await answer) as [Cost]
  return took
}

/**
 * Other programs slow a processor down by filling its caches, and a virtual one by sharing it. So
 * the best of a few attempts counts, for the check and for the yardstick, with a pause between the
 * later ones.
 */
const attempts = 12
const breath = 250

/** The first 50 kB of a text cost less than the limit. The first calls also warm up. */
export const expectCheap = async (
  whole: string,
  within = limit,
  names: readonly ProtectedName[] = [],
): Promise<void> => {
  const text = firstBytes(whole)
  let least = Infinity
  let yardstick = Infinity
  for (let attempt = 0; attempt < attempts && least >= within; attempt += 1) {
    if (attempt > 3) await pause(breath)
    const took = await cost({ text, names, within })
    least = Math.min(least, took.check)
    yardstick = Math.min(yardstick, took.yardstick ?? Infinity)
  }
  // A cost that grows faster than its text is many times as high.
  const allowed = least < within ? within : within * slowness(yardstick)
  expect(least, `milliseconds for ${text.slice(0, 40)}…`).toBeLessThan(allowed)
}

/** Numbers in [0, below) that are the same in every run (Park and Miller, 1988). */
export const numbers = (seed: number): ((below: number) => number) => {
  let state = seed
  return (below) => {
    state = (state * 48_271) % 0x7fff_ffff
    return state % below
  }
}

/** Members of the list in an order without a period. */
export const mixed = (list: readonly string[], between: string, seed: number): string => {
  const next = numbers(seed)
  const parts: string[] = []
  for (let length = 0; length < size;) {
    const part = `${list[next(list.length)] ?? ''}${between}`
    parts.push(part)
    length += Math.max(1, part.length)
  }
  return parts.join('').slice(0, size)
}
