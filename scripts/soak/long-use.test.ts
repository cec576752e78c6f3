import { expect, test } from 'vitest'
import type { LongUse } from '../bench/window-results.ts'
import { judge } from './long-use.ts'
import { Tally } from './tally.ts'

const flat = [
  { rounds: 0, memory: { all: 400 } },
  { rounds: 2, memory: { all: 500 } },
  { rounds: 15, memory: { all: 520 } },
]

const used = (more: Partial<LongUse>): LongUse => ({
  rounds: 15,
  seconds: 600,
  renderer: [],
  main: [],
  rests: flat,
  bare: { all: 270 },
  ...more,
})

const lossesOf = (more: Partial<LongUse>): readonly string[] => {
  const tally = new Tally()
  judge(used(more), tally, () => undefined)
  return tally.losses
}

test('a task of the window over 50 ms is listed with what was being done', () => {
  const task = { act: 'search', ms: 51, waited: 0, slept: 0 }
  expect(lossesOf({ renderer: [task] })).toEqual([expect.stringMatching(/window.*search/)])
  expect(lossesOf({ renderer: [{ ...task, ms: 50 }] })).toEqual([])
})

test('main may be kept up to 100 ms', () => {
  const late = { act: 'map', ms: 101, waited: 0, slept: 0 }
  expect(lossesOf({ main: [late] })).toEqual([expect.stringMatching(/main.*map/)])
  expect(lossesOf({ main: [{ ...late, ms: 99 }] })).toEqual([])
})

test('what other programs took is not held against the app', () => {
  const task = { act: 'search', ms: 200, waited: 160, slept: 0 }
  expect(lossesOf({ renderer: [task] })).toEqual([])
})

test('memory is measured from the first rest after everything was used, and may not grow', () => {
  expect(lossesOf({})).toEqual([])
  const grown = { rounds: 15, memory: { all: 531 } }
  expect(lossesOf({ rests: [...flat.slice(0, 2), grown] })).toEqual(['memory grew by 31 MiB'])
  expect(lossesOf({ rests: flat.slice(0, 1) })).toHaveLength(1)
})
