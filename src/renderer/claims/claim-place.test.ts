import { describe, expect, it } from 'vitest'
import { placeOf, surePlaceOf } from './claim-place.ts'

const found = (text: string, quote: string, start: number): string | null => {
  const place = placeOf(text, { quote, start, end: start + quote.length })
  if (place === null) return null
  return `${place.start}: ${text.slice(place.start, place.end)}`
}

describe('the place of marked words', () => {
  it('is where they were marked, whatever else reads the same', () => {
    expect(found('here, and here, and here', 'here', 10)).toBe('10: here')
  })

  it('is the nearest to it, where something was written before them or taken away', () => {
    expect(found('Late. They crossed at night.', 'crossed at night', 5)).toBe(
      '11: crossed at night',
    )
    expect(found('crossed at night.', 'crossed at night', 40)).toBe('0: crossed at night')
    expect(found('red — red ————— red', 'red', 8)).toBe('6: red')
    expect(found('red ————— red — red', 'red', 9)).toBe('10: red')
  })

  it('is none that is drawn, where they stand elsewhere more than once', () => {
    const drawn = (text: string, quote: string, start: number) =>
      surePlaceOf(text, { quote, start, end: start + quote.length })?.start ?? null
    expect(drawn('red — red ————— red', 'red', 6)).toBe(6)
    expect(drawn('red — red ————— red', 'red', 8)).toBe(null)
    expect(drawn('red ————— red', 'red', 9)).toBe(null)
    expect(drawn('Late. They crossed at night.', 'crossed at night', 5)).toBe(11)
    expect(drawn('Late. They crossed at night.', 'crossed at noon', 5)).toBe(null)
  })

  it('is nowhere once they are gone, and where there were none', () => {
    expect(found('They crossed by day.', 'crossed at night', 5)).toBe(null)
    expect(found('They crossed by day.', '', 5)).toBe(null)
    expect(found('', 'crossed', 0)).toBe(null)
  })

  it('is never a part of another word or another number', () => {
    expect(found('A column of 210 people came.', '10 people', 12)).toBe(null)
    expect(found('They paid 1,000 yuan, not 000 yuan.', '000 yuan', 3)).toBe('26: 000 yuan')
    expect(found('It was unkind, and kind.', 'kind', 0)).toBe('19: kind')
    expect(found('그 강물이 불었다. 강이다.', '강', 0)).toBe('2: 강')
  })

  it('is found over lines that end in another way', () => {
    expect(found('one\ntwo\nthree', 'two\r\nthree', 5)).toBe('4: two\nthree')
  })
})
