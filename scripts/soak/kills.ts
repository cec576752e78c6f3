import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { root } from '../setup/paths.ts'
import type { SoakRun } from './run.ts'

/**
 * Imports, hand-overs, wipes and ends of vaults that are killed at any moment, the last two before each
 * of their file operations too: `kill.test.ts` and its like, more often.
 */
export const kills: SoakRun = {
  counts: 'kills of each',
  usual: 200,
  run: async (_folder, count, tell) => {
    tell(`${String(count)} imports, hand-overs, wipes and ends of vaults each are killed`)
    const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs')
    const files = [
      'tests/exchange/kill.test.ts',
      'tests/vault/escrow-import-kill.test.ts',
      'tests/vault/duress-kill.test.ts',
    ]
    const child = spawn(process.execPath, [vitest, 'run', ...files], {
      cwd: root,
      env: { ...process.env, KILLS: String(count) },
      stdio: 'inherit',
    })
    await once(child, 'exit')
    return child.exitCode === 0
      ? []
      : [
          'all records or a whole file, all of a file or nothing, the old vault or what is meant to be left',
        ]
  },
}
