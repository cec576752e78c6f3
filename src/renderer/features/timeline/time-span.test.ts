import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isEdtf } from '../../../shared/dates.ts'
import { eventBounds } from '../../../shared/event-bounds.ts'
import { dateOf, dayOf } from './days.ts'
import { endsOf, timeSpanOf } from './time-span.ts'

const iso = (day: number): string =>
  Number.isFinite(day) ? dateOf(day).toISOString().slice(0, 10) : String(day)

/** First and last stated day, first and last day of the reach, and the type of both ends. */
const shown = (text: string): readonly string[] | null => {
  const span = timeSpanOf(text)
  if (span === null) return null
  const { said, reach } = span
  return [iso(said.from), iso(said.to - 1), iso(reach.from), iso(reach.to - 1), ...endsOf(span)]
}

test.each([
  ['2023-10-09', '2023-10-09', '2023-10-09', '2023-10-09', '2023-10-09', 'sharp', 'sharp'],
  ['2023-10', '2023-10-01', '2023-10-31', '2023-10-01', '2023-10-31', 'sharp', 'sharp'],
  ['2023-10-XX', '2023-10-01', '2023-10-31', '2023-10-01', '2023-10-31', 'sharp', 'sharp'],
  ['202X', '2020-01-01', '2029-12-31', '2020-01-01', '2029-12-31', 'sharp', 'sharp'],
  ['2023-10~', '2023-10-01', '2023-10-31', '2023-09-15', '2023-11-16', 'soft', 'soft'],
  ['2023-10-09?', '2023-10-09', '2023-10-09', '2023-10-08', '2023-10-10', 'soft', 'soft'],
  ['2023-10~/2024-01', '2023-10-01', '2024-01-31', '2023-09-15', '2024-01-31', 'soft', 'sharp'],
  ['2023/..', '2023-01-01', 'Infinity', '2023-01-01', 'Infinity', 'sharp', 'open'],
  ['/2023-06%', '-Infinity', '2023-06-30', '-Infinity', '2023-07-15', 'open', 'soft'],
  ['2023-10/2023', '2023-10-01', '2023-12-31', '2023-10-01', '2023-12-31', 'sharp', 'sharp'],
])('%s is drawn from %s to %s', (text, ...expected) => {
  expect(isEdtf(text)).toBe(true)
  expect(shown(text)).toEqual(expected)
})

test.each(['', 'XXXX', '../..', '/..', 'Y17000', '-0044', '20', 'soon'])(
  '%j stands nowhere in time',
  (text) => {
    expect(timeSpanOf(text)).toBe(null)
  },
)

const day = fc
  .date({ min: new Date('0100-01-01'), max: new Date('9899-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10))

/** A day in each vague form of level 1. */
const vague = (date: string): fc.Arbitrary<string> =>
  fc
    .tuple(
      fc.constantFrom(
        date,
        date.slice(0, 7),
        date.slice(0, 4),
        `${date.slice(0, 7)}-XX`,
        `${date.slice(0, 4)}-XX`,
        `${date.slice(0, 3)}X`,
        `${date.slice(0, 2)}XX`,
      ),
      fc.constantFrom('', '~', '?', '%'),
    )
    .map(([text, mark]) => (text.includes('X') ? text : text + mark))

describe('any date that is taken', () => {
  test('covers the day that it was made vague from', () => {
    const said = day.chain((date) => fc.tuple(fc.constant(date), vague(date)))
    fc.assert(
      fc.property(said, ([date, text]) => {
        expect(isEdtf(text)).toBe(true)
        const span = timeSpanOf(text)
        expect(span).not.toBe(null)
        expect(span!.said.from <= dayOf(date) && dayOf(date) < span!.said.to).toBe(true)
      }),
    )
  })

  test('covers both days of an interval between them', () => {
    const pair = fc
      .tuple(day, day)
      .map(([a, b]) => (a < b ? [a, b] : [b, a]) as [string, string])
      .chain(([a, b]) => fc.tuple(fc.constant([a, b] as const), vague(a), vague(b)))
      .filter(([, a, b]) => isEdtf(`${a}/${b}`))
    fc.assert(
      fc.property(pair, ([[a, b], from, to]) => {
        const { said } = timeSpanOf(`${from}/${to}`)!
        expect(said.from <= dayOf(a) && dayOf(b) < said.to).toBe(true)
      }),
    )
  })

  const part = fc.string({ unit: fc.constantFrom(...'012X-~?%'), minLength: 4, maxLength: 11 })
  const loose = fc.oneof(
    day.chain(vague),
    part,
    fc.tuple(fc.oneof(day.chain(vague), fc.constantFrom('', '..')), day.chain(vague)).map(String),
    fc
      .tuple(fc.constantFrom('', '..', '2023', '2023-10~'), fc.constantFrom('', '..', '2024-02?'))
      .map((ends) => ends.join('/')),
  )

  test('has an order of days that is never narrower than its words, or says nothing', () => {
    fc.assert(
      fc.property(loose.filter(isEdtf), (text) => {
        const bounds = eventBounds(text)
        const span = timeSpanOf(text)
        if (span === null) {
          const saysAll = bounds?.from === '0000-01-01' && bounds.to === '9999-12-31'
          expect(bounds === null || saysAll).toBe(true)
          return
        }
        const { said, reach } = span
        expect(said.from < said.to).toBe(true)
        expect(reach.from <= said.from && said.to <= reach.to).toBe(true)
        expect(said.from <= dayOf(bounds!.from) && dayOf(bounds!.to) < said.to).toBe(true)
      }),
    )
  })

  test('is soft just where its words are', () => {
    fc.assert(
      fc.property(day.chain(vague), (text) => {
        const end = /[~?%]$/.test(text) ? 'soft' : 'sharp'
        expect(endsOf(timeSpanOf(text)!)).toEqual([end, end])
      }),
    )
  })
})
