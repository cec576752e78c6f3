import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { between, grown, moved, resized } from './boxes.ts'
import { fitted, panned, scaledTo, toPicture } from './viewport.ts'
import type { PicturePoint, PictureSize, Viewport } from './viewport.ts'

const side = fc.integer({ min: 1, max: 12_000 })
const pictures = fc.record<PictureSize>({ width: side, height: side })
const frames = fc.record<PictureSize>({
  width: fc.integer({ min: 100, max: 3_000 }),
  height: fc.integer({ min: 100, max: 2_000 }),
})
const number = fc.double({ min: -20_000, max: 20_000, noNaN: true })
const points = fc.record<PicturePoint>({ x: number, y: number })
/** A picture after arbitrary zooming and panning. */
const looks = fc
  .tuple(pictures, frames, fc.array(fc.tuple(fc.double({ min: 0.2, max: 5, noNaN: true }), points)))
  .map(([picture, frame, moves]) => {
    let at: Viewport = fitted(picture, frame)
    for (const [factor, by] of moves) {
      at = panned(scaledTo(at, picture, frame, at.scale * factor), picture, frame, by)
    }
    return { picture, frame, at }
  })
const blocks = fc.constantFrom(1, 16)

const isInside = (
  box: { left: number; top: number; width: number; height: number },
  picture: PictureSize,
): boolean =>
  [box.left, box.top, box.width, box.height].every(Number.isInteger) &&
  box.left >= 0 &&
  box.top >= 0 &&
  box.width >= 1 &&
  box.height >= 1 &&
  box.left + box.width <= picture.width &&
  box.top + box.height <= picture.height

describe('a box drawn on a picture, however close it is and wherever it lies', () => {
  it('covers every pixel that the pointer passed over, in whole pixels inside the picture', () => {
    fc.assert(
      fc.property(looks, points, points, blocks, ({ picture, at }, a, b, block) => {
        const [from, to] = [toPicture(at, a), toPicture(at, b)]
        const box = grown(between(from, to, picture), block, picture)
        expect(isInside(box, picture)).toBe(true)
        const clip = (value: number, most: number): number => Math.min(most, Math.max(0, value))
        expect(box.left).toBeLessThanOrEqual(clip(Math.min(from.x, to.x), picture.width))
        expect(box.top).toBeLessThanOrEqual(clip(Math.min(from.y, to.y), picture.height))
        const [right, bottom] = [box.left + box.width, box.top + box.height]
        expect(right).toBeGreaterThanOrEqual(clip(Math.max(from.x, to.x), picture.width))
        expect(bottom).toBeGreaterThanOrEqual(clip(Math.max(from.y, to.y), picture.height))
      }),
    )
  })

  it('stays inside of the picture when it is moved and resized, and keeps its size when moved', () => {
    fc.assert(
      fc.property(pictures, points, points, points, (picture, a, b, by) => {
        const box = between(a, b, picture)
        const there = moved(box, by, picture)
        expect(isInside(there, picture)).toBe(true)
        expect([there.width, there.height]).toEqual([box.width, box.height])
        expect(isInside(resized(box, by, picture), picture)).toBe(true)
      }),
    )
  })

  it('grows once: what was grown to whole blocks is not grown again', () => {
    fc.assert(
      fc.property(pictures, points, points, blocks, (picture, a, b, block) => {
        const box = grown(between(a, b, picture), block, picture)
        expect(grown(box, block, picture)).toEqual(box)
      }),
    )
  })
})

describe('a picture in its frame', () => {
  it('leaves no gap where it is larger than the frame, and lies in the middle where it is not', () => {
    fc.assert(
      fc.property(looks, ({ picture, frame, at }) => {
        for (const [start, length, room] of [
          [at.x, picture.width * at.scale, frame.width],
          [at.y, picture.height * at.scale, frame.height],
        ] as const) {
          if (length <= room) expect(start).toBeCloseTo((room - length) / 2, 6)
          else {
            expect(start).toBeLessThanOrEqual(0)
            expect(start + length).toBeGreaterThanOrEqual(room - 1e-6)
          }
        }
      }),
    )
  })

  it('keeps what is under the pointer there when it comes closer', () => {
    const picture = { width: 4_000, height: 3_000 }
    const frame = { width: 800, height: 600 }
    const at = scaledTo(fitted(picture, frame), picture, frame, 1)
    const still = { x: 300, y: 200 }
    const before = toPicture(at, still)
    const after = toPicture(scaledTo(at, picture, frame, 3, still), still)
    expect(after.x).toBeCloseTo(before.x, 6)
    expect(after.y).toBeCloseTo(before.y, 6)
  })
})
