import assert from 'node:assert/strict'
import type { SoakRun } from '../../scripts/soak/run.ts'
import { Tally } from '../../scripts/soak/tally.ts'
import { failureOf, passphrase } from '../vault/harness.ts'
import { baseVault } from './base-vault.ts'
import { copiesAgree, during, isHot } from './model.ts'
import { callsOf, childScript, moments } from './kill-saves.ts'
import { killed } from './killed.ts'
import type { Kill } from './killed.ts'

/** The last passphrase that a child acknowledged, or the one before. */
export const saidLast = (said: readonly string[], before: string): string => {
  const last = said.filter((line) => line.includes('changed')).at(-1)
  return last === undefined ? before : (JSON.parse(last) as { changed: string }).changed
}

/** kill -9 while the header is written: the passphrase is changed again and again. */
export const killHeader: SoakRun = {
  promise: 'the passphrase that was acknowledged opens the vault, or else the one right after it',
  counts: 'kills',
  usual: 500,
  run: async ({ folder, count, random }) => {
    const tally = new Tally()
    const base = await baseVault(folder)
    const vault = base.copy()
    // Three: of two, the one before what was acknowledged last is also the one right after it.
    const all = [passphrase, `${passphrase}!`, `${passphrase}?`]
    let current = passphrase
    const after = (words: string, steps: number): string =>
      all[(all.indexOf(words) + steps) % all.length] ?? ''
    const start = (changes: number, kill: Kill, env: Record<string, string>) =>
      killed(
        childScript,
        ['passphrase', vault.folder, ...all.map((_, i) => after(current, i)), String(changes)],
        kill,
        env,
      )
    // Enough changes to return to the first one.
    const { length: calls } = await callsOf(vault.folder, (env) =>
      start(all.length, 'by itself', env),
    )
    const moment = moments(vault.folder, random, 250, calls)
    for (let round = 0; round < count; round += 1) {
      const { kill, env, what } = moment(round)
      await tally.trial(`kill ${String(round)}, ${what}`, async () => {
        const ended = await start(1e6, kill, env)
        assert.equal(ended.signal, 'SIGKILL')
        current = saidLast(ended.said, current)
        const repaired = !copiesAgree(vault.folder) || isHot(vault.folder)
        const look = (words: string) =>
          failureOf(() => during(vault.folder, (desk) => vault.model.holds(desk), words))
        const code = await look(current)
        if (code !== 'none') {
          // Written, but killed before the acknowledgement.
          assert.equal(code, 'wrong-passphrase')
          current = after(current, 1)
          assert.equal(await look(current), 'none')
        }
        assert.ok(copiesAgree(vault.folder), 'two headers')
        for (const other of [after(current, 1), after(current, 2)]) {
          assert.equal(
            await failureOf(() => during(vault.folder, async () => {}, other)),
            'wrong-passphrase',
          )
        }
        return repaired ? 'repaired' : 'held'
      })
    }
    return tally
  },
}
