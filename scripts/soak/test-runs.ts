import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { mainChannels, vaultChannels } from '../../src/shared/channels.ts'
import { runE2eTests } from '../run/drive-app.ts'
import { root } from '../setup/paths.ts'
import type { SoakRun } from './run.ts'
import { Tally } from './tally.ts'

/** The node tests of `npm run test:long`: each makes all the rounds that it can make. */
export const testsInFull: SoakRun = {
  promise: 'what npm test tries a part of holds for all of it',
  counts: 'times that the tests are run',
  usual: 1,
  run: async ({ count }) => {
    const tally = new Tally()
    const runner = join(root, 'scripts', 'run', 'test.ts')
    for (let time = 0; time < count; time += 1) {
      const tests = spawn(process.execPath, [runner, '--long', 'node'], {
        cwd: root,
        stdio: 'inherit',
      })
      const [code] = (await once(tests, 'close')) as [number | null]
      if (code === 0) tally.note('held')
      else tally.lose('a test failed: see above')
    }
    return tally
  },
}

/** The built app under strace, as `tests/e2e/whole-day.test.ts` watches it for a shorter time. */
export const network: SoakRun = {
  promise: 'no process of it calls an address of the internet, whatever its timers do',
  counts: 'minutes that the app is watched',
  usual: 10,
  run: async ({ count }) => {
    const tally = new Tally()
    const { code } = await runE2eTests(['e2e/whole-day'], {
      env: { UNDERSTORY_MINUTES: String(count) },
      tests: true,
      // It watches the app outside of a network namespace, where a call could succeed.
      confined: false,
      timeoutMs: (count + 15) * 60_000,
    })
    for (let minute = 0; minute < count; minute += 1) {
      if (code === 0) tally.note('held')
      else tally.lose('an address of the internet was called, or nothing was watched: see above')
    }
    return tally
  },
}

/** The built app, as `tests/e2e/fuzz.test.ts` does it with fewer. */
export const payloads: SoakRun = {
  promise: 'what fits no channel is refused by it, with a code and no effect',
  counts: 'payloads for each channel of the built app',
  usual: 1_000,
  run: async ({ count, random }) => {
    const tally = new Tally()
    const { code } = await runE2eTests(['fuzz'], {
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
