import { describe, expect, it } from 'vitest'
import { placeLabels } from './label-places.ts'
import type { LabelWish } from './label-places.ts'

const size = { width: 800, height: 500 }
const town = (id: string, x: number, y: number): LabelWish => ({
  id,
  text: 'Somewhere',
  x,
  y,
  size: 5,
  isTown: true,
})

describe('the labels of a map', () => {
  it('stand at the right of a town with room', () => {
    const [label] = placeLabels([town('a', 100, 100)], size, null)
    expect(label).toMatchObject({ x: 111, y: 100, anchor: 'start', leader: null })
  })
  it('move to the left at the right edge', () => {
    const [label] = placeLabels([town('a', 790, 100)], size, null)
    expect(label?.anchor).toBe('end')
  })
  it('lead to their marks by a line where many crowd', () => {
    const crowd = Array.from({ length: 8 }, (_, at) => town(String(at), 400 + at * 3, 250))
    const labels = placeLabels(crowd, size, null)
    expect(labels.length).toBeGreaterThan(5)
    expect(labels.some(({ leader }) => leader !== null)).toBe(true)
    expect(new Set(labels.map(({ x, y }) => `${x} ${y}`)).size).toBe(labels.length)
  })
  it('leave out a mark outside the picture', () => {
    expect(placeLabels([town('a', 900, 100)], size, null)).toEqual([])
  })
  it('always have the one that is pointed at', () => {
    const crowd = Array.from({ length: 60 }, (_, at) => town(String(at), 400, 250))
    expect(placeLabels(crowd, size, '59')[0]?.id).toBe('59')
  })
})
