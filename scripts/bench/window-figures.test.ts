import { expect, test } from 'vitest'
import { windowFigures } from './window-figures.ts'
import type { WindowTimes } from './window-results.ts'

const at = (change: Partial<WindowTimes>): WindowTimes => ({
  memory: {
    list: { all: 390 },
    bare: { all: 270 },
    unlocking: { all: 290 },
    importing: { all: 500 },
  },
  start: [800, 700, 900],
  bareStart: [500, 500, 500],
  unlock: [1_120, 1_110, 1_150],
  kdf: [1_000, 1_000, 1_000],
  letter: [15],
  bareLetter: [10],
  search: [75],
  open: [60],
  ...change,
})

const found = (times: WindowTimes, name: string) =>
  windowFigures(times, '100k').find((each) => each.name === name)

test('a cold start is at most 1.6 times that of a bare window in the same run', () => {
  const name = 'cold start to the unlock screen'
  expect(found(at({}), name)).toMatchObject({ ours: 800, ratio: 1.6, holds: true })
  expect(found(at({ bareStart: [499, 499, 499] }), name)?.holds).toBe(false)
})

test('from the key to the first list, an unlock takes at most 0.14 of a derivation more than one', () => {
  const name = 'key to the first list, beyond one derivation'
  expect(found(at({}), name)).toMatchObject({ ours: 120, ratio: 0.12, holds: true })
  expect(found(at({ unlock: [1_141, 1_141, 1_141] }), name)?.holds).toBe(false)
})

test('each round of an unlock is compared with the derivation of the same round', () => {
  const times = at({ unlock: [2_300, 1_100, 1_100], kdf: [2_200, 1_000, 1_000] })
  expect(found(times, 'key to the first list, beyond one derivation')?.ours).toBe(100)
})

test('at rest, memory is at most 1.5 times that of a bare window', () => {
  const name = 'memory at rest, all processes'
  const { memory } = at({})
  expect(found(at({}), name)?.holds).toBe(true)
  const more = { ...memory, list: { all: 406 } }
  expect(found(at({ memory: more }), name)?.holds).toBe(false)
})

test('an unlock takes at most 300 MiB more than the rest that follows', () => {
  const name = 'highest memory while unlocking, above the rest with the lists, all processes'
  expect(found(at({}), name)).toMatchObject({ ours: 290, holds: true })
  const memory = { ...at({}).memory, unlocking: { all: 301 } }
  expect(found(at({ memory }), name)?.holds).toBe(false)
})

test.each([
  ['key to its letter painted, in the editor', 'letter', [16], 1.5],
  ['key to what it finds painted, in the search', 'search', [76], 5],
  ['click to the report painted', 'open', [61], 4],
] as const)('%s is held against what a letter takes', (name, key, slower, most) => {
  expect(found(at({}), name)).toMatchObject({ ratio: most, holds: true })
  expect(found(at({ [key]: [...slower] }), name)?.holds).toBe(false)
})
