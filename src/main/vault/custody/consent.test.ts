import { describe, expect, it } from 'vitest'
import type { Day } from '../../../shared/ids.ts'
import type { SourceContent } from '../../../shared/records.ts'
import { onlyDay } from '../session/days.ts'
import { audiencesOf, consentTo, isEmbargoed } from './consent.ts'

type Consent = SourceContent['consents'][number]

const consent = (over: Partial<Consent> = {}): Consent => ({
  use: 'share-desk',
  audience: '',
  given: '2024-01',
  withdrawn: '',
  note: '',
  ...over,
})

describe('consent', () => {
  const today = onlyDay('2024-06-15' as Day)
  it.each<[string, readonly Consent[], string]>([
    ['is none where nobody asked', [], 'none'],
    ['stands once given', [consent()], 'valid'],
    ['of another use says nothing', [consent({ use: 'publish-attributed' })], 'none'],
    ['is gone on the day of withdrawal', [consent({ withdrawn: '2024-06-15' })], 'withdrawn'],
    [
      'is gone from the first day that a month may mean',
      [consent({ withdrawn: '2024-06' })],
      'withdrawn',
    ],
    ['stands until a withdrawal that lies ahead', [consent({ withdrawn: '2024-07' })], 'valid'],
    [
      'withdrawn for one audience is withdrawn for all',
      [consent(), consent({ audience: 'Seoul', withdrawn: '2024-03' })],
      'withdrawn',
    ],
    [
      'given again afterwards stands',
      [consent({ withdrawn: '2024-03' }), consent({ given: '2024-04-02' })],
      'valid',
    ],
    [
      'given again to others does not lift it',
      [
        consent({ audience: 'Seoul', withdrawn: '2024-03' }),
        consent({ audience: 'Bonn', given: '2024-04' }),
      ],
      'withdrawn',
    ],
    [
      'given again on an unknown day does not lift it',
      [consent({ withdrawn: '2024-03' }), consent({ given: '' })],
      'withdrawn',
    ],
    ['that will be given stands from that day on', [consent({ given: '2024-06-16' })], 'none'],
    ['given at some time in this month stands', [consent({ given: '2024-06' })], 'valid'],
    ['given nobody knows when stands', [consent({ given: '' })], 'valid'],
    [
      'given again in the month of the withdrawal may have been given before it',
      [consent({ withdrawn: '2024-03' }), consent({ given: '2024-03-20' })],
      'withdrawn',
    ],
    [
      'given again on the very day of the withdrawal is in doubt',
      [consent({ withdrawn: '2024-03-20' }), consent({ given: '2024-03-20' })],
      'withdrawn',
    ],
    [
      'given again and taken back again is gone',
      [consent({ withdrawn: '2024-03' }), consent({ given: '2024-04-02', withdrawn: '2024-05' })],
      'withdrawn',
    ],
    [
      'is gone where the day of the withdrawal cannot be told',
      [consent({ withdrawn: '../2024-07' })],
      'withdrawn',
    ],
    [
      'to any use falls with consent to keep it at all',
      [consent(), consent({ use: 'internal', withdrawn: '2024-03' })],
      'withdrawn',
    ],
  ])('%s', (_, consents, state) => {
    expect(consentTo(consents, 'share-desk', today)).toBe(state)
  })

  it('names those for whom alone it was given', () => {
    const of = (...consents: readonly Consent[]) => audiencesOf(consents, 'share-desk', today)
    const seoul = consent({ audience: ' Seoul' })
    expect(of(seoul, consent({ audience: 'Bonn' }), seoul)).toEqual(['Seoul', 'Bonn'])
    expect(of(seoul, consent())).toEqual([])
    expect(of(seoul, consent({ given: '2025' }))).toEqual(['Seoul'])
    expect(of(seoul, consent({ use: 'internal' }))).toEqual(['Seoul'])
  })

  it('with two possible dates, is withdrawn on either and given only on both, and an embargo ends only on both', () => {
    const both = { earlier: '2024-06-15' as Day, later: '2024-06-16' as Day }
    const state = (over: Partial<Consent>) => consentTo([consent(over)], 'share-desk', both)
    expect(state({ withdrawn: '2024-06-16' })).toBe('withdrawn')
    expect(state({ withdrawn: '2024-06-17' })).toBe('valid')
    expect(state({ given: '2024-06-16' })).toBe('none')
    expect(state({ given: '2024-06-15' })).toBe('valid')
    const embargo = (until: string): boolean => isEmbargoed({ level: 'embargo', until }, both)
    expect(['2024-06-15', '2024-06-16'].map(embargo)).toEqual([false, true])
  })

  it('an embargo holds until the last day that its date may mean, and without one for good', () => {
    const embargo = (until: string): boolean => isEmbargoed({ level: 'embargo', until }, today)
    expect(['', '2024-06', '2024-06-16', '2024~'].map(embargo)).toEqual([true, true, true, true])
    expect(['2024-06-15', '2024-05', '2023'].map(embargo)).toEqual([false, false, false])
    expect(isEmbargoed({ level: 'permitted', until: '' }, today)).toBe(false)
  })
})
