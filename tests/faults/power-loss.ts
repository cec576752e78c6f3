import assert from 'node:assert/strict'
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { seededRandom, spread } from '../../scripts/soak/random.ts'
import type { Random } from '../../scripts/soak/random.ts'
import type { SoakRun } from '../../scripts/soak/run.ts'
import { Tally } from '../../scripts/soak/tally.ts'
import type { Outcome } from '../../scripts/soak/tally.ts'
import { failureOf, passphrase } from '../vault/harness.ts'
import { wipe } from '../vault/wipe-vault.ts'
import { baseVault } from './base-vault.ts'
import type { BaseVault } from './base-vault.ts'
import { recording } from './failing-calls.ts'
import { saidLast } from './kill-header.ts'
import { childScript } from './kill-saves.ts'
import { killed } from './killed.ts'
import { LostPower } from './lost-power.ts'
import type { Luck } from './lost-power.ts'
import { copiesAgree, during, isHot } from './model.ts'
import type { Model } from './model.ts'
import { nextPassphrase } from './next-passphrase.ts'
import { recordedIn } from './recorded.ts'
import type { Recorded } from './recorded.ts'

const next = `${passphrase}!`
type Act = {
  readonly name: string
  /** Arguments of the child, around the folder. */
  readonly args: readonly [act: string, ...more: string[]]
  /** Is the vault as it must be after the power came back, where the child had said this much? */
  readonly holds: (
    left: { readonly folder: string; readonly model: Model; readonly said: readonly string[] },
    random: Random,
  ) => Promise<void>
}

const look = ({ folder, model }: { folder: string; model: Model }, words?: string) =>
  failureOf(() => during(folder, (desk) => model.holds(desk), words))

const save: Act = {
  name: 'save',
  args: ['save', '3'],
  holds: async (left) => {
    left.model.hear(left.said)
    assert.equal(await look(left), 'none')
  },
}

const header: Act = {
  name: 'passphrase',
  args: ['passphrase', passphrase, next, '1'],
  holds: async (left) => {
    const current = saidLast(left.said, passphrase)
    const code = await look(left, current)
    if (code !== 'none') {
      // The change may be on the disk before it was acknowledged; once acknowledged, it must be.
      assert.deepEqual([code, current], ['wrong-passphrase', passphrase])
      assert.equal(await look(left, next), 'none')
    }
  },
}

const isChanged = (line: string): boolean => line.includes('"changed"')
/** What a child said of reports; the model knows no other lines. */
const ofReports = (said: readonly string[]): string[] => said.filter((line) => !isChanged(line))

const rekeyForPassphrase: Act = {
  name: 'rekey for a new passphrase',
  args: ['change', 'passphrase'],
  holds: async (left, random) => {
    left.model.hear(ofReports(left.said))
    const isNew = left.said.some(isChanged)
    const changed = nextPassphrase(passphrase)
    // Between two writes of the header either opens it; the one that is typed first decides.
    const order = random.below(2) === 0 ? [passphrase, changed] : [changed, passphrase]
    const openers: string[] = []
    for (const words of order) {
      const code = await look(left, words)
      if (code === 'none') openers.push(words)
      else assert.equal(code, 'wrong-passphrase')
    }
    assert.equal(openers.length, 1, 'neither or both open it')
    if (isNew) assert.deepEqual(openers, [changed], 'it was acknowledged')
  },
}

const rekeyForWipe: Act = {
  name: 'rekey for a wipe passphrase',
  args: ['change', 'wipe'],
  holds: async (left) => {
    left.model.hear(ofReports(left.said))
    assert.equal(await look(left), 'none')
    const dryRun = { passphrase: wipe, keyFile: null, act: 'wipe' } as const
    const found = await failureOf(() =>
      during(left.folder, (desk) => desk.controller.dryRun(dryRun)),
    )
    if (left.said.some(isChanged)) assert.equal(found, 'none', 'it was acknowledged')
    else assert.ok(found === 'none' || found === 'wrong-passphrase')
  },
}

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
  const record = join(place, `${act.name}.record`)
  const [first, ...more] = act.args
  const args = [first, folder, ...more]
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
  const left = cut(base, trial, random)
  const repaired = isHot(left.folder) || !copiesAgree(left.folder)
  await trial.done.act.holds(left, random)
  assert.ok(copiesAgree(left.folder) && !isHot(left.folder), 'settled')
  return repaired ? 'repaired' : 'held'
}

type Point = Pick<Trial, 'done' | 'after'>

const pointsOf = (done: readonly Done[]): Point[] =>
  done.flatMap((one) =>
    Array.from({ length: one.records.length + 1 }, (_, after) => ({ done: one, after })),
  )

const sureLucks = ['nothing that was not synced came', 'all of it came'] as const

/**
 * Every point twice, with no unsynced write kept and with all kept, and as many again with some
 * kept.
 */
const trialsOf = (done: readonly Done[], count: number, random: Random): Trial[] => {
  const points = pointsOf(done)
  const sure = points.flatMap((point) => sureLucks.map((luck) => ({ ...point, luck })))
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

const isSameStep = (one: Recorded, next: Recorded): boolean =>
  one.call === next.call && 'name' in one && 'name' in next && one.name === next.name

/**
 * The points of a change of a credential at which something else begins: another file, or another
 * call. Of a thousand calls most write the pages of the database one after the other.
 */
const stepsOfChange = (one: Done): Point[] => {
  const lines = one.records.flatMap(({ call }, at) => (call === 'said' ? [at] : []))
  // The first line says that the child has started.
  const changed = 1 + one.said.findIndex(isChanged)
  const [from = 0, to = 0] = [lines[changed - 1], lines[changed]]
  return pointsOf([one]).filter(({ after }) => {
    const [last, next] = [one.records[after - 1], one.records[after]]
    if (after <= from || after > to + 1 || last === undefined) return false
    return next === undefined || !isSameStep(last, next)
  })
}

/** A part of the steps of each change with every luck, or all of them and other points as well. */
const trialsOfChanges = (done: readonly Done[], count: number, random: Random): Trial[] => {
  const lucky = Object.keys(lucks) as readonly Trial['luck'][]
  const steps = done.flatMap(stepsOfChange)
  const all = steps.flatMap((point) => lucky.map((luck) => ({ ...point, luck })))
  const first = spread(Math.min(count, all.length), all.length, random).flatMap(
    (at) => all[at] ?? [],
  )
  return [...first, ...trialsOf(done, count - first.length, random)]
}

/** A power cut: synced writes are there, and a random part of the rest, by sectors. */
const powerLossDuring = (
  acts: readonly Act[],
  trialsIn: typeof trialsOf,
  { usual, reports }: { readonly usual: number; readonly reports?: number },
): SoakRun => ({
  promise: 'what was acknowledged is there, and what was not is there whole or not at all',
  counts: 'cuts of the power',
  usual,
  run: async ({ folder, count, random, tell }) => {
    const tally = new Tally()
    const base = await baseVault(folder, reports)
    const done: Done[] = []
    for (const act of acts) {
      const one = await doOnce(base, folder, act)
      const syncs = one.records.filter(({ call }) => call === 'sync').length
      assert.ok(syncs > 8, 'calls are seen')
      tell(`${act.name}: ${String(one.records.length)} calls, ${String(syncs)} syncs`)
      done.push(one)
    }
    for (const trial of trialsIn(done, count, random)) {
      const what = `${trial.done.act.name}, after ${String(trial.after)} calls: ${trial.luck}`
      await tally.trial(what, () => tryTrial(base, trial, random))
    }
    return tally
  },
})

export const powerLoss = powerLossDuring([save, header], trialsOf, { usual: 5_000 })

/** A report before the change of a credential, the change, a report after it, and the lock. */
export const powerLossInRekey = powerLossDuring(
  [rekeyForPassphrase, rekeyForWipe],
  trialsOfChanges,
  { usual: 2_000, reports: 8 },
)

/** A file that a save syncs; the journal at its end, which its truncation makes. */
export type SyncOfSave = 'notes.db' | 'the end of notes.db-journal' | 'anchor'

const isSyncOf = (which: SyncOfSave, records: readonly Recorded[], at: number): boolean => {
  const record = records[at]
  if (record?.call !== 'sync') return false
  if (which !== 'the end of notes.db-journal') return record.name === which
  if (record.name !== 'notes.db-journal') return false
  const earlier = records.slice(0, at).reverse()
  const before = earlier.find((one) => 'name' in one && one.name === record.name)
  return before?.call === 'truncate'
}

/**
 * Cuts the power during saves that lack one kind of sync, from the last call on, until something is
 * lost. Nothing that was not synced came.
 *
 * @returns whether anything was lost.
 */
export const losesWithout = async (folder: string, which: SyncOfSave): Promise<boolean> => {
  const base = await baseVault(folder)
  const whole = await doOnce(base, folder, save)
  const records = whole.records.filter((_, at) => !isSyncOf(which, whole.records, at))
  assert.ok(records.length < whole.records.length, 'there are such syncs')
  const done = { ...whole, records }
  const luck = 'nothing that was not synced came'
  for (let after = records.length; after > 0; after -= 1) {
    const tally = new Tally()
    const random = seededRandom(after)
    await tally.trial('', () => tryTrial(base, { done, after, luck }, random))
    if (tally.lost > 0) return true
  }
  return false
}
