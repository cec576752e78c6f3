import { parse } from 'edtf'
import { expect, test } from 'vitest'
import { isEdtf } from './dates.ts'

const grammarTakes = (text: string): boolean => {
  try {
    parse(text)
    return true
  } catch {
    return false
  }
}

test('the short way through years, months and days, sure or not, says what the grammar says', () => {
  const two = (n: number): string => String(n).padStart(2, '0')
  const texts: string[] = []
  for (const year of ['0000', '1900', '2024', '9999']) {
    texts.push(year)
    for (let month = 0; month <= 13; month += 1) {
      for (const day of ['', '-00', '-01', '-09', '-10', '-19', '-20', '-28', '-29', '-32'])
        texts.push(`${year}-${two(month)}${day}`)
    }
  }
  const marked = texts
    .filter((text) => text.startsWith('2024'))
    .flatMap((text) => ['?', '~', '%'].map((mark) => `${text}${mark}`))
  const differing = [...texts, ...marked]
    // The grammar takes these in any year; below.
    .filter((text) => !/-02-29.?$/.test(text))
    .filter((text) => isEdtf(text) !== grammarTakes(text))
  expect(differing).toEqual([])
})

test('a day that no calendar has is no date, alone or as an end', () => {
  const taken = (text: string): boolean => isEdtf(text)
  expect(
    ['2023-02-29', '1900-02-29', '2023-04-31~', '2023-02-01/2023-02-29', '2023-02-30?'].filter(
      taken,
    ),
  ).toEqual([])
  const days = ['2024-02-29', '2000-02-29', '0000-02-29', '2023-04-30', '2023-12-31', '2023-02-XX']
  expect(days.filter(taken)).toEqual(days)
})
