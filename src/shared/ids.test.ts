import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Day } from './ids.ts'

describe('a day', () => {
  it('is one that the calendar has', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true }),
        (date) => Day.safeParse(date.toISOString().slice(0, 10)).success,
      ),
    )
  })

  it.each(['2025-02-30', '2025-13-01', '2025-00-10', '2023-02-29', '2024-04-31', '2024-01-00'])(
    'is not %s',
    (text) => expect(Day.safeParse(text).success).toBe(false),
  )
})
