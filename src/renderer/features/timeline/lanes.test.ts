import fc from 'fast-check'
import { expect, test } from 'vitest'
import { runSync } from '../../data/time-slice.ts'
import { packing } from './lanes.ts'

const packed = (stretches: Parameters<typeof packing>[0]) => runSync(packing(stretches))

const stretches = fc.array(
  fc
    .tuple(fc.integer({ min: 0, max: 200 }), fc.integer({ min: 1, max: 60 }))
    .map(([left, length]) => ({ left, right: left + length })),
  { maxLength: 60 },
)

test('nothing in a lane overlaps, and no lane is more than is needed', () => {
  fc.assert(
    fc.property(stretches, (given) => {
      const { lanes, count } = packed(given)
      for (const [at, one] of given.entries()) {
        for (const [other, two] of given.entries()) {
          if (at >= other || lanes[at] !== lanes[other]) continue
          expect(one.right <= two.left || two.right <= one.left).toBe(true)
        }
      }
      const most = given.map(
        ({ left }) => given.filter((other) => other.left <= left && left < other.right).length,
      )
      expect(count).toBe(Math.max(0, ...most))
    }),
  )
})

test('the topmost free lane is taken', () => {
  const { lanes } = packed([
    { left: 0, right: 10 },
    { left: 2, right: 4 },
    { left: 4, right: 20 },
    { left: 10, right: 12 },
  ])
  expect(lanes).toEqual([0, 1, 1, 0])
})

test('ten thousand are packed in less than a frame or two', () => {
  const many = Array.from({ length: 10_000 }, (_, at) => {
    const left = (at * 7_919) % 1_200
    return { left, right: left + 250 }
  })
  const since = performance.now()
  const { count } = packed(many)
  expect(performance.now() - since).toBeLessThan(250)
  expect(count).toBeGreaterThan(1_000)
})
