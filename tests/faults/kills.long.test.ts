import { describe, it } from 'vitest'
import { killHeader } from './kill-header.ts'
import { killMigration } from './kill-migration.ts'
import { killRekey } from './kill-rekey.ts'
import { killSaves } from './kill-saves.ts'
import { shortRun } from './short-run.ts'

// A few of each; `npm run soak -- kill-saves` and its like make as many as one wants. Imports and
// hand-overs, at each step that has a name: tests/exchange/kill.test.ts.
describe('kill -9 at any moment, and before any system call', () => {
  it('while reports are saved leaves what was acknowledged, and the rest whole or not at all', async ({
    skip,
  }) => {
    await shortRun(killSaves, 3, skip)
  })

  it('while the header is written leaves the passphrase that was acknowledged, or the next', async ({
    skip,
  }) => {
    await shortRun(killHeader, 2, skip)
  })

  it('while any credential and the key of a vault are changed leaves the old ones or the new ones, with all in it', async ({
    skip,
  }) => {
    // Each of the five changes at two moments: any, and right before a system call.
    await shortRun(killRekey, 10, skip)
  })

  it('while a vault of the first format is brought up to date leaves it old, new or between', async ({
    skip,
  }) => {
    await shortRun(killMigration, 4, skip)
  })
})
