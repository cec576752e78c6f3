import type { Out } from '../../src/shared/contract.ts'
import type { Answers } from './answers.ts'
import { claimAnswer } from './claim-answers.ts'
import type { ClaimText } from './claim-answers.ts'
import { recordId } from './records.ts'

type Place = ClaimText['from']

const place = (text: string, precision: Place['precision'] = 'town'): Place => ({ text, precision })

/** A claim of a test: what a timeline looks at, and nothing else. */
export const claimAt = (
  seed: number,
  statement: string,
  when: string,
  more: Partial<ClaimText> = {},
): unknown =>
  claimAnswer(seed.toString(16).padStart(32, '0'), { statement, when, credibility: '2', ...more })

const contradicts = (seed: number): Partial<ClaimText> =>
  ({
    links: [{ kind: 'contradicts', claimId: seed.toString(16).padStart(32, '0') }],
  }) as unknown as Partial<ClaimText>

/** Every kind of date, two cases, places and actors in three scripts. */
export const variedClaims = [
  claimAt(
    1,
    'The agreement on mutual repatriation is applied again after the border opens',
    '2023-08-27/..',
    { byWhom: 'Ministry of State Security', credibility: '3' },
  ),
  claimAt(2, 'About 200 people were returned through two towns at the same time', '2023-10-09', {
    byWhom: 'border police',
    from: place('China', 'country'),
    to: place('Dandong'),
  }),
  claimAt(3, '두 도시에서 같은 시각에 넘겨졌다', '2023-10-XX', {
    byWhom: '국경경비대',
    to: place('투먼'),
    credibility: '4',
  }),
  claimAt(4, '当天没有人被移交', '2023-10-09', {
    byWhom: 'border police',
    to: place('Dandong'),
    credibility: '5',
    ...contradicts(2),
  }),
  claimAt(5, 'Officials are chosen to be sent to China', '2024-01~', {
    byWhom: 'Central Committee',
    from: place('Pyongyang'),
  }),
  claimAt(6, 'Dozens of officials are to arrive', '2024-04~/2024-06', {
    byWhom: 'Central Committee',
    from: place('Pyongyang'),
    to: place('Shenyang'),
    credibility: '6',
  }),
  claimAt(7, 'A list of names is handed over at the bridge', '2023-11-20?', {
    to: place('Tumen'),
    caseId: recordId(2),
  } as unknown as Partial<ClaimText>),
  claimAt(8, 'Holding cells are extended', '../2023-12', { to: place('Tumen'), caseId: null }),
  claimAt(9, 'Interviews of returned people in winter', '2023-24', {
    byWhom: 'Ministry of State Security',
    to: place('Hoeryong'),
  }),
  claimAt(10, 'Someone heard that more will follow', '', { credibility: '6' }),
] as readonly unknown[] as Out<'claims.list'>

/** Canned answers of a vault with these claims. */
export const answersOf = (claims: readonly unknown[]): Answers => ({
  'claims.list': ({ caseId }) =>
    (claims as Out<'claims.list'>).filter(
      ({ content }) => caseId === null || content.caseId === caseId,
    ),
  'claims.get': ({ id }) => {
    const found = (claims as Out<'claims.list'>).find((claim) => claim.id === id)
    if (found === undefined) throw new Error('no such claim')
    return found
  },
})

/** Many claims, over ten years, with every kind of end. */
export const manyClaims = (count: number): readonly unknown[] =>
  Array.from({ length: count }, (_, at) => {
    const year = 2014 + ((at * 7) % 10)
    const month = String(1 + ((at * 5) % 12)).padStart(2, '0')
    const day = String(1 + ((at * 11) % 28)).padStart(2, '0')
    const when = [`${year}-${month}-${day}`, `${year}-${month}`, `${year}-${month}~`, `${year}`]
    return claimAt(at + 1, `Claim number ${at + 1} of many`, when[at % 4] ?? '', {
      byWhom: `Unit ${at % 40}`,
    })
  })
