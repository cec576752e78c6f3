import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ticksOf } from './axis-ticks.ts'
import { dateOf, dayOf, firstOf } from './days.ts'
import { densityOf } from './density.ts'
import { extentOf, shortest, stepped, within, zoomed } from './range.ts'
import { timeSpanOf } from './time-span.ts'

const spansOf = (...texts: readonly string[]) => texts.flatMap((text) => timeSpanOf(text) ?? [])
const iso = (day: number): string => dateOf(day).toISOString().slice(0, 10)

describe('the time that there are claims of', () => {
  test('holds every end that is known, with room around it', () => {
    const extent = extentOf(spansOf('2023-10', '2024-01-05', '2022-03/..'))
    expect(extent!.from).toBeLessThan(dayOf('2022-03-01'))
    expect(extent!.to).toBeGreaterThan(dayOf('2024-01-06'))
    expect(extent!.to).toBeLessThan(dayOf('2024-03-01'))
  })

  test('is not stretched by a date that leaves a millennium open', () => {
    const extent = extentOf(spansOf('2023-10', '19XX/2023'))
    expect(extentOf(spansOf('2023-10'))).not.toBe(null)
    expect(extent!.from).toBeLessThan(dayOf('2023-10-01'))
    const alone = extentOf(spansOf('0001/2023', '2023-10'))
    expect(alone!.from).toBeGreaterThan(dayOf('2023-01-01'))
  })

  test('is none without a date', () => {
    expect(extentOf([])).toBe(null)
  })
})

const rangeOf = (least: number) =>
  fc
    .tuple(fc.integer({ min: -700_000, max: 2_000_000 }), fc.integer({ min: least, max: 100_000 }))
    .map(([from, length]) => ({ from, to: from + length }))
const range = rangeOf(20)

test('a brush, however it is pulled, stays inside and is never too short to see', () => {
  fc.assert(
    fc.property(range, rangeOf(0), fc.constantFrom(0.5, 2), (extent, pulled, times) => {
      for (const given of [within(pulled, extent), zoomed(within(pulled, extent), times, extent)]) {
        expect(given.from).toBeGreaterThanOrEqual(extent.from)
        expect(given.to).toBeLessThanOrEqual(extent.to)
        expect(given.to - given.from).toBeGreaterThanOrEqual(shortest)
      }
    }),
  )
})

test.each([
  ['2023-10-09', 'day', 1, '2023-10-10'],
  ['2023-10-09', 'month', 1, '2023-11-01'],
  ['2023-10-09', 'month', -1, '2023-10-01'],
  ['2023-01-01', 'month', -1, '2022-12-01'],
  ['2023-10-09', 'year', 1, '2024-01-01'],
  ['2023-01-01', 'year', -1, '2022-01-01'],
  ['2023-10-09', 'decade', -1, '2020-01-01'],
  ['2020-01-01', 'decade', -1, '2010-01-01'],
  ['0050-06-01', 'year', 1, '0051-01-01'],
] as const)('from %s a %s on (%i) is %s', (day, step, way, expected) => {
  expect(iso(stepped(dayOf(day), step, way))).toBe(expected)
})

test('an axis has marks in order, inside, apart, each at the beginning of what it names', () => {
  fc.assert(
    fc.property(range, fc.integer({ min: 300, max: 2_000 }), (time, width) => {
      const ticks = ticksOf(time, width)
      expect(ticks.length).toBeLessThan(width / 40)
      for (const [at, { day, unit }] of ticks.entries()) {
        const before = ticks[at - 1]
        expect(day >= time.from && day < time.to).toBe(true)
        if (before !== undefined) {
          expect(((day - before.day) / (time.to - time.from)) * width).toBeGreaterThan(30)
        }
        const date = dateOf(day)
        if (unit !== 'day') expect(date.getUTCDate()).toBe(1)
        if (unit === 'year') expect(date.getUTCMonth()).toBe(0)
      }
      if (ticks.length > 0) expect(ticks[0]?.isMajor).toBe(true)
    }),
  )
})

test('an axis goes from years to months to days as one looks closer', () => {
  const from = dayOf('2023-01-01')
  const unit = (days: number): string | undefined =>
    ticksOf({ from, to: from + days }, 1_100)[0]?.unit
  expect([unit(9_000), unit(300), unit(10)]).toEqual(['year', 'month', 'day'])
})

test('the first of a month is right in the first century too', () => {
  expect(firstOf(50, 2)).toBe(dayOf('0050-03-01'))
})

test('the strip counts what reaches into each part of the time', () => {
  const time = { from: dayOf('2023-01-01'), to: dayOf('2023-01-11') }
  const spans = spansOf('2023-01-02', '2023-01-02/2023-01-03', '2023-01-09/..')
  expect(densityOf(spans, time, 10)).toEqual([0, 2, 1, 0, 0, 0, 0, 0, 1, 1])
})
