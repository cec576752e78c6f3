import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { spread } from '../../scripts/soak/random.ts'
import type { SoakRun } from '../../scripts/soak/run.ts'
import { Tally } from '../../scripts/soak/tally.ts'
import { startReading } from '../../src/main/exchange/age-work.ts'
import { noPace } from '../../src/main/exchange/pace.ts'
import { verifyBundle } from '../../src/main/exchange/verify-bundle.ts'
import { limits } from '../../src/shared/limits.ts'
import { session } from '../exchange/test-vault.ts'
import { fill, hybridOf, preview, state, twoVaults } from '../exchange/two-vaults.ts'
import { takeFastKdf } from './fast-kdf.ts'
import { refusalOf } from './refusal.ts'

/** Through the bridge's own handler, with its thread, now and then: it is a hundred times slower. */
const everySoMany = 500

/** An export of the smallest size for a desk, and how it is read. */
const bench = async (folder: string) => {
  takeFastKdf()
  const two = await twoVaults()
  const { caseId } = await fill(two.field)
  const recipient = await hybridOf(two.desk)
  const file = await two.exported(two.field, caseId, { kind: 'keys', recipients: [recipient] })
  const { age } = session(two.desk)
  const keys = { identities: [age.hybrid.identity, age.classic.identity], passphrase: null }
  const path = join(folder, 'damaged.age')
  const before = state(two.desk)
  const codes = new Map<string, number>()
  const note = (code: string | null): 'refused' => {
    assert.ok(code !== null, 'it was taken')
    codes.set(code, (codes.get(code) ?? 0) + 1)
    return 'refused'
  }
  return {
    whole: readFileSync(file),
    codes,
    /** Decrypts and checks a file as an import does, in this thread. */
    read: async (bytes: Uint8Array) => {
      writeFileSync(path, bytes)
      return note(
        await refusalOf(async () => {
          const { by, pieces } = await startReading(path, keys, limits.bundleBytes)
          const openedAs = by === 0 ? age.hybrid.recipient : age.classic.recipient
          await verifyBundle(plain(pieces), openedAs, noPace)
        }),
      )
    },
    /** Looks at it through the bridge's handler, and that nothing was written. */
    preview: async (bytes: Uint8Array) => {
      writeFileSync(path, bytes)
      const code = await refusalOf(() => preview(two.desk, path))
      assert.deepEqual(state(two.desk), before)
      return note(code)
    },
    end: two.end,
  }
}

const plain = async function* (
  pieces: Iterable<{ readonly bytes: Uint8Array }>,
): AsyncGenerator<Uint8Array, void, void> {
  for (const { bytes } of pieces) yield bytes
}

const told = (codes: ReadonlyMap<string, number>): string =>
  [...codes].map(([code, n]) => `${code} ${String(n)}`).join(', ')

/** Every byte of an export, changed. */
export const exportBytes: SoakRun = {
  promise: 'an export with any byte changed is refused with a code',
  counts: 'bytes, at most all of an export of the smallest size',
  usual: 70_000,
  run: async ({ folder, count, random, tell }) => {
    const tally = new Tally()
    const { whole, codes, read, preview, end } = await bench(folder)
    tell(`an export of ${String(whole.length)} bytes`)
    try {
      const spots = spread(count, whole.length, random)
      tally.owed = spots.length
      for (const [round, at] of spots.entries()) {
        const bytes = Buffer.from(whole)
        bytes[at] = (bytes[at] ?? 0) ^ (1 << random.below(8))
        await tally.trial(`byte ${String(at)}`, () =>
          round % everySoMany === 0 ? preview(bytes) : read(bytes),
        )
      }
    } finally {
      end()
    }
    tell(told(codes))
    return tally
  },
}

/** An export cut short. */
export const exportCuts: SoakRun = {
  promise: 'an export that was cut short is refused with a code, and nothing is written',
  counts: 'lengths',
  usual: 300,
  run: async ({ folder, count, random, tell }) => {
    const tally = new Tally()
    const { whole, codes, preview, end } = await bench(folder)
    try {
      const lengths = spread(count, whole.length, random)
      tally.owed = lengths.length
      for (const length of lengths) {
        await tally.trial(`length ${String(length)}`, () => preview(whole.subarray(0, length)))
      }
    } finally {
      end()
    }
    tell(told(codes))
    return tally
  },
}
