import assert from 'node:assert/strict'
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { spread } from '../../scripts/soak/random.ts'
import type { Random } from '../../scripts/soak/random.ts'
import type { SoakRun } from '../../scripts/soak/run.ts'
import { Tally } from '../../scripts/soak/tally.ts'
import type { Outcome } from '../../scripts/soak/tally.ts'
import { failureOf, passphrase } from '../vault/harness.ts'
import { baseVault } from './base-vault.ts'
import type { BaseVault } from './base-vault.ts'
import { recording } from './failing-calls.ts'
import { saidLast } from './kill-header.ts'
import { childScript } from './kill-saves.ts'
import { killed } from './killed.ts'
import { LostPower } from './lost-power.ts'
import type { Luck } from './lost-power.ts'
import { copiesAgree, during, isHot } from './model.ts'
import { recordedIn } from './recorded.ts'
import type { Recorded } from './recorded.ts'

const next = `${passphrase}!`
const acts = {
  save: ['3'],
  passphrase: [passphrase, next, '1'],
} as const
type Act = keyof typeof acts

/** A finished act, with all that it wrote to the disk and all that it acknowledged. */
type Done = {
  readonly act: Act
  readonly records: readonly Recorded[]
  readonly said: readonly string[]
}

const lucks = {
  'nothing that was not synced came': () => ({ names: () => 0, comes: () => false }),
  'all of it came': () => ({ names: (of) => of, comes: () => true }),
  'some of it came': (random) => ({
    names: (of) => random.below(of + 1),
    comes: () => random.below(2) === 0,
  }),
} as const satisfies Readonly<Record<string, (random: Random) => Luck>>
type Trial = { readonly done: Done; readonly after: number; readonly luck: keyof typeof lucks }

const filesIn = (folder: string): ReadonlyMap<string, Uint8Array> =>
  new Map(
    readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ name }) => [name, readFileSync(join(folder, name))]),
  )

const doOnce = async (base: BaseVault, place: string, act: Act): Promise<Done> => {
  const { folder } = base.copy()
  const record = join(place, `${act}.record`)
  const args = [act, folder, ...acts[act]]
  const { said, signal } = await killed(childScript, args, 'by itself', recording(folder, record))
  assert.equal(signal, null)
  return { act, records: recordedIn(record), said }
}

/** The vault after a power cut following this many calls. */
const cut = (base: BaseVault, { done, after, luck }: Trial, random: Random) => {
  const { folder, model } = base.copy()
  const disk = new LostPower(filesIn(folder))
  const before = done.records.slice(0, after)
  for (const record of before) disk.take(record)
  const left = disk.left(lucks[luck](random))
  for (const name of filesIn(folder).keys()) rmSync(join(folder, name))
  for (const [name, content] of left) writeFileSync(join(folder, name), content)
  // The first line says that the child has started.
  const lines = before.filter(({ call }) => call === 'said').length - 1
  return { folder, model, said: done.said.slice(0, Math.max(0, lines)) }
}

const tryTrial = async (base: BaseVault, trial: Trial, random: Random): Promise<Outcome> => {
  const { folder, model, said } = cut(base, trial, random)
  const repaired = isHot(folder) || !copiesAgree(folder)
  const look = (words?: string) =>
    failureOf(() => during(folder, (desk) => model.holds(desk), words))
  if (trial.done.act === 'save') {
    model.hear(said)
    assert.equal(await look(), 'none')
  } else {
    const current = saidLast(said, passphrase)
    const code = await look(current)
    if (code !== 'none') {
      // The change may be on the disk before it was acknowledged; once acknowledged, it must be.
      assert.deepEqual([code, current], ['wrong-passphrase', passphrase])
      assert.equal(await look(next), 'none')
    }
    assert.ok(copiesAgree(folder), 'two headers')
  }
  return repaired ? 'repaired' : 'held'
}

/**
 * Every point twice, with no unsynced write kept and with all kept, and as many again with some
 * kept.
 */
const trialsOf = (done: readonly Done[], count: number, random: Random): Trial[] => {
  const points = done.flatMap((one) =>
    Array.from({ length: one.records.length + 1 }, (_, after) => ({ done: one, after })),
  )
  const sure = points.flatMap((point) =>
    (['nothing that was not synced came', 'all of it came'] as const).map((luck) => ({
      ...point,
      luck,
    })),
  )
  const fixed = spread(Math.ceil(count / 2), sure.length, random).flatMap((at) => sure[at] ?? [])
  const rest = spread(Math.min(count - fixed.length, points.length), points.length, random)
  const some: Trial[] = rest.flatMap((at) => {
    const point = points[at]
    return point === undefined ? [] : [{ ...point, luck: 'some of it came' as const }]
  })
  while (fixed.length + some.length < count)
    some.push({ ...random.pick(points), luck: 'some of it came' })
  return [...fixed, ...some]
}

/** A power cut: synced writes are there, and a random part of the rest, by sectors. */
export const powerLoss: SoakRun = {
  promise: 'what was acknowledged is there, and what was not is there whole or not at all',
  counts: 'cuts of the power',
  usual: 5_000,
  run: async ({ folder, count, random, tell }) => {
    const tally = new Tally()
    const base = await baseVault(folder)
    const done: Done[] = []
    for (const act of ['save', 'passphrase'] as const) {
      const one = await doOnce(base, folder, act)
      const syncs = one.records.filter(({ call }) => call === 'sync').length
      assert.ok(syncs > 8, 'calls are seen')
      tell(`${act}: ${String(one.records.length)} calls, ${String(syncs)} syncs`)
      done.push(one)
    }
    for (const trial of trialsOf(done, count, random)) {
      const what = `${trial.done.act}, after ${String(trial.after)} calls: ${trial.luck}`
      await tally.trial(what, () => tryTrial(base, trial, random))
    }
    return tally
  },
}
