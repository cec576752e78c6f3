import type { In } from '../../src/shared/contract.ts'
import type { Answers } from './answers.ts'
import { claimAnswer } from './claim-answers.ts'
import type { ClaimText } from './claim-answers.ts'
import { recordId } from './records.ts'

type Loose = Parameters<typeof claimAnswer>[1]

const place = (text: string, precision: string) => ({ text, precision })
const count = (qualifier: string, low: number | null, high: number | null = null) => ({
  qualifier,
  low,
  high,
})

const claimOf = (seed: number, statement: string, more: Loose): unknown =>
  claimAnswer(recordId(seed), { statement, ...more })

const dandong = place('Dandong', 'town')
const sinuiju = place('신의주', 'town')
const yanbian = place('Yanbian', 'county')
const onsong = place('Onsong', 'county')

const claims: readonly unknown[] = [
  claimOf(140, 'About 40 people were taken over the bridge at night.', {
    from: dandong,
    to: sinuiju,
    when: '2023-10',
    count: count('at-least', 30),
  }),
  claimOf(141, 'A second bus followed.', {
    from: dandong,
    to: sinuiju,
    when: '2023-11',
    count: count('exactly', 10),
  }),
  claimOf(142, '버스 한 대가 더 건너갔다.', {
    from: place('단둥', 'town'),
    to: sinuiju,
    when: '2023-12~',
  }),
  claimOf(143, 'Between 20 and 40 people were handed over.', {
    from: yanbian,
    to: onsong,
    when: '2024-02',
    count: count('between', 20, 40),
  }),
  claimOf(144, '一百多人从吉林被遣返。', {
    from: place('吉林省', 'province'),
    to: place('朝鲜', 'country'),
    when: '2022',
    count: count('about', 150),
  }),
  claimOf(145, 'Nobody was handed over that week.', {
    from: place('Tumen', 'county'),
    to: onsong,
    when: '2023-10-09',
    count: count('exactly', 0),
    links: [{ kind: 'contradicts', claimId: recordId(146) }],
  }),
  claimOf(146, 'Sixty people were handed over that week.', {
    from: place('Tumen', 'county'),
    to: onsong,
    when: '2023-10-09',
    count: count('exactly', 60),
  }),
  claimOf(147, 'A family went on to Laos.', {
    from: place('Kunming', 'county'),
    to: place('Laos', 'country'),
    count: count('exactly', 4),
  }),
  claimOf(148, 'They waited in a house behind the school.', {
    to: place('a house behind the school', 'site'),
    when: '2024-03',
  }),
  claimOf(149, 'They were counted twice.', { when: '2024-03' }),
]

/** Claims along the border and beyond. */
export const mapAnswers: Answers = {
  'claims.list': (({ caseId }: In<'claims.list'>) =>
    claims.filter(
      (claim) => caseId === null || (claim as { content: ClaimText }).content.caseId === caseId,
    )) as unknown as NonNullable<Answers['claims.list']>,
}
