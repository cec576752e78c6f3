import assert from 'node:assert/strict'
import type { SoakRun } from '../../scripts/soak/run.ts'
import { Tally } from '../../scripts/soak/tally.ts'
import { openTestVault, passphrase, reportContent } from '../vault/harness.ts'
import type { TestVault } from '../vault/harness.ts'
import { baseVault } from './base-vault.ts'

const tenYears = 10 * 365 * 86_400_000
/** A vault takes so many jumps before a fresh one. */
const jumpsOfOne = 20

/** A clock that jumps by up to ten years, forward and back, while a vault is open and between. */
export const clock: SoakRun = {
  promise: 'whatever the clock says, what is saved is there, in its order, and nothing is erased',
  counts: 'jumps',
  usual: 400,
  run: async ({ folder, count, random, tell }) => {
    const tally = new Tally()
    const base = await baseVault(folder)
    let vault = base.copy()
    let offset = 0
    const now = (): number => Date.now() + offset
    let desk: TestVault | null = null
    const open = async (): Promise<TestVault> => {
      const opened = openTestVault(vault.folder, now)
      await opened.controller.unlock({ passphrase, keyFile: null })
      return opened
    }
    const close = (): void => {
      desk?.controller.close()
      desk = null
    }
    const days = new Set<string>()
    try {
      for (let round = 0; round < count; round += 1) {
        if (round % jumpsOfOne === 0) {
          close()
          vault = base.copy()
        }
        // The ends of the range first, then anything between.
        offset =
          round < 2 ? (round === 0 ? tenYears : -tenYears) : random.below(2 * tenYears) - tenYears
        await tally.trial(`${String(Math.round(offset / 86_400_000))} days`, async () => {
          if (random.below(2) === 1) close()
          desk ??= await open()
          const { handlers } = desk
          const body = `at ${String(offset)}`
          const made = await handlers['reports.save']({
            id: null,
            rev: 0,
            content: reportContent(body),
          })
          const { id, rev } = made
          const isFiled = random.below(2) === 1
          if (isFiled) await handlers['reports.file']({ id, rev })
          const state = isFiled ? 'filed' : 'draft'
          vault.model.hear([JSON.stringify({ done: { id, body, state } })])
          await vault.model.holds(desk)
          const { lines } = await handlers['journal.list']({
            subject: null,
            before: null,
            limit: 50,
          })
          const seqs = lines.map(({ seq }) => seq)
          assert.deepEqual(
            seqs,
            [...seqs].sort((a, b) => b - a),
          )
          for (const { day } of lines) days.add(day.slice(0, 4))
          return 'held'
        })
      }
    } finally {
      close()
    }
    tell(`years that the journal names: ${[...days].sort().join(' ')}`)
    return tally
  },
}
