import { describe, expect, it } from 'vitest'
import { Count } from './claims.ts'
import { isEdtf } from './dates.ts'
import { CaseContent, Handling, SourceContent } from './records.ts'

const source = (change: object) =>
  SourceContent.safeParse({
    kind: 'protected',
    codeName: 'Quiet Heron',
    name: '',
    role: 'official',
    region: 'unstated',
    access: 'direct',
    reliability: 'F',
    reliabilityReason: '',
    note: '',
    ...change,
  })
/** Where it is refused; nothing when it is not. */
const paths = (parsed: ReturnType<typeof source>): string[] =>
  parsed.success ? [] : parsed.error.issues.map(({ path }) => path.join('.'))

describe('what a record may say', () => {
  it('is refused with half a surrogate pair, in one line and in many', () => {
    expect(paths(source({ codeName: 'a\ud800' }))).toContain('codeName')
    expect(paths(source({ note: '\udc00b' }))).toEqual(['note'])
    expect(paths(source({ codeName: '𠮷 🏔', note: 'two\nlines 𠮷' }))).toEqual([])
  })

  it('is refused in a line that breaks, or turns the reading direction', () => {
    for (const one of '\0\t\n\r\u001b\u007f\u0085\u2028\u2029\u202a\u202e\u2066\u2069') {
      const title = `a${one}b`
      expect(CaseContent.safeParse({ title, question: '', status: 'open' }).success).toBe(false)
    }
  })

  it('has a name where one is needed, not blanks', () => {
    for (const title of ['', ' ', '\u3000']) {
      expect(CaseContent.safeParse({ title, question: '', status: 'open' }).success).toBe(false)
    }
  })

  it('names the field that does not fit the kind of source', () => {
    const speaker = { kind: 'on-record', codeName: '', name: 'A name' }
    expect(paths(source({ codeName: ' ' }))).toEqual(['codeName'])
    expect(paths(source({ name: 'A name' }))).toEqual(['name'])
    expect(paths(source(speaker))).toEqual([])
    expect(paths(source({ ...speaker, codeName: 'Quiet Heron' }))).toEqual(['codeName'])
    expect(paths(source({ ...speaker, name: ' ' }))).toEqual(['name'])
  })

  it('has a check-in on a whole day, not in a month', () => {
    expect(paths(source({ checkInDue: '2024-04-12' }))).toEqual([])
    for (const checkInDue of ['2024-04', '2024-04-XX', '2024-04-12~', '2024-04-31', '../2024']) {
      expect(paths(source({ checkInDue }))).toEqual(['checkInDue'])
    }
  })

  it('counts from the lower number to the higher, and both only where both are meant', () => {
    const count = (qualifier: string, low: number | null, high: number | null): boolean =>
      Count.safeParse({ qualifier, low, high }).success
    expect([count('between', 3, 9), count('between', 3, 3), count('about', 200, null)]).toEqual([
      true,
      true,
      true,
    ])
    expect(count('unknown', null, null)).toBe(true)
    for (const [qualifier, low, high] of [
      ['between', 9, 3],
      ['between', 3, null],
      ['between', null, 9],
      ['exactly', 3, 9],
      ['at-most', null, null],
      ['unknown', 3, null],
      ['about', -1, null],
      ['about', 1.5, null],
    ] as const) {
      expect(count(qualifier, low, high)).toBe(false)
    }
  })

  it('has a day before which nothing is published only under an embargo', () => {
    const handling = (level: string, until: string): boolean =>
      Handling.safeParse({ level, note: '', until }).success
    expect(handling('embargo', '2025-01')).toBe(true)
    expect(handling('embargo', '')).toBe(true)
    expect(handling('permitted', '2025-01')).toBe(false)
  })
})

describe('a date', () => {
  it('may be an interval that runs forwards or is open', () => {
    const forwards = [
      '2023/2024',
      '2023-10/2024-01',
      '2024-05/2024',
      '2024/2024',
      '2024-05-01/2024-05-01',
    ]
    for (const date of [...forwards, '../2024', '2024/..', '2024/', '/2024', '-0100/0050']) {
      expect([date, isEdtf(date)]).toEqual([date, true])
    }
  })

  it('may not be one that ends before it begins', () => {
    for (const date of [
      '2024/2023',
      '2024-05/2024-04',
      '2024-05-02/2024-05-01',
      '2024~/2023?',
      '0050/-0100',
    ]) {
      expect([date, isEdtf(date)]).toEqual([date, false])
    }
  })
})
