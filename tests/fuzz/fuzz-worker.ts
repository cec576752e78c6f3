import { parentPort, workerData } from 'node:worker_threads'
import { seededRandom } from '../../scripts/soak/random.ts'
import { sodiumReady } from '../../src/crypto/sodium.ts'
import { BlockCoverage } from './block-coverage.ts'
import { corpusOf } from './corpus.ts'
import { fuzzParser } from './fuzz-parser.ts'
import { currentInput } from './current-input.ts'
import { fuzzTargets } from './targets.ts'

/** What `fuzz-parsers.ts` starts this thread with. */
export type FuzzWork = {
  readonly parser: string
  readonly seed: number
  readonly ms: number
  readonly corpusRoot: string
  readonly current: SharedArrayBuffer
}

const { parser, seed, ms, corpusRoot, current } = workerData as FuzzWork
await sodiumReady()
const make = fuzzTargets[parser]
if (make === undefined) throw new Error(`no parser ${parser}`)
const coverage = new BlockCoverage((url) => /\/src\/(?:crypto|main|shared)\//.test(url))
coverage.start()
const target = await make()
const end = performance.now() + ms
try {
  const fuzzed = await fuzzParser(target, {
    random: seededRandom(seed),
    isOver: () => performance.now() > end,
    corpus: corpusOf(parser, corpusRoot),
    coverage,
    before: currentInput(current).set,
  })
  parentPort?.postMessage(fuzzed)
} finally {
  target.end?.()
  coverage.stop()
}
