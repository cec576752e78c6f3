import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { Skipped } from '../../scripts/soak/run.ts'
import type { SoakRun } from '../../scripts/soak/run.ts'
import { missed, Tally } from '../../scripts/soak/tally.ts'
import { passphrase, reopen } from '../vault/harness.ts'
import { baseVault } from './base-vault.ts'
import { cannotFailCalls, failing, struckIn } from './failing-calls.ts'
import { childScript } from './kill-saves.ts'
import { killed } from './killed.ts'
import { during, isHot } from './model.ts'
import { refusalOf } from './refusal.ts'

const mounted = (...args: readonly string[]): boolean =>
  spawnSync('mount', args, { stdio: 'ignore' }).status === 0
const unmount = (place: string): void =>
  void spawnSync('umount', ['-l', place], { stdio: 'ignore' })

/** Why a disk cannot be mounted here, or null. */
export const cannotMount = (): string | null =>
  process.platform !== 'linux' || process.getuid?.() !== 0
    ? 'only root on Linux can mount a small disk'
    : null

/** A small disk in memory while `act` runs. @throws Skipped. */
const onSmallDisk = async <T>(
  folder: string,
  size: string,
  act: (place: string) => Promise<T>,
): Promise<T> => {
  const reason = cannotMount()
  if (reason !== null) throw new Skipped(reason)
  const place = join(folder, 'disk')
  mkdirSync(place, { recursive: true })
  if (!mounted('-t', 'tmpfs', '-o', `size=${size},mode=700`, 'understory-test', place)) {
    throw new Skipped('a small disk could not be mounted')
  }
  try {
    return await act(place)
  } finally {
    unmount(place)
  }
}

/** Saves on a full or almost full disk; the free space differs from trial to trial. */
export const diskFull: SoakRun = {
  promise:
    'a full disk is told by its code; what was acknowledged is there, and with room it goes on',
  counts: 'times that the disk runs full',
  usual: 100,
  run: async ({ folder, count, random, tell }) => {
    const tally = new Tally()
    const base = await baseVault(folder)
    let [saved, refused] = [0, 0]
    await onSmallDisk(folder, '1m', async (place) => {
      for (let round = 0; tally.wants(count); round += 1) {
        const { folder: from, model } = base.copy()
        const vault = join(place, 'vault')
        rmSync(vault, { recursive: true, force: true })
        cpSync(from, vault, { recursive: true })
        const filler = join(place, 'filler')
        const left = random.below(260) * 1024
        await tally.trial(`${String(left >> 10)} KiB left`, async () => {
          fill(filler, left)
          const before = model.ends.length
          const { said } = await killed(childScript, ['save', vault, '30'], 'by itself')
          model.hear(said)
          const ends = model.ends.slice(before)
          assert.equal(ends.length, 30, 'an answer to each')
          for (const end of ends)
            assert.ok([null, 'storage', 'in-doubt', 'read-only'].includes(end), String(end))
          saved += ends.filter((end) => end === null).length
          refused += ends.filter((end) => end !== null).length
          rmSync(filler)
          await during(vault, async (desk) => {
            await model.holds(desk)
          })
          // Space is free again.
          const after = await killed(childScript, ['save', vault, '1'], 'by itself')
          model.hear(after.said)
          assert.equal(model.ends.at(-1), null)
          await during(vault, (desk) => model.holds(desk))
          return ends.some((end) => end !== null) ? 'refused' : missed
        })
        rmSync(filler, { force: true })
      }
    })
    tell(`${String(saved)} saves were acknowledged, ${String(refused)} refused`)
    return tally
  },
}

/** Fills a disk up to this many free bytes. */
const fill = (path: string, left: number): void => {
  const piece = Buffer.alloc(4096)
  const pieces: Buffer[] = []
  for (;;) {
    pieces.push(piece)
    try {
      writeFileSync(path, piece, { flag: 'a' })
    } catch {
      break
    }
  }
  const bytes = readFileSync(path).length
  writeFileSync(path, Buffer.alloc(Math.max(0, bytes - left)))
}

const contentOf = (folder: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name !== 'blobs')
      .map((name) => [name, readFileSync(join(folder, name)).toString('base64')]),
  )

/** A vault on a read-only medium, closed properly before or killed. */
export const readOnlyMedium: SoakRun = {
  promise:
    'it is refused with a code and not one byte changes, or it is open and every write is refused',
  counts: 'openings',
  usual: 50,
  run: async ({ folder, count, random, tell }) => {
    const tally = new Tally()
    const base = await baseVault(folder)
    const codes = new Map<string, number>()
    await onSmallDisk(folder, '4m', async (place) => {
      for (let round = 0; round < count; round += 1) {
        const { folder: from, model } = base.copy()
        const vault = join(place, 'vault')
        mounted('-o', 'remount,rw', place)
        rmSync(vault, { recursive: true, force: true })
        cpSync(from, vault, { recursive: true })
        await tally.trial(`opening ${String(round)}`, async () => {
          if (round % 2 === 1) {
            const kill = { afterMs: random.below(80) }
            model.hear((await killed(childScript, ['save', vault, '1000'], kill)).said)
          }
          assert.ok(mounted('-o', 'remount,ro', place), 'made read-only')
          const before = contentOf(vault)
          const code = await refusalOf(() => during(vault, (desk) => model.holds(desk)))
          codes.set(code ?? 'open', (codes.get(code ?? 'open') ?? 0) + 1)
          assert.ok(code === null || code === 'storage', String(code))
          assert.deepEqual(contentOf(vault), before)
          assert.ok(mounted('-o', 'remount,rw', place))
          await during(vault, (desk) => model.holds(desk))
          return code === null ? 'held' : 'refused'
        })
      }
    })
    tell([...codes].map(([code, n]) => `${code} ${String(n)}`).join(', '))
    return tally
  },
}

/** A medium that is removed midway: every call fails; or its folder is moved away. */
export const mediumRemoved: SoakRun = {
  promise: 'what was acknowledged is there when the medium is back; the rest was told by a code',
  counts: 'removals, and folders that were moved away, in turn',
  usual: 300,
  run: async ({ folder, count, random }) => {
    const reason = cannotFailCalls()
    if (reason !== null) throw new Skipped(reason)
    const tally = new Tally()
    const base = await baseVault(folder)
    for (let round = 0; tally.wants(count); round += 1) {
      const { folder: vault, model } = base.copy()
      const before = model.ends.length
      if (round % 3 < 2) {
        const nth = 1 + random.below(400)
        await tally.trial(`gone from call ${String(nth)} on`, async () => {
          const env = failing(vault, { call: 'any', nth, error: 'EIO', stays: true })
          const { said, err } = await killed(childScript, ['save', vault, '10'], 'by itself', env)
          model.hear(said)
          const ends = model.ends.slice(before)
          assert.equal(ends.length, 10, 'an answer to each')
          const firstRefusal = ends.findIndex((end) => end !== null)
          if (firstRefusal >= 0) {
            assert.ok(
              ends.slice(firstRefusal).every((end) => end !== null),
              'a write on a lost medium',
            )
          }
          const repaired = isHot(vault)
          await during(vault, (desk) => model.holds(desk))
          if (struckIn(err) === null) return missed
          return firstRefusal >= 0 ? 'refused' : repaired ? 'repaired' : 'held'
        })
        continue
      }
      await tally.trial('moved away', async () => {
        const away = `${vault}-away`
        const desk = await reopen(vault)
        renameSync(vault, away)
        const change = {
          current: passphrase,
          currentKeyFile: null,
          next: 'others',
          nextKeyFile: null,
        }
        try {
          const code = await refusalOf(() => desk.controller.changePassphrase(change))
          assert.ok(code !== null, 'a header was written to nowhere')
        } finally {
          desk.controller.close()
        }
        assert.ok(!existsSync(vault), 'nothing is made where it was')
        await during(away, (back) => model.holds(back))
        rmSync(away, { recursive: true })
        return 'refused'
      })
    }
    return tally
  },
}
