import { describe, expect, it } from 'vitest'
import { buildDay } from './build-day.ts'

const now = new Date('2025-03-01T23:30:00Z')

describe('the day of a build', () => {
  it('is today, in UTC', () => {
    expect(buildDay(undefined, now)).toBe('2025-03-01')
    expect(buildDay('', now)).toBe('2025-03-01')
  })

  it('is that of SOURCE_DATE_EPOCH where it is set, so that a build can be made again', () => {
    expect(buildDay('1704067199', now)).toBe('2023-12-31')
  })

  it('is never guessed from an epoch that is none', () => {
    for (const epoch of ['soon', '-1', '1e9', '2024-01-01']) {
      expect(() => buildDay(epoch, now)).toThrow('SOURCE_DATE_EPOCH')
    }
  })
})
