import { describe, expect, test } from 'vitest'
import { randomBytes } from './random.ts'

describe('random bytes', () => {
  test.each([0, 1, 24, 32, 65_536, 65_537, 200_001])(
    'are as many as were asked for: %i',
    (many) => {
      expect(randomBytes(many)).toHaveLength(many)
    },
  )

  test('are never the same', () => {
    const drawn = Array.from({ length: 1_000 }, () => Buffer.from(randomBytes(16)).toString('hex'))
    expect(new Set(drawn).size).toBe(drawn.length)
  })

  test('fill a long stretch to its end', () => {
    const bytes = randomBytes(150_000)
    for (let from = 0; from < bytes.length; from += 1_000) {
      // A thousand bytes take nearly all of the 256 values; what was left at zero takes one.
      expect(new Set(bytes.subarray(from, from + 1_000)).size).toBeGreaterThan(200)
    }
  })
})
