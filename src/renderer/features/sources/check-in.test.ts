import { describe, expect, it } from 'vitest'
import { isOverdue, isWholeDay } from './check-in.ts'

describe('a check-in', () => {
  it('is overdue from the day after it was due', () => {
    const on = (day: string): boolean => isOverdue('2024-04-12', day)
    expect(['2024-04-11', '2024-04-12', '2024-04-13'].map(on)).toEqual([false, false, true])
    expect(isOverdue('', '2024-04-13')).toBe(false)
  })

  it('is due on a whole day or not at all', () => {
    expect(['', '2024-04-12'].every(isWholeDay)).toBe(true)
    expect(['2024-04', '2024-04-31', '2024-04-12~', '2024-04-1X'].some(isWholeDay)).toBe(false)
  })
})
