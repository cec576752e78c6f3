import { runInThisContext } from 'node:vm'
import { expect, it } from 'vitest'
import { BlockCoverage } from './block-coverage.ts'
import { SeenCode } from './seen-code.ts'

const filename = 'understory-two-ways.js'
const twoWays = runInThisContext('(is) => { if (is) { return 1 } return 2 }', { filename }) as (
  is: boolean,
) => number

it('tells code that ran for the first time, also a branch that ran as often as what is around it', () => {
  const coverage = new BlockCoverage((url) => url === filename)
  const seen = new SeenCode()
  coverage.start()
  try {
    const isNew = (is: boolean): boolean => {
      coverage.take()
      twoWays(is)
      const ran = coverage.take()
      const found = seen.isNew(ran)
      seen.add(ran)
      return found
    }
    expect([false, false, true, true, false].map(isNew)).toEqual([true, false, true, false, false])
  } finally {
    coverage.stop()
  }
})
