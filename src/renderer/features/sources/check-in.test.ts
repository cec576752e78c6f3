import { describe, expect, it } from 'vitest'
import { isWholeDay } from '../../records/whole-day.ts'
import { checkInOn } from './check-in.ts'

describe('a check-in', () => {
  it('is due on its day, and overdue from the day after', () => {
    const on = (day: string) => checkInOn('2024-04-12', day)
    expect(['2024-04-11', '2024-04-12', '2024-04-13'].map(on)).toEqual(['none', 'today', 'overdue'])
    expect(checkInOn('2024-12-31', '2025-01-01')).toBe('overdue')
    expect(checkInOn('', '2024-04-13')).toBe('none')
  })

  it('is due on a whole day or not at all', () => {
    expect(['', '2024-04-12'].every(isWholeDay)).toBe(true)
    expect(['2024-04', '2024-04-31', '2024-04-12~', '2024-04-1X'].some(isWholeDay)).toBe(false)
  })
})
