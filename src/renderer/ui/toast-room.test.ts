import { describe, expect, it } from 'vitest'
import { withRoom } from './toast.tsx'

type Said = {
  readonly id: number
  readonly more?: string
}

const brief = (id: number): Said => ({ id })
const staying = (id: number): Said => ({ id, more: 'what to do' })
const ids = (said: readonly Said[]): number[] => withRoom(said).map(({ id }) => id)

describe('what stands at the foot of the window', () => {
  it('is three words, of which the oldest goes first', () => {
    expect(ids([brief(1), brief(2), brief(3), brief(4)])).toEqual([2, 3, 4])
  })

  it('keeps what stays until it is closed, however many brief words come after it', () => {
    expect(ids([staying(1), brief(2), brief(3), brief(4)])).toEqual([1, 3, 4])
    expect(ids([staying(1), staying(2), staying(3), brief(4)])).toEqual([1, 2, 3, 4])
    expect(ids([staying(1), staying(2), staying(3), brief(4), brief(5)])).toEqual([1, 2, 3, 5])
  })

  it('is no more than three that stay', () => {
    expect(ids([staying(1), staying(2), staying(3), staying(4)])).toEqual([2, 3, 4])
  })
})
