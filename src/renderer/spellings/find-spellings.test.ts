import { describe, expect, it } from 'vitest'
import { findSpellings, spellingIndex } from './find-spellings.ts'

const index = spellingIndex([
  { preferred: 'Hyesan', variants: ['Hyesan city', 'Hyesan-si', 'Haesan', '惠山'] },
  { preferred: 'Musan County', variants: ['Musan'] },
  { preferred: 'North Korea', variants: ['north korea', 'DPRK'] },
  { preferred: '혜산', variants: ['혜산시', '해산'] },
  { preferred: '图们', variants: ['圖們'] },
])

const found = (text: string): string[] =>
  findSpellings(index, text).map(
    ({ start, end, preferred }) => `${text.slice(start, end)} → ${preferred}`,
  )

describe('a spelling of the list', () => {
  it('is found in any case, and the longest of several', () => {
    expect(found('From Hyesan-si to hyesan City.')).toEqual([
      'Hyesan-si → Hyesan',
      'hyesan City → Hyesan',
    ])
    expect(found('They fled north korea, the dprk.')).toEqual([
      'north korea → North Korea',
      'dprk → North Korea',
    ])
  })

  it('is a word of its own where words are set apart', () => {
    expect(found('Haesana, Chaesan, Haesan2')).toEqual([])
    expect(found('“Haesan”-born')).toEqual(['Haesan → Hyesan'])
  })

  it('takes Korean particles, and begins a Korean word', () => {
    expect(found('혜산시에서 해산으로')).toEqual(['혜산시 → 혜산', '해산 → 혜산'])
    expect(found('이해산물')).toEqual([])
    expect(found('Haesan에서')).toEqual(['Haesan → Hyesan'])
  })

  it('stands anywhere in Chinese', () => {
    expect(found('从惠山到圖們江')).toEqual(['惠山 → Hyesan', '圖們 → 图们'])
  })

  it('is left alone where it is right already', () => {
    expect(found('Hyesan, Musan County, North Korea, 혜산에서, 图们')).toEqual([])
    expect(found('in Musan.')).toEqual(['Musan → Musan County'])
    expect(found('HYESAN and NORTH KOREA')).toEqual(['NORTH KOREA → North Korea'])
  })

  it('says where it stands, to the unit, after letters that grow in lower case', () => {
    expect(findSpellings(index, 'İ😀 Haesan')).toEqual([{ start: 4, end: 10, preferred: 'Hyesan' }])
  })
})

it('is looked for in 100,000 characters with the longest list in far less than a frame of typing', () => {
  const words = Array.from({ length: 300 }, (_, at) => ({
    preferred: `Preferred place ${at}`,
    variants: Array.from({ length: 20 }, (__, of) => `place of ${at} in ${of}`),
  }))
  const long = spellingIndex(words)
  const text = 'In the place of 1 in 3 there was place of 299 in 19, and a place. '
    .repeat(1_600)
    .slice(0, 100_000)
  findSpellings(long, text)
  const since = performance.now()
  const count = findSpellings(long, text).length
  expect(performance.now() - since).toBeLessThan(200)
  expect(count).toBeGreaterThan(3_000)
})
