import fc from 'fast-check'
import { expect, test } from 'vitest'
import { balanceShards } from './balance-shards.ts'

test('every thing is in one of the lots, which differ by no more than the longest thing', () => {
  const counts = fc.integer({ min: 1, max: 4 })
  fc.assert(
    fc.property(counts, fc.array(fc.nat({ max: 1_000 })), (count, lengths) => {
      const shards = balanceShards(
        count,
        lengths.map((length, of) => ({ of, length })),
      )
      expect(shards).toHaveLength(count)
      expect(shards.flat().sort((a, b) => a - b)).toEqual(lengths.map((_, i) => i))
      const totals = shards.map((shard) => shard.reduce((sum, i) => sum + (lengths[i] ?? 0), 0))
      const longest = Math.max(0, ...lengths)
      expect(Math.max(...totals) - Math.min(...totals)).toBeLessThanOrEqual(longest)
    }),
  )
})
