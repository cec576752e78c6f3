import type { Attribution, Claim } from '../../src/shared/claims.ts'
import type { In } from '../../src/shared/contract.ts'
import { recordId } from './records.ts'
import { keep, one } from './saved-records.ts'

const today = '2024-04-12'

type ClaimText = In<'claims.save'>['content']
const unstated = { text: '', precision: 'unstated' } as const

const claimOf = (seed: number, statement: string, more: Partial<ClaimText> = {}): unknown => ({
  id: recordId(seed),
  rev: 1,
  updatedDay: today,
  content: {
    reportId: recordId(20),
    caseId: recordId(1),
    quote: 'They crossed at the same time, through two border towns.',
    start: 124,
    end: 180,
    statement,
    act: '',
    whom: '',
    byWhom: '',
    from: unstated,
    to: unstated,
    when: '2023-10',
    count: { qualifier: 'unknown', low: null, high: null },
    credibility: '6',
    credibilityReason: '',
    links: [],
    ...more,
  } satisfies ClaimText,
})

const cannedClaims = (): Claim[] =>
  [
    claimOf(40, 'About 200 people were returned through two towns at the same time.', {
      act: 'returned',
      whom: 'North Koreans held in China',
      byWhom: 'border police',
      from: { text: 'China', precision: 'country' },
      to: { text: 'Dandong; Tumen', precision: 'town' },
      count: { qualifier: 'about', low: 200, high: null },
      credibility: '2',
      credibilityReason: 'Two origins agree on the place, and one on the number.',
    }),
    claimOf(41, '두 도시에서 같은 시각에 넘겨졌다.', {
      links: [{ kind: 'supports', claimId: recordId(40) }],
      credibility: '3',
    } as unknown as Partial<ClaimText>),
    claimOf(42, '当天没有人被移交。', {
      links: [{ kind: 'contradicts', claimId: recordId(40) }],
      count: { qualifier: 'exactly', low: 0, high: null },
      credibility: '5',
    } as unknown as Partial<ClaimText>),
  ] as Claim[]

const phraseOf = (
  seed: number,
  phrase: string,
  pool: readonly [number, number],
  uses: number,
): unknown => ({
  id: recordId(seed),
  rev: 1,
  updatedDay: today,
  content: {
    sourceId: recordId(10),
    language: 'en',
    phrase,
    role: 'official',
    organisation: '',
    region: 'north-korea',
    period: '',
    poolLow: pool[0],
    poolHigh: pool[1],
    basis: 'Posts of that rank in a published table of offices.',
  },
  usedIn: Array.from({ length: uses }, (_, at) => recordId(90 + at)),
})

/** Canned answers of claims and phrases; they remember what is saved. */
export const protectionAnswers = (empty: boolean) => {
  const claims = empty ? [] : cannedClaims()
  const phrases = (
    empty
      ? []
      : [
          phraseOf(50, 'a high-ranking source in North Korea', [400, 900], 2),
          phraseOf(51, 'an official who handles trade', [12, 40], 1),
          phraseOf(52, 'somebody in the delegation', [3, 4], 0),
        ]
  ) as Attribution[]
  const ofSource = (id: string | null): Attribution[] =>
    phrases.filter(({ content }) => id === null || content.sourceId === id)
  return {
    'claims.list': ({ caseId, reportId }: In<'claims.list'>) =>
      claims.filter(
        ({ content }) =>
          (caseId === null || content.caseId === caseId) &&
          (reportId === null || content.reportId === reportId),
      ),
    'claims.get': ({ id }: In<'claims.get'>) => one(claims, id),
    'claims.save': ({ id, rev, content }: In<'claims.save'>) =>
      keep(claims, id, rev, (newId, newRev) => ({
        id: newId,
        rev: newRev,
        updatedDay: today,
        content,
      })),
    'claims.corroboration': ({ caseId }: In<'claims.corroboration'>) => ({
      origins: [
        {
          sources: [recordId(11), recordId(10)],
          names: ['Copper Lantern', 'Quiet Harbour'],
          reliability: 'B/C',
        },
        { sources: [recordId(12)], names: ['Julie Turner'], reliability: 'A' },
        { sources: [recordId(13)], names: ['Won Jae-chun'], reliability: 'A' },
      ],
      claims: claims
        .filter(({ content }) => content.caseId === caseId)
        .map((claim, at) => ({
          claim,
          supportedBy: [[0, 1], [0], [2]][at] ?? [],
          contradictedBy: [[2], [], [0]][at] ?? [],
          maySupport: [],
          mayContradict: [],
        })),
    }),
    'attributions.list': ({ sourceId }: In<'attributions.list'>) => ofSource(sourceId),
    'attributions.save': ({ id, rev, content }: In<'attributions.save'>) =>
      keep(phrases, id, rev, (newId, newRev, before) => ({
        id: newId,
        rev: newRev,
        updatedDay: today,
        content,
        usedIn: before?.usedIn ?? [],
      })),
    'attributions.together': ({ sourceId }: In<'attributions.together'>) => ({
      phrases: ofSource(sourceId).filter(({ usedIn }) => usedIn.length > 0),
      joint: {
        roles: ['official' as const],
        organisations: [],
        regions: ['north-korea' as const],
        periods: [],
      },
      pool: null,
      as: '',
    }),
  }
}
