import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { root } from '../setup/paths.ts'
import type { SoakRun } from './run.ts'
import { Tally } from './tally.ts'

const runner = join(root, 'scripts', 'run', 'test.ts')

/** The node tests of `npm run test:long`: each makes all the rounds that it can make. */
export const testsInFull: SoakRun = {
  promise: 'what npm test tries a part of holds for all of it',
  counts: 'times that the tests are run',
  usual: 1,
  run: async ({ count }) => {
    const tally = new Tally()
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
