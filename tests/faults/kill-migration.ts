import assert from 'node:assert/strict'
import { cpSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { SoakRun } from '../../scripts/soak/run.ts'
import { missed, Tally } from '../../scripts/soak/tally.ts'
import { sodiumReady } from '../../src/crypto/sodium.ts'
import { openReadDb } from '../../src/main/store/db.ts'
import { latestSchema, schemaVersion } from '../../src/main/store/migrate.ts'
import { vaultPaths } from '../../src/main/vault/files/paths.ts'
import { callsOf, moments } from './kill-saves.ts'
import { killed } from './killed.ts'
import type { Kill } from './killed.ts'
import { isHot } from './model.ts'
import { stateOf } from './store-state.ts'
import { databaseKeyOf, vaultKeyOf } from './vault-keys.ts'

const script = join(import.meta.dirname, 'migration-child.ts')
const fixture = join(import.meta.dirname, '..', 'fixtures', 'vaults', 'v2-schema-1')

/** kill -9 while the vault of the first format is brought up to date. */
export const killMigration: SoakRun = {
  promise:
    'the schema is the old one, the new one or one between, and the next opening finishes it',
  counts: 'kills',
  usual: 500,
  run: async ({ folder, count, random, tell }) => {
    await sodiumReady()
    const tally = new Tally()
    const vault = join(folder, 'vault')
    const { database } = vaultPaths(vault)
    const fresh = (): void => {
      rmSync(vault, { recursive: true, force: true })
      cpSync(fixture, vault, { recursive: true })
    }
    fresh()
    // It was made with Argon2id, whatever this process uses for its own vaults.
    delete process.env['UNDERSTORY_TEST_KDF']
    const key = databaseKeyOf(await vaultKeyOf(vault))
    const start = (kill: Kill, env: Record<string, string>) =>
      killed(script, [database, key.toString('hex')], kill, env)
    const truth = stateOf(database, key)
    assert.equal(truth.failure, null)
    fresh()
    const { length: calls } = await callsOf(vault, (env) => start('by itself', env))
    const moment = moments(vault, random, 60, calls)
    const versions = new Map<number, number>()
    for (let round = 0; tally.wants(count); round += 1) {
      fresh()
      const { kill, env, what } = moment(round)
      await tally.trial(`kill ${String(round)}, ${what}`, async () => {
        const { said, signal } = await start(kill, env)
        assert.ok(signal === 'SIGKILL' || said.includes('migrated'), 'it broke off by itself')
        const repaired = isHot(vault)
        if (!repaired) {
          const db = openReadDb(database, { databaseKey: Buffer.from(key) })
          const version = schemaVersion(db)
          db.close()
          if (signal === 'SIGKILL') versions.set(version, (versions.get(version) ?? 0) + 1)
          if (said.includes('migrated')) assert.equal(version, latestSchema)
        }
        const now = stateOf(database, key)
        assert.deepEqual({ ...now }, { ...truth })
        // No copy of an older version remains.
        assert.deepEqual(
          readdirSync(vault).filter((name) => name.includes('.v')),
          [],
        )
        if (signal !== 'SIGKILL') return missed
        return repaired ? 'repaired' : 'held'
      })
    }
    const found = [...versions].sort(([a], [b]) => a - b)
    tell(`schema found: ${found.map(([v, n]) => `${String(v)} (${String(n)})`).join(', ')}`)
    return tally
  },
}
