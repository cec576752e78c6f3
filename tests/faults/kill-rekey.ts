import assert from 'node:assert/strict'
import { join } from 'node:path'
import type { SoakRun } from '../../scripts/soak/run.ts'
import { missed, Tally } from '../../scripts/soak/tally.ts'
import { openTestVault, passphrase } from '../vault/harness.ts'
import { baseVault } from './base-vault.ts'
import { callsOf, moments } from './kill-saves.ts'
import { killed } from './killed.ts'
import type { Kill } from './killed.ts'
import { copiesAgree, isHot } from './model.ts'
import { nextPassphrase } from './next-passphrase.ts'
import { refusalOf } from './refusal.ts'

const script = join(import.meta.dirname, 'rekey-child.ts')

/** kill -9 while a passphrase is changed, which gives the vault another key. */
export const killRekey: SoakRun = {
  promise: 'the app opens the vault with the old or the new passphrase, and all is there',
  counts: 'kills',
  usual: 500,
  run: async ({ folder, count, random, tell }) => {
    const tally = new Tally()
    const base = await baseVault(folder, 8)
    const vault = base.copy().folder
    const start = (kill: Kill, env: Record<string, string>) => killed(script, [vault], kill, env)
    const calls = await callsOf(vault, (env) => start('by itself', env))
    const moment = moments(vault, random, 400, calls)
    const next = nextPassphrase(passphrase)
    const under = { old: 0, next: 0 }
    for (let round = 0; tally.wants(count); round += 1) {
      const { model } = base.copy()
      const { kill, env, what } = moment(round)
      await tally.trial(`kill ${String(round)}, ${what}`, async () => {
        const { said, signal } = await start(kill, env)
        const isDone = said.includes('done')
        assert.ok(signal === 'SIGKILL' || isDone, 'it broke off by itself')
        const isMended = isHot(vault) || !copiesAgree(vault)
        // Between two writes of the header either may open; the one that does decides.
        const order = round % 2 === 0 ? [passphrase, next] : [next, passphrase]
        let opener: string | null = null
        for (const words of order) {
          const desk = openTestVault(vault)
          const unlocked = await refusalOf(() =>
            desk.controller.unlock({ passphrase: words, keyFile: null }),
          )
          if (unlocked === null) {
            await model.holds(desk)
            opener ??= words
          } else assert.equal(unlocked, 'wrong-passphrase')
          desk.controller.close()
          if (opener !== null && unlocked === null) assert.equal(words, opener, 'both open it')
        }
        assert.ok(opener !== null, 'neither opens it')
        if (isDone) assert.equal(opener, next, 'it was said to be done')
        assert.ok(copiesAgree(vault) && !isHot(vault), 'settled')
        if (signal !== 'SIGKILL') return missed
        under[opener === passphrase ? 'old' : 'next'] += 1
        return isMended ? 'repaired' : 'held'
      })
    }
    tell(`${String(under.old)} with the old passphrase, ${String(under.next)} with the next`)
    return tally
  },
}
