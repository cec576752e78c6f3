import type { SoakRun } from '../../scripts/soak/run.ts'
import { Tally } from '../../scripts/soak/tally.ts'
import { TestVault } from '../store/test-vault.ts'
import {
  changedBy,
  changedPages,
  changes,
  isCaught,
  putBack,
  putElsewhere,
  usedPages,
} from '../store/old-pages.ts'
import type { Noticed } from '../store/old-pages.ts'

/** Pages of one database put back as they were, or in the place of others. */
export const oldPages: SoakRun = {
  promise: 'a page that is not the one that was written last is caught, by anchor, digest or MAC',
  counts: 'pages, old ones and ones of another place in turn',
  usual: 200,
  run: async ({ count, random, tell }) => {
    const tally = new Tally()
    const names = Object.keys(changes)
    const ways = new Map<string, number>()
    const note = ({ owner, by }: Noticed, what: string): 'refused' | 'held' => {
      if (!isCaught({ owner, by })) throw new Error(`${what} of ${owner}: ${by}`)
      ways.set(by, (ways.get(by) ?? 0) + 1)
      return by === 'no change' ? 'held' : 'refused'
    }
    for (const [at, name] of names.entries()) {
      const share =
        Math.floor(((at + 1) * count) / names.length) - Math.floor((at * count) / names.length)
      if (share === 0) continue
      const vault = new TestVault()
      const changed = changedBy(name, vault)
      const [old, used] = [changedPages(changed), usedPages(changed)]
      for (let round = 0; round < share; round += 1) {
        await tally.trial(`after ${name}`, async () => {
          if (round % 2 === 0) return note(putBack(changed, random.pick(old)), 'an old page')
          const to = random.pick(used)
          const from = random.pick(used.filter((page) => page !== to))
          return note(putElsewhere(changed, from, to), 'a page of another place')
        })
      }
      vault.drop()
    }
    tell([...ways].map(([by, n]) => `${by} ${String(n)}`).join(', '))
    return tally
  },
}
