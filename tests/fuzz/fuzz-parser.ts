import type { Random } from '../../scripts/soak/random.ts'
import { refusalOf } from '../faults/refusal.ts'
import { storedBytes } from './corpus.ts'
import type { BlockCoverage, Ran } from './block-coverage.ts'
import { changedBytes } from './fuzz-target.ts'
import type { FuzzTarget } from './fuzz-target.ts'
import { SeenCode } from './seen-code.ts'

/** Most CPU time of an input, in milliseconds: several times what is seen. */
export const mostMs = 1_000

/** An input that ended in no value and no Failure, or took too long. */
export type Fault = { readonly input: Uint8Array; readonly what: string }

export type Fuzzed = {
  readonly tried: number
  readonly refused: number
  readonly blocks: number
  readonly longestMs: number
  readonly faults: readonly Fault[]
  /**
   * Few inputs that together run every block found, small ones preferred, and with them an accepted
   * one: it shows that the keys of the corpus still fit.
   */
  readonly corpus: readonly Uint8Array[]
}

type Options = {
  readonly random: Random
  /** Is it enough, after so many inputs? */
  readonly isOver: (tried: number) => boolean
  readonly corpus: readonly Uint8Array[]
  readonly coverage: Pick<BlockCoverage, 'take'>
  /** Called right before each input is read. */
  readonly before: (input: Uint8Array) => void
}

/**
 * Inputs whose coverage is taken at once: V8 looks through all of its functions for an answer, which
 * takes longer than most inputs.
 */
const inputsAtOnce = 64
const mostFaults = 10

/** Time of this thread alone: other programs do not count. */
const cpuMs = (): number => {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1_000
}

/** Where an error came from: two inputs with the same are one fault. */
const placeOf = (cause: unknown): string => {
  if (!(cause instanceof Error)) return String(cause)
  const place = (cause.stack ?? '').split('\n').find((line) => line.includes('/src/')) ?? ''
  return `${cause.name}: ${cause.message.slice(0, 200)} ${place.trim()}`
}

class Reader {
  tried = 0
  refused = 0
  longestMs = 0
  readonly faults = new Map<string, Uint8Array>()
  readonly #read: FuzzTarget['read']
  readonly #before: Options['before']

  constructor(read: FuzzTarget['read'], before: Options['before']) {
    this.#read = read
    this.#before = before
  }

  /** @returns whether the input gave a value. */
  async read(input: Uint8Array): Promise<boolean> {
    this.#before(input)
    this.tried += 1
    const since = cpuMs()
    let isAccepted = false
    try {
      isAccepted = (await refusalOf(() => this.#read(Uint8Array.from(input)))) === null
      if (!isAccepted) this.refused += 1
    } catch (cause) {
      this.#note(placeOf(cause), input)
    }
    const took = cpuMs() - since
    this.longestMs = Math.max(this.longestMs, took)
    if (took > mostMs) this.#note('it took too long', input)
    return isAccepted
  }

  #note(what: string, input: Uint8Array): void {
    const known = this.faults.get(what)
    const isFirst = known === undefined && this.faults.size < mostFaults
    if (isFirst || (known !== undefined && input.length < known.length))
      this.faults.set(what, input)
  }
}

/** Few inputs, smallest first, that run all blocks; one that only others need is left out. */
const fewest = (inputs: ReadonlyMap<Uint8Array, readonly string[]>): Uint8Array[] => {
  const owed = new Set([...inputs.values()].flat())
  const sizes = new Map([...inputs.keys()].map((input) => [input, storedBytes(input)]))
  const chosen: (readonly [Uint8Array, readonly string[]])[] = []
  for (const one of [...inputs].sort(([a], [b]) => (sizes.get(a) ?? 0) - (sizes.get(b) ?? 0))) {
    if (!one[1].some((block) => owed.has(block))) continue
    chosen.push(one)
    for (const block of one[1]) owed.delete(block)
  }
  // A large input may have made smaller ones superfluous.
  const runs = new Map<string, number>()
  for (const [, blocks] of chosen) {
    for (const block of new Set(blocks)) runs.set(block, (runs.get(block) ?? 0) + 1)
  }
  return chosen
    .filter(([, blocks]) => {
      const own = [...new Set(blocks)]
      if (own.some((block) => runs.get(block) === 1)) return true
      for (const block of own) runs.set(block, (runs.get(block) ?? 0) - 1)
      return false
    })
    .map(([input]) => input)
}

/**
 * Reads changed inputs until it is enough. An input that runs a block of code that no earlier one ran is
 * kept and changed further.
 */
export const fuzzParser = async (
  { seeds, read, change }: FuzzTarget,
  { random, isOver, corpus, coverage, before }: Options,
): Promise<Fuzzed> => {
  const reader = new Reader(read, before)
  const seen = new SeenCode()
  const kept = new Map<Uint8Array, readonly Ran[]>()
  /** Reads the inputs, and keeps each that runs anything new: halves are read again to find it. */
  const readAll = async (inputs: readonly Uint8Array[]): Promise<void> => {
    coverage.take()
    for (const input of inputs) await reader.read(input)
    const ran = coverage.take()
    if (!seen.isNew(ran)) return
    const [first] = inputs
    if (inputs.length > 1) {
      const half = Math.ceil(inputs.length / 2)
      await readAll(inputs.slice(0, half))
      await readAll(inputs.slice(half))
    } else if (first !== undefined) {
      seen.add(ran)
      kept.set(first, ran)
    }
  }
  // What is compiled or initialised by the first input is no part of any.
  const accepted: Uint8Array[] = []
  for (const input of seeds) if (await reader.read(input)) accepted.push(input)
  for (const input of [...corpus, ...seeds]) await readAll([input])
  const recent = 20
  while (!isOver(reader.tried)) {
    const inputs = [...seeds, ...kept.keys()]
    const batch = Array.from({ length: inputsAtOnce }, () => {
      // Half of the time one of those that were found last.
      const from = random.below(2) === 0 ? inputs.slice(-recent) : inputs
      const [input, other] = [random.pick(from), random.pick(inputs)]
      const fitting = random.below(3) > 0 ? change(input, other, random) : null
      return fitting ?? changedBytes(input, other, random)
    })
    await readAll(batch)
  }
  const blocks = new Map([...kept].map(([input, ran]) => [input, seen.blocksIn(ran)] as const))
  return {
    tried: reader.tried,
    refused: reader.refused,
    blocks: new Set([...blocks.values()].flat()).size,
    longestMs: reader.longestMs,
    faults: [...reader.faults].map(([what, input]) => ({ what, input })),
    corpus: [...new Set([...fewest(blocks), ...accepted.slice(0, 1)])],
  }
}
