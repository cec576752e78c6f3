import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { seededRandom } from '../../scripts/soak/random.ts'
import { sodiumReady } from '../../src/crypto/sodium.ts'
import { Failure } from '../../src/shared/failure.ts'
import { refusalOf } from '../faults/refusal.ts'
import type { Ran } from './block-coverage.ts'
import { corpusOf, corpusRoot } from './corpus.ts'
import { fuzzParser } from './fuzz-parser.ts'
import { fuzzTargets } from './targets.ts'

/** Most CPU time of an input, in milliseconds, on a machine with other work. */
const mostMs = 1_000
/** Most that reading a whole corpus adds to the memory of the process. */
const mostMiB = 256
const MiB = 1024 * 1024

beforeAll(sodiumReady)

describe('the corpora of the fuzzer', () => {
  it.each(Object.entries(fuzzTargets))(
    '%s: every input gives a value or a typed error, soon, in bounded memory',
    async (name, make) => {
      const { read, end } = await make()
      const inputs = corpusOf(name)
      const codes: (string | null)[] = []
      const memory = process.memoryUsage.rss()
      for (const input of inputs) {
        const since = process.cpuUsage()
        codes.push(await refusalOf(() => read(input)))
        const { user, system } = process.cpuUsage(since)
        expect((user + system) / 1_000, `an input of ${String(input.length)}`).toBeLessThan(mostMs)
      }
      expect((process.memoryUsage.rss() - memory) / MiB).toBeLessThan(mostMiB)
      end?.()
      // Some input is accepted: the keys of the corpus are those of the test.
      expect(codes).toContain(null)
      expect(inputs.length).toBeGreaterThan(4)
    },
  )

  it('are of parsers that are fuzzed, and small', () => {
    const files = readdirSync(corpusRoot, { recursive: true, encoding: 'utf8' })
    const parsers = files.filter((name) => !name.includes('/'))
    expect(parsers.sort()).toEqual(Object.keys(fuzzTargets).sort())
    const sizes = files.map((name) => statSync(join(corpusRoot, name)))
    const bytes = sizes.filter((one) => one.isFile()).reduce((sum, { size }) => sum + size, 0)
    expect(bytes).toBeLessThan(200_000)
  })
})

describe('the fuzzer', () => {
  /** A parser that compares letter by letter, and the letters that it compared last. */
  const stepwise = (secret: string, atEnd: () => void) => {
    const ran: Ran[] = []
    const read = (input: Uint8Array): void => {
      const text = Buffer.from(input).toString('latin1')
      for (const [i, letter] of [...secret].entries()) {
        if (text[i] !== letter) throw new Failure('malformed')
        ran.push({ place: 'letters', from: i, to: i + 1 })
      }
      atEnd()
    }
    return { read, take: () => ran.splice(0) }
  }
  const run = async (isLed: boolean, atEnd: () => void) => {
    const { read, take } = stepwise('0F9-Z', atEnd)
    const change = (input: Uint8Array, _: Uint8Array, random: { below: (n: number) => number }) => {
      const changed = Uint8Array.from(input)
      changed[random.below(changed.length)] = 32 + random.below(64)
      return changed
    }
    return fuzzParser(
      { seeds: [Buffer.from('     ')], read, change },
      {
        random: seededRandom(4),
        isOver: (tried) => tried > 20_000,
        corpus: [],
        coverage: { take: () => (isLed ? take() : (take(), [])) },
        before: () => undefined,
      },
    )
  }
  const fault = (): void => {
    throw new TypeError('planted')
  }

  it('finds a fault step by step that it does not find without coverage', async () => {
    const led = await run(true, fault)
    expect(led.faults.map(({ what }) => what)).toEqual([expect.stringContaining('planted')])
    expect(Buffer.from(led.faults[0]?.input ?? []).toString()).toMatch(/^0F9-Z/)
    expect((await run(false, fault)).faults).toEqual([])
  })

  it('takes a Failure for an answer, and keeps the fewest inputs that run everything', async () => {
    const { faults, corpus, blocks } = await run(true, () => {
      throw new Failure('too-big')
    })
    expect(faults).toEqual([])
    expect(blocks).toBe(5)
    expect(corpus.length).toBeLessThanOrEqual(5)
  })
})
