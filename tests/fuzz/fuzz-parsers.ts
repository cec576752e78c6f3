import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { SoakRun } from '../../scripts/soak/run.ts'
import { Tally } from '../../scripts/soak/tally.ts'
import { corpusRoot, writeCorpus } from './corpus.ts'
import { currentInput, currentInputBytes } from './current-input.ts'
import type { Fuzzed } from './fuzz-parser.ts'
import { mostInputBytes } from './fuzz-target.ts'
import type { FuzzWork } from './fuzz-worker.ts'
import { fuzzTargets } from './targets.ts'

/** A thread that reads one input for so long, in milliseconds, hangs. */
const hangMs = 60_000
const lookMs = 500
/** Memory of the thread's heap: parser, loop and corpus together take a tenth. */
const heapMB = 512

const base64 = (input: Uint8Array): string => Buffer.from(input).toString('base64').slice(0, 4_000)

type Ended = { readonly fuzzed: Fuzzed } | { readonly input: Uint8Array; readonly what: string }

/** Fuzzes one parser in a thread of its own, which is ended where an input does not end. */
export const fuzzInThread = async (work: Omit<FuzzWork, 'current'>): Promise<Ended> => {
  const memory = new SharedArrayBuffer(currentInputBytes(mostInputBytes))
  const current = currentInput(memory)
  const worker = new Worker(new URL('./fuzz-worker.ts', import.meta.url), {
    workerData: { ...work, current: memory } satisfies FuzzWork,
    resourceLimits: { maxOldGenerationSizeMb: heapMB },
  })
  let [last, since] = [-1, Date.now()]
  let isHanging = false
  const watch = setInterval(() => {
    const number = current.number()
    if (number !== last || number === 0) [last, since] = [number, Date.now()]
    else if (Date.now() - since > hangMs) {
      isHanging = true
      void worker.terminate()
    }
  }, lookMs)
  let fuzzed: Fuzzed | null = null
  let failed = 'the thread ended'
  worker.on('message', (message: Fuzzed) => (fuzzed = message))
  worker.on('error', (cause) => (failed = String(cause)))
  await once(worker, 'exit')
  clearInterval(watch)
  if (fuzzed !== null) return { fuzzed }
  return { input: current.get(), what: isHanging ? 'it does not end' : failed }
}

/**
 * Coverage-guided fuzzing, one parser after the other (ADR 0038). Writes the corpora of the tests:
 * faults stay in them, so that `npm test` reads each again.
 */
export const fuzzParsers: SoakRun = {
  promise: 'every input that reaches new code gives a value or a Failure, soon, in bounded memory',
  counts: 'minutes for each parser',
  usual: 10,
  run: async ({ count, random, tell }) => {
    const tally = new Tally()
    for (const parser of Object.keys(fuzzTargets)) {
      const seed = random.below(2 ** 31)
      const ended = await fuzzInThread({ parser, seed, ms: count * 60_000, corpusRoot })
      if ('input' in ended) {
        tally.lose(`${parser}: ${ended.what}: ${base64(ended.input)}`)
        continue
      }
      const { tried, refused, blocks, longestMs, faults, corpus } = ended.fuzzed
      tally.tried += tried - faults.length
      tally.refused += refused
      for (const { what, input } of faults) tally.lose(`${parser}: ${what}: ${base64(input)}`)
      writeCorpus(parser, [...corpus, ...faults.map(({ input }) => input)])
      tell(
        `${parser}: ${String(tried)} inputs, ${String(refused)} refused, ${String(blocks)} blocks, ` +
          `${String(corpus.length)} kept, at most ${longestMs.toFixed(0)} ms`,
      )
    }
    return tally
  },
}
