import { expect, it } from 'vitest'
import { missed, Tally } from './tally.ts'

it('a round in which nothing happened counts as not tried, and is told', async () => {
  const tally = new Tally()
  await tally.trial('a fault that struck', () => Promise.resolve('refused'))
  await tally.trial('a fault that never came', () => Promise.resolve(missed))
  expect(tally.line('calls')).toBe('calls: tried 1 / refused 1 / repaired 0 / lost 0 / missed 1')
  expect(tally.holds(2)).toBe(false)
  expect(tally.holds(1)).toBe(true)
})

it('a run holds when all that was asked for was tried, or all that there is, and nothing was lost', () => {
  const tally = new Tally()
  expect(tally.holds(0)).toBe(false)
  tally.note('held')
  tally.note('repaired')
  expect(tally.holds(3)).toBe(false)
  tally.owed = 2
  expect(tally.holds(3)).toBe(true)
  tally.owed = 4
  expect(tally.holds(1)).toBe(false)
  tally.lose('a record')
  tally.note('held')
  expect(tally.holds(1)).toBe(false)
})

it('a run whose rounds miss goes on until as much was tried, and gives up where nothing strikes', async () => {
  const tally = new Tally()
  await tally.trial('killed', () => Promise.resolve('held'))
  await tally.trial('ended before', () => Promise.resolve(missed))
  expect(tally.wants(2)).toBe(true)
  tally.lose('a record')
  expect(tally.wants(2)).toBe(false)
  const never = new Tally()
  let rounds = 0
  while (never.wants(2) && rounds < 1000) {
    rounds += 1
    await never.trial('ended before', () => Promise.resolve(missed))
  }
  expect(rounds).toBe(21)
  expect(never.holds(2)).toBe(false)
})
