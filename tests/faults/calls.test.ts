import { expect, it } from 'vitest'
import { everyCall } from './every-call.ts'
import { shortRun } from './short-run.ts'

it('a system call that fails ends in a code or does no harm, never in a false success', async ({
  skip,
}) => {
  const tally = await shortRun(everyCall, 8, skip)
  expect(tally.refused).toBeGreaterThan(0)
}, 240_000)
