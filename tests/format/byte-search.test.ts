import fc from 'fast-check'
import { expect, test } from 'vitest'
import { searchFor } from './byte-search.ts'
import type { Place } from './byte-search.ts'

/** Few different bytes, so that needles occur often, overlap, and have common beginnings. */
const bytes = (minLength: number, maxLength: number): fc.Arbitrary<Buffer> =>
  fc
    .array(fc.integer({ min: 0, max: 2 }), { minLength, maxLength })
    .map((each) => Buffer.from(each))

const oneByOne = (needles: readonly Buffer[], searched: Buffer): Place[] =>
  needles
    .flatMap((needle, index) =>
      [...searched.keys()]
        .filter((at) => searched.subarray(at, at + needle.length).equals(needle))
        .map((at) => ({ needle: index, at })),
    )
    .sort((a, b) => a.at - b.at || a.needle - b.needle)

test('a search for many needles finds what a search for each of them finds', () => {
  fc.assert(
    fc.property(
      fc.array(bytes(2, 9), { minLength: 1, maxLength: 12 }),
      bytes(0, 200),
      (needles, searched) => {
        const found = searchFor(needles)(searched).sort(
          (a, b) => a.at - b.at || a.needle - b.needle,
        )
        expect(found).toEqual(oneByOne(needles, searched))
      },
    ),
    { numRuns: 500 },
  )
})

test('needles longer than the longest move, at both ends of the bytes', () => {
  const [first, last] = [Buffer.alloc(400, 1), Buffer.alloc(300, 2)]
  expect(searchFor([first, last])(Buffer.concat([first, Buffer.alloc(7), last]))).toEqual([
    { needle: 0, at: 0 },
    { needle: 1, at: 407 },
  ])
})

test('a needle of one byte is refused', () => {
  expect(() => searchFor([Buffer.from('a')])).toThrow()
})
