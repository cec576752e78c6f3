import { describe, expect, it } from 'vitest'
import { inFull } from '../in-full.ts'
import { growth, linear } from './cpu-time.ts'

const listOf = (n: number) =>
  Array.from({ length: n }, (_, i) => ({ id: i.toString(16).padStart(64, '0') }))

/** Each entry is looked for in the whole list, as a slip in code would do it. */
const searched = (n: number) => {
  const list = listOf(n)
  return () => list.map(({ id }) => list.find((other) => other.id === id))
}

const mapped = (n: number) => {
  const list = listOf(n)
  return () => {
    const known = new Map(list.map((one) => [one.id, one]))
    return list.map(({ id }) => known.get(id))
  }
}

/** Those that tests of lists begin with, smallest first: each is tried in the long run. */
const sizes = [32, 40, 50, 60, 100, 150, 200, 250, 300, 400, 500, 1_000, 2_000, 2_500, 4_000]
const tried = inFull ? sizes : [32, 500]

describe('the measure of growth', () => {
  it.each(tried)(
    'finds that work on %i entries is quadratic if each is looked for in the list',
    async (n) => {
      expect(await growth(n, searched)).toBeGreaterThan(linear)
    },
  )

  it('finds that it is linear if each is looked for in a map', async () => {
    expect(await growth(60, mapped)).toBeLessThan(linear)
  })

  it('takes more entries if these are too few for 40 ms, and no more than a list may have', async () => {
    const taken: number[] = []
    const noted = (n: number) => {
      taken.push(n)
      return mapped(n)
    }
    await growth(4, noted, 64)
    expect(taken).toEqual([4, 8, 16, 32, 64])
  })
})
