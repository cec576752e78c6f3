import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isEdtf } from './dates.ts'
import { eventBounds } from './event-bounds.ts'

test.each([
  ['2023', '2023-01-01', '2023-12-31'],
  ['2023-10', '2023-10-01', '2023-10-31'],
  ['2024-02~', '2024-02-01', '2024-02-29'],
  ['2023-02-XX', '2023-02-01', '2023-02-28'],
  ['2024?', '2024-01-01', '2024-12-31'],
  ['201X', '2010-01-01', '2019-12-31'],
  ['2023-XX', '2023-01-01', '2023-12-31'],
  ['2023-22', '2023-06-01', '2023-08-31'],
  ['2023-24', '2023-12-01', '2024-02-29'],
  ['2023-10/2024-01', '2023-10-01', '2024-01-31'],
  ['2023-10/..', '2023-10-01', '9999-12-31'],
  ['/2023', '0000-01-01', '2023-12-31'],
  ['2024-04-09%', '2024-04-09', '2024-04-09'],
])('%s may mean %s to %s', (text, from, to) => {
  expect(isEdtf(text)).toBe(true)
  expect(eventBounds(text)).toEqual({ from, to })
})

test.each(['', 'Y17000', '-0044', '2023-13', '2023-02-30', '2023/2022', 'soon', '2023-00'])(
  '%j has no days that a filter could use',
  (text) => {
    expect(eventBounds(text)).toBe(null)
  },
)

test('bounds are days in order, whatever the text', () => {
  const day = fc
    .date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10))
  fc.assert(
    fc.property(day, fc.constantFrom(4, 7, 10), (text, length) => {
      const bounds = eventBounds(text.slice(0, length))
      expect(bounds).not.toBe(null)
      expect((bounds?.from ?? '') <= text && text <= (bounds?.to ?? '')).toBe(true)
    }),
  )
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'0123456789X-/~?%.Y') }), (text) => {
      const bounds = eventBounds(text)
      if (bounds !== null) expect(bounds.from <= bounds.to).toBe(true)
    }),
  )
})
