import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isEdtf } from '../../shared/dates.ts'
import { readDate } from './edtf.ts'

const good = [
  '2023',
  '2023-10',
  '2023-10-08',
  '2023-10~',
  '2024?',
  '2024%',
  '2023-10-XX',
  '2023-XX',
  '2023-XX-XX',
  '201X',
  '20XX',
  '2023-22',
  '2023-10/2024-01',
  '2023-10~/2024-01?',
  '2023-10/..',
  '../2023-10',
  '2023-10/',
  '/2023-10',
  '2024-02-29',
  '0000-02-29',
  '0098/0300',
]
const bad = [
  '',
  ' ',
  '23',
  '2023-13',
  '2023-02-30',
  '2023-10-08T10:00',
  '2023-10-8',
  'October 2023',
  '2024-01/2023-10',
  '0300/0000',
  '0001-02-29',
  '../..',
  '/',
  '2023-XX-08',
  '[2023,2024]',
  '2023-25',
  '2023/2024/2025',
]

describe('readDate', () => {
  it.each(good)('takes %s, as the vault does', (text) => {
    expect(readDate(text)).not.toBeNull()
    expect(isEdtf(text)).toBe(true)
  })

  it.each(bad)('refuses %j', (text) => {
    expect(readDate(text)).toBeNull()
  })

  it('never takes what the vault would refuse', () => {
    const sign = fc.constantFrom(
      '0',
      '1',
      '2',
      '3',
      '9',
      'X',
      'XX',
      '-',
      '/',
      '..',
      '~',
      '?',
      '%',
      '20',
      '10',
    )
    fc.assert(
      fc.property(fc.array(sign, { maxLength: 14 }), (signs) => {
        const text = signs.join('')
        if (readDate(text) !== null) expect(isEdtf(text)).toBe(true)
      }),
      { numRuns: 100_000 },
    )
  })

  it('keeps what is known, what is not, and how sure it is', () => {
    expect(readDate('2023-10-XX')).toMatchObject({
      point: { month: 10, day: null, unknown: 'day' },
    })
    expect(readDate('201X')).toMatchObject({ point: { year: 2010, unknownDigits: 1 } })
    expect(readDate('2023-10%')).toMatchObject({ point: { approximate: true, uncertain: true } })
  })
})
