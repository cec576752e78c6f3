import { join } from 'node:path'
import { runAsUser } from '../run/as-user.ts'
import type { SoakRun } from './run.ts'

/** Every channel of the built app gets this many payloads that do not fit it: `tests/e2e/fuzz.test.ts`. */
export const payloads: SoakRun = {
  counts: 'payloads for each channel',
  usual: 1_000,
  run: async (_folder, count, tell) => {
    const { code } = await runAsUser({
      script: join('node_modules', 'vitest', 'vitest.mjs'),
      args: ['run', '--config', 'vitest.e2e.config.ts', '--configLoader', 'native', 'fuzz'],
      env: { UNDERSTORY_PAYLOADS: String(count) },
      tests: true,
      timeoutMs: 60 * 60_000,
    })
    tell(`${String(count)} payloads for each channel: ${code === 0 ? 'all refused' : 'see above'}`)
    return code === 0 ? [] : ['a payload was taken, or had an effect']
  },
}
