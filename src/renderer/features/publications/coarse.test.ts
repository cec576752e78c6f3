import { describe, expect, it } from 'vitest'
import { coarserCounts, coarserDates } from './coarse.ts'

describe('what a form offers to print', () => {
  it('is never a day', () => {
    expect(coarserDates('2023-10-09')).toEqual(['2023-10', '2023', '202X'])
    expect(coarserDates('2023-10~')).toEqual(['2023-10', '2023', '202X'])
    expect(coarserDates('2023')).toEqual(['2023', '202X'])
    expect(coarserDates('2023-12-30/2024-01-02')).toEqual(['2023-12/2024-01', '2023/2024'])
    expect(coarserDates('2023-10-09/2023-10-11')).toEqual(['2023-10', '2023'])
    expect(coarserDates('last winter')).toEqual([])
    expect(coarserDates('')).toEqual([])
  })

  it('is no number that somebody could have counted', () => {
    const of = (
      qualifier: Parameters<typeof coarserCounts>[0]['qualifier'],
      low: number | null,
      high: number | null = null,
    ): string[] => coarserCounts({ qualifier, low, high }, 'en')
    expect(of('exactly', 183)).toEqual(['about 200', 'dozens'])
    expect(of('exactly', 37)).toEqual(['about 40', 'dozens'])
    expect(of('at-least', 183)).toEqual(['at least 100', 'dozens'])
    expect(of('at-most', 183)).toEqual(['at most 200'])
    expect(of('between', 120, 260)).toEqual(['between 100 and 300', 'dozens'])
    expect(of('exactly', 4)).toEqual(['several'])
    expect(of('exactly', 2)).toEqual([])
    expect(of('unknown', null)).toEqual([])
  })

  it('is said in the language of the record', () => {
    const count = { qualifier: 'about', low: 412, high: null } as const
    expect(coarserCounts(count, 'ko')).toEqual(['약 400명', '수백 명'])
    expect(coarserCounts(count, 'zh')).toEqual(['约400人', '数百人'])
  })
})
