import { join } from 'node:path'
import { runAsUser } from '../run/as-user.ts'
import type { SoakRun } from './run.ts'
import { Tally } from './tally.ts'

/** The built app under strace, as `tests/e2e/network.test.ts` watches it for a shorter time. */
export const network: SoakRun = {
  promise: 'no process of it calls an address of the internet, whatever its timers do',
  counts: 'minutes that the app is watched',
  usual: 10,
  run: async ({ count }) => {
    const tally = new Tally()
    const { code } = await runAsUser({
      script: join('node_modules', 'vitest', 'vitest.mjs'),
      args: ['run', '--config', 'vitest.e2e.config.ts', '--configLoader', 'native', 'e2e/network'],
      env: { UNDERSTORY_MINUTES: String(count) },
      tests: true,
      timeoutMs: (count + 15) * 60_000,
    })
    for (let minute = 0; minute < count; minute += 1) {
      if (code === 0) tally.note('held')
      else tally.lose('an address of the internet was called, or nothing was watched: see above')
    }
    return tally
  },
}
