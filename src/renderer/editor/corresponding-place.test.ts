import { describe, expect, it } from 'vitest'
import { correspondingHeight, correspondingScroll, paragraphLines } from './corresponding-place.ts'
import type { ParagraphPlaces } from './corresponding-place.ts'

const places = (height: number, tops: readonly number[]): ParagraphPlaces => ({
  height,
  count: tops.length,
  top: (paragraph) => tops[paragraph] ?? height,
  at: (at) => tops.filter((top) => top <= at).length - 1,
})

const korean = places(1_000, [10, 100, 700])
const english = places(2_000, [10, 900, 1_000])

describe('the corresponding height', () => {
  it('lies as far into the same paragraph where both texts have as many', () => {
    expect(correspondingHeight(korean, english, 100)).toBe(900)
    expect(correspondingHeight(korean, english, 400)).toBe(950)
    expect(correspondingHeight(korean, english, 700)).toBe(1_000)
    expect(correspondingHeight(korean, english, 1_000)).toBe(2_000)
  })

  it('leads back to where it was from', () => {
    for (const height of [0, 5, 10, 55, 100, 333, 700, 950, 1_000]) {
      const there = correspondingHeight(korean, english, height)
      expect(correspondingHeight(english, korean, there)).toBeCloseTo(height, 6)
    }
  })

  it('is the same share of the whole where they have not', () => {
    expect(correspondingHeight(korean, places(500, [0, 250]), 400)).toBe(200)
    expect(correspondingHeight(places(100, []), places(300, []), 50)).toBe(150)
  })

  it('is a number even where a text or a paragraph has no height', () => {
    expect(correspondingHeight(places(0, []), english, 0)).toBe(0)
    expect(correspondingHeight(places(100, [40, 40]), places(100, [10, 20]), 40)).toBe(20)
  })
})

describe('a text that is scrolled beside another', () => {
  const from = { places: korean, shown: 200 }
  const to = { places: english, shown: 300 }

  it('begins and ends where the other begins and ends', () => {
    expect(correspondingScroll(from, to, 0)).toBe(0)
    expect(correspondingScroll(from, to, 800)).toBe(1_700)
  })

  it('has the same paragraph in the same part of what is in sight', () => {
    // Half way down, the middle of the visible part is 500: two thirds into the second paragraph.
    expect(correspondingScroll(from, to, 400)).toBeCloseTo(900 + (400 / 600) * 100 - 150, 6)
  })

  it('stays within what can be scrolled', () => {
    expect(correspondingScroll(from, { places: english, shown: 5_000 }, 400)).toBe(0)
    expect(correspondingScroll({ places: korean, shown: 5_000 }, to, 0)).toBe(0)
    expect(correspondingScroll(from, to, 9_000)).toBe(1_700)
  })
})

describe('paragraphs', () => {
  it('are the lines with words, however many empty ones stand between', () => {
    expect(paragraphLines(['one', '', ' \u3000', 'two', 'three', ''])).toEqual([1, 4, 5])
  })
})
