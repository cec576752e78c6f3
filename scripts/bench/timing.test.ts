import { expect, test } from 'vitest'
import { median, middleHalf, quantile, sideBySide } from './timing.ts'

test('quantiles are interpolated and do not depend on the order', () => {
  expect(median([3, 1, 2])).toBe(2)
  expect(median([4, 1, 3, 2])).toBe(2.5)
  expect(quantile([0, 10], 0.99)).toBeCloseTo(9.9)
  expect(middleHalf([5, 1, 2, 3, 4])).toEqual([2, 4])
  expect(median([])).toBeNaN()
})

test('two ways are tried equally often, on the same turns, once each beforehand', () => {
  const turns: { ours: number[]; limit: number[] } = { ours: [], limit: [] }
  const pair = sideBySide(
    (turn) => turns.ours.push(turn),
    (turn) => turns.limit.push(turn),
    { rounds: 2, each: 3 },
  )
  expect(turns.ours).toEqual([0, 0, 1, 2, 3, 4, 5])
  expect(turns.limit).toEqual(turns.ours)
  expect([pair.ours.length, pair.limit.length, pair.ratios.length]).toEqual([6, 6, 2])
})
