import fc from 'fast-check'
import { expect, test } from 'vitest'
import { runSync } from './time-slice.ts'
import { sorting } from './sorting.ts'

test('the order is the one that sorting at once makes, and equal ones keep theirs', () => {
  const items = fc
    .array(fc.integer({ min: 0, max: 50 }), { maxLength: 900, size: 'max' })
    .map((values) => values.map((value, place) => ({ value, place })))
  const byValue = (a: { value: number }, b: { value: number }): number => a.value - b.value
  fc.assert(
    fc.property(items, (given) => {
      expect(runSync(sorting(given, byValue))).toEqual([...given].sort(byValue))
    }),
  )
})

test('what is given is left as it is', () => {
  const given = [3, 1, 2]
  expect(runSync(sorting(given, (a, b) => a - b))).toEqual([1, 2, 3])
  expect(given).toEqual([3, 1, 2])
})
