import { expect, test } from 'vitest'
import type { Claim } from '../../../shared/claims.ts'
import { claimAt } from '../../../../tests/component/timeline-answers.ts'
import { runSync } from '../../data/time-slice.ts'
import { timing } from './items.ts'
import { ordering } from './table-order.ts'
import type { TimelineColumn, RowWords } from './table-order.ts'

const nothing = (): string => ''
const words: RowWords = {
  when: ({ claim }) => claim.content.when,
  claim: ({ claim }) => claim.content.statement,
  byWhom: ({ claim }) => claim.content.byWhom,
  credibility: ({ claim }) => claim.content.credibility,
  place: nothing,
  case: nothing,
}
const items = runSync(
  timing([
    claimAt(1, 'no date', '', { byWhom: 'b' }),
    claimAt(2, 'late', '2023-11', { byWhom: 'unit 10' }),
    claimAt(3, 'early', '2023-01', { byWhom: '' }),
    claimAt(4, 'same day', '2023-11', { byWhom: 'unit 9' }),
    claimAt(5, 'middle', '2023-05', { byWhom: 'unit 9' }),
  ] as readonly unknown[] as readonly Claim[]),
)
const order = (column: TimelineColumn, isDescending: boolean): string[] =>
  runSync(ordering(items, column, isDescending, words, 'en')).rows.map(
    ({ claim }) => claim.content.statement,
  )

test.each([
  ['when', false, ['early', 'middle', 'late', 'same day', 'no date']],
  ['when', true, ['late', 'same day', 'middle', 'early', 'no date']],
  ['byWhom', false, ['no date', 'middle', 'same day', 'late', 'early']],
  ['byWhom', true, ['late', 'middle', 'same day', 'no date', 'early']],
  ['place', true, ['early', 'middle', 'late', 'same day', 'no date']],
] as const)(
  'rows by %s (descending: %s): numbers as numbers, ties by time, what is empty last',
  (column, isDescending, expected) => {
    expect(order(column, isDescending)).toEqual(expected)
  },
)
