import assert from 'node:assert/strict'
import { join } from 'node:path'
import type { SoakRun } from '../../scripts/soak/run.ts'
import { missed, Tally } from '../../scripts/soak/tally.ts'
import { sodiumReady } from '../../src/crypto/sodium.ts'
import { vaultPaths } from '../../src/main/vault/files/paths.ts'
import { baseVault } from './base-vault.ts'
import { callsOf, moments } from './kill-saves.ts'
import { killed } from './killed.ts'
import type { Kill } from './killed.ts'
import { copiesAgree, isHot } from './model.ts'
import { stateOf } from './store-state.ts'
import { databaseKeyOf, vaultKeys } from './vault-keys.ts'

const script = join(import.meta.dirname, 'rekey-child.ts')

/** kill -9 while a vault's key is changed. */
export const killRekey: SoakRun = {
  promise:
    'the header holds the key that the database is under, the old or the next, and all is there',
  counts: 'kills',
  usual: 500,
  run: async ({ folder, count, random, tell }) => {
    await sodiumReady()
    const tally = new Tally()
    const base = await baseVault(folder, 8)
    const vault = base.copy().folder
    const { database } = vaultPaths(vault)
    const truth = stateOf(database, databaseKeyOf((await vaultKeys(vault)).keys[0] as never))
    assert.equal(truth.failure, null)
    const start = (kill: Kill, env: Record<string, string>) => killed(script, [vault], kill, env)
    const calls = await callsOf(vault, (env) => start('by itself', env))
    const moment = moments(vault, random, 400, calls)
    const under = { old: 0, next: 0 }
    for (let round = 0; tally.wants(count); round += 1) {
      base.copy()
      const before = databaseKeyOf((await vaultKeys(vault)).keys[0] as never)
      const { kill, env, what } = moment(round)
      await tally.trial(`kill ${String(round)}, ${what}`, async () => {
        const { said, signal } = await start(kill, env)
        assert.ok(signal === 'SIGKILL' || said.includes('done'), 'it broke off by itself')
        const repaired = isHot(vault) || !copiesAgree(vault)
        const { keys } = await vaultKeys(vault)
        const states = keys.map((key) => stateOf(database, databaseKeyOf(key)))
        const [whole, ...more] = states.filter(({ failure }) => failure === null)
        assert.ok(whole !== undefined && more.length === 0, 'one key opens the database')
        assert.deepEqual(whole.records, truth.records)
        const isOld = stateOf(database, before).failure === null
        if (said.includes('done')) assert.ok(!isOld && keys.length === 1, 'it was said to be done')
        if (signal !== 'SIGKILL') return missed
        under[isOld ? 'old' : 'next'] += 1
        return repaired ? 'repaired' : 'held'
      })
    }
    tell(`${String(under.old)} under the old key, ${String(under.next)} under the next`)
    return tally
  },
}
