import fc from 'fast-check'
import { expect, test } from 'vitest'
import { halves } from './halves.ts'

test('every thing is in one of two lots, which differ by no more than the longest thing', () => {
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 1_000 })), (lengths) => {
      const [one, other] = halves(lengths.map((length, of) => ({ of, length })))
      expect([...one, ...other].sort((a, b) => a - b)).toEqual(lengths.map((_, i) => i))
      const total = (lot: readonly number[]): number =>
        lot.reduce((sum, i) => sum + (lengths[i] ?? 0), 0)
      expect(Math.abs(total(one) - total(other))).toBeLessThanOrEqual(Math.max(0, ...lengths))
    }),
  )
})
