import { describe, expect, it } from 'vitest'
import { whenWords } from './dates.ts'

describe('a date in a public record', () => {
  it.each([
    ['2023', '2023', '2023년', '2023年'],
    ['2023-10', 'October 2023', '2023년 10월', '2023年10月'],
    ['2023-10-09', '9 October 2023', '2023년 10월 9일', '2023年10月9日'],
    ['2023-10~', 'about October 2023', '2023년 10월경', '2023年10月前后'],
    ['2024?', '2024, uncertain', '2024년(불확실)', '2024年（不确定）'],
    ['202X', '2020s', '2020년대', '2020年代'],
    ['2023-23', 'autumn 2023', '2023년 가을', '2023年秋季'],
    [
      '2023-12/2024-01',
      'December 2023 to January 2024',
      '2023년 12월부터 2024년 1월까지',
      '2023年12月至2024年1月',
    ],
    ['2023-10/..', 'since October 2023', '2023년 10월 이후', '2023年10月以来'],
  ] as const)('says %s as people do', (when, en, ko, zh) => {
    expect([whenWords(when, 'en'), whenWords(when, 'ko'), whenWords(when, 'zh')]).toEqual([
      en,
      ko,
      zh,
    ])
  })

  it('says no more than is known', () => {
    expect(whenWords('2023-10-XX', 'en')).toBe('October 2023')
    expect(whenWords('2023-XX-XX', 'en')).toBe('2023')
  })

  it('stays as it was written when it is no date', () => {
    for (const text of ['', 'the winter after', '2023-13', '2023-10-32', '2023/10/09', '202X-10']) {
      expect(whenWords(text, 'en')).toBe(text)
    }
  })
})
