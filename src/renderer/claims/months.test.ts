import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { daysWithin, monthDate, monthsOf, monthsWithin, overlap, reach } from './months.ts'

const at = (year: number, month: number): number => year * 12 + month - 1

describe('the months of a date', () => {
  it.each([
    ['2023-10', at(2023, 10), at(2023, 10)],
    ['2023-10-09', at(2023, 10), at(2023, 10)],
    ['2023-10-XX', at(2023, 10), at(2023, 10)],
    ['2023', at(2023, 1), at(2023, 12)],
    ['2023-XX', at(2023, 1), at(2023, 12)],
    ['201X', at(2010, 1), at(2019, 12)],
    ['2023-22', at(2023, 6), at(2023, 8)],
    ['2023-24', at(2023, 12), at(2024, 2)],
    ['2023-10/2024-01', at(2023, 10), at(2024, 1)],
    ['2023-10/..', at(2023, 10), Number.POSITIVE_INFINITY],
    ['/2024', Number.NEGATIVE_INFINITY, at(2024, 12)],
  ])('%s are those in which it may have been', (when, from, to) => {
    expect(monthsOf(when)).toEqual({ from, to })
  })

  it('are none where nothing is said', () => {
    expect(monthsOf('')).toBe(null)
    expect(monthsOf('some day')).toBe(null)
  })

  it('reach from the first to the last that is said', () => {
    expect(reach([monthsOf('2023-10/..'), null, monthsOf('2021')])).toEqual({
      from: at(2021, 1),
      to: at(2023, 10),
    })
    expect(reach([null])).toBe(null)
  })

  it('are written as the month that they are', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9_999 }), fc.integer({ min: 1, max: 12 }), (y, m) => {
        expect(monthDate(at(y, m)).toISOString().slice(0, 7)).toBe(
          `${String(y).padStart(4, '0')}-${String(m).padStart(2, '0')}`,
        )
      }),
    )
  })

  it('of every dated claim overlap the reach of all', () => {
    const date = fc.constantFrom('2023', '2019-04', '201X', '2020/2021-03', '../2018', '2024-21')
    fc.assert(
      fc.property(fc.array(date, { minLength: 1 }), (dates) => {
        const all = dates.map(monthsOf)
        const whole = reach(all)
        for (const months of all) {
          expect(whole !== null && months !== null && overlap(months, whole)).toBe(true)
        }
      }),
    )
  })
})

describe('the months of days', () => {
  it('are those that the days fall into, the last day included', () => {
    const day = (date: string): number => Date.parse(date) / 86_400_000
    expect(monthsWithin({ from: day('2023-10-09'), to: day('2024-01-01') })).toEqual({
      from: at(2023, 10),
      to: at(2023, 12),
    })
  })
  it('are the same after a way through days', () => {
    const months = { from: at(2023, 12), to: at(2024, 2) }
    expect(monthsWithin(daysWithin(months))).toEqual(months)
  })
})
