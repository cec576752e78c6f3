import { join } from 'node:path'
import { mainChannels, vaultChannels } from '../../src/shared/channels.ts'
import { runAsUser } from '../run/as-user.ts'
import type { SoakRun } from './run.ts'
import { Tally } from './tally.ts'

/** The built app, as `tests/e2e/fuzz.test.ts` does it with fewer. */
export const payloads: SoakRun = {
  promise: 'what fits no channel is refused by it, with a code and no effect',
  counts: 'payloads for each channel of the built app',
  usual: 1_000,
  run: async ({ count, random }) => {
    const tally = new Tally()
    const { code } = await runAsUser({
      script: join('node_modules', 'vitest', 'vitest.mjs'),
      args: ['run', '--config', 'vitest.e2e.config.ts', '--configLoader', 'native', 'fuzz'],
      env: { UNDERSTORY_PAYLOADS: String(count), UNDERSTORY_SEED: String(random.below(2 ** 31)) },
      tests: true,
      timeoutMs: 60 * 60_000,
    })
    if (code !== 0) tally.lose('a payload was taken, or had an effect: see above')
    else {
      for (const _ of [...mainChannels, ...vaultChannels]) {
        for (let n = 0; n < count; n += 1) tally.note('refused')
      }
    }
    return tally
  },
}
