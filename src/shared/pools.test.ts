import { describe, expect, it } from 'vitest'
import { poolDefaults, poolState } from './pools.ts'
import { laterSettings, Settings } from './records.ts'

const settings = {
  language: 'en',
  theme: 'system',
  idleLockMinutes: 5,
  pseudonym: 'Heron',
  ...laterSettings,
} as const

describe('a pool', () => {
  it('blocks below the first limit, warns below the second, and is OK from there on', () => {
    expect([4, 5, 19, 20].map((low) => poolState(low, poolDefaults))).toEqual([
      'blocks',
      'warns',
      'warns',
      'ok',
    ])
    expect([9, 10].map((low) => poolState(low, { block: 10, warn: 10 }))).toEqual(['blocks', 'ok'])
  })
})

describe('the limits of a vault', () => {
  it('lie between 2 and 1000, and the one that stops is not the higher one', () => {
    const fits = (poolBlockUnder: number, poolWarnUnder: number): boolean =>
      Settings.safeParse({ ...settings, poolBlockUnder, poolWarnUnder }).success
    expect([fits(5, 20), fits(2, 2), fits(1000, 1000)]).toEqual([true, true, true])
    expect([fits(1, 20), fits(5, 1001), fits(21, 20), fits(5.5, 20)]).not.toContain(true)
  })
})
