import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { join } from 'node:path'
import type { SoakRun } from '../../scripts/soak/run.ts'
import { Tally } from '../../scripts/soak/tally.ts'
import { baseVault } from './base-vault.ts'
import { during } from './model.ts'

const script = join(import.meta.dirname, 'race-child.ts')

/** A process that opens a vault on request, and reports the result. */
const racer = (folder: string) => {
  const child = spawn(process.execPath, [script, folder], { stdio: ['pipe', 'pipe', 'inherit'] })
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  return {
    tell: (word: 'open' | 'save' | 'close') => void child.stdin.write(`${word}\n`),
    heard: async (): Promise<string> => String((await lines.next()).value),
    end: () => void child.stdin.end(),
  }
}

/** Two processes come for one vault at once. */
export const races: SoakRun = {
  promise:
    'exactly one of two processes that come at once gets the vault; the other is told it is busy',
  counts: 'races',
  usual: 200,
  run: async ({ folder, count, random, tell }) => {
    const tally = new Tally()
    const base = await baseVault(folder)
    const vault = base.copy()
    const two = [racer(vault.folder), racer(vault.folder)]
    const wins = [0, 0]
    try {
      for (let round = 0; round < count; round += 1) {
        await tally.trial(`race ${String(round)}`, async () => {
          const first = random.below(2)
          two[first]?.tell('open')
          if (random.below(2) === 1)
            await new Promise((resolve) => setTimeout(resolve, random.below(8)))
          two[1 - first]?.tell('open')
          const said = await Promise.all(two.map(async (one) => one.heard()))
          assert.deepEqual([...said].sort(), ['busy', 'open'])
          const winner = said.indexOf('open')
          wins[winner] = (wins[winner] ?? 0) + 1
          two[winner]?.tell('save')
          vault.model.hear([(await two[winner]?.heard()) ?? ''])
          two[winner]?.tell('close')
          assert.equal(await two[winner]?.heard(), 'closed')
          return 'held'
        })
      }
    } finally {
      for (const one of two) one.end()
    }
    await tally.trial('all that was saved', async () => {
      await during(vault.folder, (desk) => vault.model.holds(desk))
      return 'held'
    })
    tell(`won: ${wins.join(' and ')}`)
    return tally
  },
}
