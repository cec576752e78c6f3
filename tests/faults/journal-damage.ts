import assert from 'node:assert/strict'
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { seededRandom, spread } from '../../scripts/soak/random.ts'
import { Skipped } from '../../scripts/soak/run.ts'
import type { SoakRun, Trials } from '../../scripts/soak/run.ts'
import { Tally } from '../../scripts/soak/tally.ts'
import type { Outcome } from '../../scripts/soak/tally.ts'
import { sodiumReady } from '../../src/crypto/sodium.ts'
import type { Tail } from '../../src/main/store/context.ts'
import { vaultPaths } from '../../src/main/vault/files/paths.ts'
import { baseVault } from './base-vault.ts'
import { callsIn, cannotFailCalls, counting, failing } from './failing-calls.ts'
import { childScript } from './kill-saves.ts'
import { killed } from './killed.ts'
import { isHot } from './model.ts'
import type { Line } from './model.ts'
import { stateOf } from './store-state.ts'
import type { State } from './store-state.ts'
import { databaseKeyOf, vaultKeyOf } from './vault-keys.ts'

/** The files after a killed save, and the two states that may result. */
type Killed = {
  readonly database: Buffer
  readonly journal: Buffer
  readonly key: Buffer
  /** All that was there before the save. */
  readonly old: State
  /** The text that the save would have added. */
  readonly body: string
}

/** Saves that are killed before, during and after their writes to the database. */
const killedSaves = async ({ folder, tell }: Trials): Promise<Killed[]> => {
  const reason = cannotFailCalls()
  if (reason !== null) throw new Skipped(reason)
  await sodiumReady()
  const base = await baseVault(folder, 6)
  const vault = base.copy().folder
  const { database } = vaultPaths(vault)
  const save = (env: Record<string, string>) =>
    killed(childScript, ['save', vault, '1'], 'by itself', env)
  const calls = callsIn((await save(counting(vault))).err)
  const writes = calls.flatMap(({ call, file }, i) =>
    call === 'pwrite' && file === 'notes.db' ? [i + 1] : [],
  )
  const [first, last] = [writes[0] ?? 0, writes.at(-1) ?? 0]
  const middle = writes[Math.floor(writes.length / 2)] ?? 0
  const snapshots: Killed[] = []
  for (const nth of [first, middle, last, last + 1]) {
    base.copy()
    const key = databaseKeyOf(await vaultKeyOf(vault))
    const old = stateOf(database, key)
    assert.equal(old.failure, null)
    const { said } = await save(failing(vault, { call: 'any', nth, error: 'kill' }))
    assert.ok(isHot(vault), 'a journal is left')
    const tries = JSON.parse(said.at(-1) ?? '') as Extract<Line, { tries: unknown }>
    const journal = readFileSync(`${database}-journal`)
    snapshots.push({ database: readFileSync(database), journal, key, old, body: tries.tries.body })
  }
  tell(`journals of ${snapshots.map(({ journal }) => String(journal.length)).join(', ')} bytes`)
  cpSync(vault, join(folder, 'damaged'), { recursive: true })
  return snapshots
}

/**
 * The old or the new state, whole; or a reported fault. No record may read as a state that never
 * existed.
 */
const judged = (found: State, { old, body }: Killed): Outcome => {
  let added = 0
  for (const [id, record] of found.records) {
    const before = old.records.get(id)
    if (before === undefined && record.includes(body.trim())) added += 1
    else assert.equal(record, before, 'a record reads wrong')
  }
  const isSound = found.anchored === 'ok' || found.anchored === 'repair-anchor'
  if (found.failure !== null || !isSound) return 'refused'
  assert.equal(found.records.size, old.records.size + added, 'a record is missing without a word')
  assert.equal(added, found.tail.seq - old.tail.seq > 0 ? 1 : 0, 'a line without its record')
  return 'repaired'
}

/** Single bits of the journal that a killed save left, flipped before the vault is opened again. */
export const journalBits: SoakRun = {
  promise: 'the save is rolled back whole, or is there whole, or it is named: nothing reads wrong',
  counts: 'bits',
  usual: 2000,
  run: async (trials) => {
    const tally = new Tally()
    const snapshots = await killedSaves(trials)
    const database = join(trials.folder, 'damaged', 'notes.db')
    const states = new Map<string, number>()
    for (const [at, one] of snapshots.entries()) {
      const anchor: Tail = one.old.tail
      const share = Math.ceil((trials.count - at) / snapshots.length)
      const bits = one.journal.length * 8
      // The journal's header and the heads of its pages are few, and matter most.
      const heads = Array.from({ length: share }, () => trials.random.below(64 * 8))
      const all = spread(share, bits, seededRandom(trials.random.below(2 ** 31)))
      for (let round = 0; round < share; round += 1) {
        const bit = (round % 4 === 0 ? heads[round] : all[round]) ?? 0
        await tally.trial(`bit ${String(bit)} of journal ${String(at)}`, async () => {
          const journal = Buffer.from(one.journal)
          journal[bit >> 3] = (journal[bit >> 3] ?? 0) ^ (1 << (bit & 7))
          writeFileSync(database, one.database)
          writeFileSync(`${database}-journal`, journal)
          const found = stateOf(database, one.key, anchor)
          const outcome = judged(found, one)
          const state = outcome === 'refused' ? (found.failure ?? String(found.anchored)) : 'whole'
          states.set(state, (states.get(state) ?? 0) + 1)
          return outcome
        })
        rmSync(`${database}-journal`, { force: true })
      }
    }
    trials.tell([...states].map(([state, n]) => `${state} ${String(n)}`).join(', '))
    return tally
  },
}
