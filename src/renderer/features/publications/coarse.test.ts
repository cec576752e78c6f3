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
    expect(of('exactly', 183)).toEqual(['about 180', 'dozens'])
    expect(of('exactly', 37)).toEqual(['about 35', 'dozens'])
    expect(of('at-least', 183)).toEqual(['at least 180', 'dozens'])
    expect(of('at-most', 183)).toEqual(['at most 200'])
    expect(of('between', 120, 260)).toEqual(['between 120 and 300', 'dozens'])
    expect(of('exactly', 4)).toEqual(['fewer than 10', 'several'])
    expect(of('exactly', 2)).toEqual(['fewer than 10'])
    expect(of('unknown', null)).toEqual([])
  })

  it('says no more than there were: few are called few, and about is off by an eighth at most', () => {
    const figure = (
      qualifier: Parameters<typeof coarserCounts>[0]['qualifier'],
      low: number,
      high: number | null = null,
    ): string => coarserCounts({ qualifier, low, high }, 'en')[0] ?? ''
    for (let n = 1; n < 10; n++) expect(figure('exactly', n)).toBe('fewer than 10')
    for (let n = 10; n < 20; n++) expect(figure('about', n)).toBe('between 10 and 20')
    expect(figure('exactly', 150)).toBe('about 140')
    expect(figure('exactly', 1950)).toBe('about 2000')
    for (let n = 20; n < 30_000; n += 1 + Math.floor(n / 90)) {
      const [, said = ''] = /^about (\d+)$/.exec(figure('exactly', n)) ?? []
      expect(Math.abs(Number(said) - n) / n).toBeLessThanOrEqual(1 / 8)
      const least = Number(/\d+/.exec(figure('at-least', n))?.[0])
      expect(least).toBeLessThanOrEqual(n)
      expect(least).toBeGreaterThan((n * 3) / 4)
      const most = Number(/\d+/.exec(figure('at-most', n))?.[0])
      expect(most).toBeGreaterThanOrEqual(n)
      expect(most).toBeLessThan((n * 5) / 4)
    }
    expect(figure('at-least', 7)).toBe('several')
    expect(figure('at-most', 7)).toBe('fewer than 10')
    expect(figure('between', 3, 8)).toBe('fewer than 10')
    expect(figure('between', 3, 40)).toBe('at most 40')
    expect(figure('between', 12, 33)).toBe('between 10 and 35')
  })

  it('is said in the language of the record', () => {
    const count = { qualifier: 'about', low: 412, high: null } as const
    expect(coarserCounts(count, 'ko')).toEqual(['약 400명', '수백 명'])
    expect(coarserCounts(count, 'zh')).toEqual(['约400人', '数百人'])
    const few = { qualifier: 'exactly', low: 7, high: null } as const
    expect(coarserCounts(few, 'ko')[0]).toBe('10명 미만')
    expect(coarserCounts(few, 'zh')[0]).toBe('不足10人')
  })
})
