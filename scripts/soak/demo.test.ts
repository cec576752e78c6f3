import { expect, it } from 'vitest'
import { judgeDemo, totalsOf } from './demo.ts'
import type { DemoRun } from './demo.ts'
import { Tally } from './tally.ts'

const passed: DemoRun = { number: 1, load: 'idle', seconds: 71.6, code: 0, output: 'done\n' }
const failed: DemoRun = {
  number: 2,
  load: 'loaded',
  seconds: 140.2,
  code: 1,
  output: `${'a step\n'.repeat(40)}the review still names the narrow phrase\n`,
}

it('each run is told with its seconds, and a loss with the run, the load and the last lines', () => {
  const tally = new Tally()
  const told: string[] = []
  for (const run of [passed, failed]) judgeDemo(run, tally, (line) => told.push(line))
  expect(told).toEqual(['run 1, idle: passed in 72 s', 'run 2, loaded: FAILED in 140 s'])
  expect(tally.line('demo')).toBe('demo: tried 2 / refused 0 / repaired 0 / lost 1')
  const [loss = ''] = tally.losses
  expect(loss).toContain('run 2, loaded, ended with code 1:')
  expect(loss.split('\n')).toHaveLength(13)
  expect(loss).toContain('the narrow phrase')
})

it('idle and loaded passes are counted apart', () => {
  const third = { ...passed, number: 3 }
  expect(totalsOf([passed, failed, third])).toBe('idle: 2 of 2 passed, loaded: 0 of 1 passed')
})
