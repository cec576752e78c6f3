import { expect, test } from 'vitest'
import { seededRandom } from '../soak/random.ts'
import { reportText } from './texts.ts'
import { vocabularies } from './words.ts'

const words = vocabularies()
const texts = (seed: number, count: number) => {
  const random = seededRandom(seed)
  return Array.from({ length: count }, () => reportText(words, random))
}

test('one seed gives one vault, another gives another', () => {
  expect(texts(1, 5)).toEqual(texts(1, 5))
  expect(texts(1, 5)).not.toEqual(texts(2, 5))
})

test('reports have 0.5 to 5 kB, and come in three languages as a desk would have them', () => {
  const made = texts(3, 1_000)
  const sizes = made.map(({ body }) => Buffer.byteLength(body)).sort((a, b) => a - b)
  expect(sizes[0]).toBeGreaterThan(480)
  expect(sizes.at(-1)).toBeLessThan(5_100)
  // Log-uniform: half of them are below the middle of the orders of size.
  expect(sizes[500]).toBeGreaterThan(1_300)
  expect(sizes[500]).toBeLessThan(1_900)
  const share = (language: string): number =>
    made.filter((each) => each.language === language).length / made.length
  expect(share('en')).toBeCloseTo(0.4, 1)
  expect(share('ko')).toBeCloseTo(0.3, 1)
  expect(share('zh')).toBeCloseTo(0.3, 1)
})
