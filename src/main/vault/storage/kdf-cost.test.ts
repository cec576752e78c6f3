import { expect, test } from 'vitest'
import { kdfBounds, withinKdfBounds } from '../../../crypto/kdf.ts'
import { costThatFits, freeMemoryKiB, isReduced } from './kdf-cost.ts'

const gibibyte = 1024 * 1024
const costAt = (gibibytes: number) => costThatFits(gibibytes * gibibyte)

test('a new vault has the standard cost from three gibibytes of free memory on', () => {
  for (const free of [3, 4, 64]) expect(costAt(free)).toEqual(kdfBounds.standard)
  expect(isReduced(costAt(3))).toBe(false)
})

test('a new vault takes less memory where less is free, and makes up for it with passes, within the bounds', () => {
  const all = [2.9, 1.5, 1.4, 0.2, 0].map(costAt)
  expect(all.map(({ memoryKiB }) => memoryKiB / 1024)).toEqual([128, 128, 64, 64, 64])
  for (const cost of all) {
    expect(withinKdfBounds(cost)).toBe(true)
    expect(isReduced(cost)).toBe(true)
    const work = cost.passes * cost.memoryKiB
    expect(work / (kdfBounds.standard.passes * kdfBounds.standard.memoryKiB)).toBeGreaterThan(0.8)
  }
})

test('the free memory of this machine is known', () => {
  expect(freeMemoryKiB()).toBeGreaterThan(64 * 1024)
})
