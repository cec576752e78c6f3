import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { toolEnv } from '../setup/exec.ts'
import { setUp } from '../setup/index.ts'
import { nodeModules, root } from '../setup/paths.ts'
import { Stop } from '../setup/say.ts'
import type { SoakRun } from './run.ts'
import { Tally } from './tally.ts'

const asks = /from '\.\.\/in-full\.ts'/u

/** The test files that make more when they are asked to. */
const files = (): readonly string[] =>
  readdirSync(join(root, 'tests'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.test.ts'))
    .map((name) => join('tests', name))
    .filter((name) => asks.test(readFileSync(join(root, name), 'utf8')))

/** Tests of which `npm test` makes a few rounds, each with all that it can make. */
export const testsInFull: SoakRun = {
  promise: 'what npm test tries a part of holds for all of it',
  counts: 'times that the tests are run',
  usual: 1,
  run: async ({ count, tell }) => {
    await setUp({ tests: true })
    const found = files()
    // Without a name all tests would be run.
    if (found.length === 0) throw new Stop('no test asks whether it is run in full')
    tell(`${found.length} test files`)
    const tally = new Tally()
    for (let time = 0; time < count; time += 1) {
      const tests = spawn(
        process.execPath,
        [join(nodeModules, 'vitest', 'vitest.mjs'), 'run', '--testTimeout', '3600000', ...found],
        { cwd: root, env: { ...toolEnv(), UNDERSTORY_IN_FULL: '1' }, stdio: 'inherit' },
      )
      const [code] = (await once(tests, 'close')) as [number | null]
      if (code === 0) tally.note('held')
      else tally.lose('a test failed: see above')
    }
    return tally
  },
}
