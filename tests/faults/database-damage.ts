import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import { spread } from '../../scripts/soak/random.ts'
import type { SoakRun, Trials } from '../../scripts/soak/run.ts'
import { Tally } from '../../scripts/soak/tally.ts'
import type { Outcome } from '../../scripts/soak/tally.ts'
import { sodiumReady } from '../../src/crypto/sodium.ts'
import { vaultPaths } from '../../src/main/vault/files/paths.ts'
import { baseVault } from './base-vault.ts'
import { stateOf } from './store-state.ts'
import type { State } from './store-state.ts'
import { databaseKeyOf, vaultKeyOf } from './vault-keys.ts'

/** A closed database, and what becomes of one that was damaged. */
const bench = async ({ folder }: Trials) => {
  await sodiumReady()
  const vault = (await baseVault(folder, 12)).copy().folder
  const { database } = vaultPaths(vault)
  const key = databaseKeyOf(await vaultKeyOf(vault))
  const truth = stateOf(database, key)
  assert.equal(truth.failure, null)
  const codes = new Map<string, number>()
  return {
    whole: readFileSync(database),
    codes,
    damaged: (bytes: Uint8Array): Outcome => {
      writeFileSync(database, bytes)
      const found = stateOf(database, key)
      return judged(found, truth, codes)
    },
  }
}

/** Whatever can be read is what was written; what cannot is named by Verify or an error's code. */
const judged = (found: State, truth: State, codes: Map<string, number>): Outcome => {
  for (const [id, record] of found.records) {
    assert.equal(record, truth.records.get(id), 'a record reads wrong')
  }
  const code = found.failure ?? 'nothing is missing'
  codes.set(code, (codes.get(code) ?? 0) + 1)
  if (found.failure !== null) return 'refused'
  assert.equal(found.records.size, truth.records.size, 'a record is missing without a word')
  assert.deepEqual(found.tail, truth.tail)
  return 'held'
}

const told = (codes: ReadonlyMap<string, number>): string =>
  [...codes].map(([code, n]) => `${code} ${String(n)}`).join(', ')

/** Single bits of a database, flipped. */
export const databaseBits: SoakRun = {
  promise: 'no record reads wrong: a flipped bit is an error with a code, or Verify names it',
  counts: 'bits',
  usual: 20_000,
  run: async (trials) => {
    const tally = new Tally()
    const { whole, codes, damaged } = await bench(trials)
    const bits = spread(trials.count, whole.length * 8, trials.random)
    tally.owed = bits.length
    for (const bit of bits) {
      const bytes = Buffer.from(whole)
      bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7))
      await tally.trial(`bit ${String(bit)}`, async () => damaged(bytes))
    }
    trials.tell(told(codes))
    return tally
  },
}

/** A database cut short. */
export const databaseCuts: SoakRun = {
  promise: 'no record reads wrong: a database that was cut short is an error with a code',
  counts: 'lengths',
  usual: 1000,
  run: async (trials) => {
    const tally = new Tally()
    const { whole, codes, damaged } = await bench(trials)
    const lengths = spread(trials.count, whole.length, trials.random)
    tally.owed = lengths.length
    for (const [at, length] of lengths.entries()) {
      // Every other one between two pages, where the cut is hardest to see.
      const cut = at % 2 === 0 ? length : length - (length % 4096)
      await tally.trial(`length ${String(cut)}`, async () => damaged(whole.subarray(0, cut)))
    }
    trials.tell(told(codes))
    return tally
  },
}
