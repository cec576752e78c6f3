import { randomInt } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { corpusRoot } from './corpus.ts'
import { fuzzInThread } from './fuzz-parsers.ts'
import { fuzzTargets } from './targets.ts'

/** For each parser. */
const minutes = Number(process.env['FUZZ_MINUTES'] ?? 10)
const seed = Number(process.env['FUZZ_SEED'] ?? randomInt(2 ** 31))

// It changes no corpus: `npm run soak -- fuzz-parsers` writes what it finds.
describe('ten minutes of inputs that are led by coverage, from the saved corpora', () => {
  it.each(Object.keys(fuzzTargets))(
    'find none for the parser of %s that ends without a value or a Failure, hangs or fills the memory',
    async (parser) => {
      const again = `FUZZ_SEED=${String(seed)}`
      const ended = await fuzzInThread({ parser, seed, ms: minutes * 60_000, corpusRoot })
      if ('input' in ended) {
        const input = Buffer.from(ended.input).toString('base64').slice(0, 4_000)
        throw new Error(`${again}: ${ended.what}: ${input}`)
      }
      const { tried, blocks, faults } = ended.fuzzed
      const told = faults.map(({ what, input }) => ({
        what,
        input: Buffer.from(input).toString('base64').slice(0, 4_000),
      }))
      expect(told, again).toEqual([])
      expect(blocks).toBeGreaterThan(100)
      expect(tried).toBeGreaterThan(minutes * 500)
    },
    // Twice the time: reading the corpus and measuring its coverage come first.
    Math.max(60_000, minutes * 120_000),
  )
})
