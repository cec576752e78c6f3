import type { ClaimToMark } from '../../tests/e2e/page-objects/claims.ts'
import type { IdentityToSeal } from '../../tests/e2e/page-objects/identities.ts'
import type { PublicationToWrite } from '../../tests/e2e/page-objects/publications.ts'
import type { PhraseToWrite, SourceChanges } from '../../tests/e2e/page-objects/sources.ts'
import { sampleCase, sampleReports } from './sample-case.ts'

/**
 * The protection of the sources of the sample case. The two anonymous sources are not known, so
 * everything in a seal here is invented, and so is everything that the drafts disclose before they
 * are corrected: days, a number, a meeting.
 */
export const sampleIdentities = {
  detention: {
    name: 'Ri Kwang-myong',
    otherNames: ['리광명'],
    contact: '+850 191 555 0123, through the man with the grey bicycle',
    note: 'Two children; a brother at the ferry station.',
  },
  delegation: {
    name: '한설화',
    otherNames: ['Han Sol-hwa'],
    contact: 'lantern-four@post.example',
    note: 'Writes with a green pen only.',
  },
} as const satisfies Record<string, IdentityToSeal>

const agreed: SourceChanges['consents'] = [
  { use: 'internal' },
  { use: 'share-desk', note: 'Under the code name only.' },
  { use: 'publish-attributed', note: 'Never nearer than the country.' },
]

export const sampleProtection = {
  detention: {
    role: 'official',
    region: 'north-korea',
    access: 'hearsay-first',
    vantage: 'from-others',
    reliability: 'B',
    reliabilityReason: 'What was told in 2023 was borne out by public statements.',
    lastContact: '2024-04',
    checkInDue: '2024-05-15',
    consents: agreed,
    risks: [
      { who: 'source', level: 'high', note: 'Talking to media abroad.' },
      { who: 'family', level: 'high', note: 'Held liable together.' },
    ],
  },
  delegation: {
    role: 'official',
    region: 'north-korea',
    access: 'direct',
    vantage: 'at-work',
    reliability: 'C',
    reliabilityReason: 'New; nothing to compare with yet.',
    lastContact: '2024-04',
    consents: agreed,
    risks: [{ who: 'source', level: 'high', note: 'Few people know of the plan.' }],
  },
} as const satisfies Record<string, SourceChanges>

/** A draft as first typed, and how each finding in it is resolved. */
export type SampleDraft = {
  readonly language: 'en' | 'ko' | 'zh'
  readonly title: string
  readonly source: 'detention' | 'delegation'
  readonly body: string
  /** Marked words for which the checks suggest a coarser form. */
  readonly replace: string
  /** A sentence that discloses too much. */
  readonly takeOut: string
  /** Words that are overridden, and why. */
  readonly keep: { readonly words: string; readonly reason: string }
  /** The text after all findings are resolved. */
  readonly settled: string
}

export const sampleDrafts: readonly SampleDraft[] = [
  {
    language: 'en',
    title: 'Smaller groups since October',
    source: 'detention',
    body: 'Smaller groups have been sent back since 17 October 2023, the source said on condition of anonymity. Ri Kwang-myong will meet us at the ferry station on Friday.',
    replace: '17 October 2023',
    takeOut: ' Ri Kwang-myong will meet us at the ferry station on Friday.',
    keep: {
      words: 'said on condition of anonymity',
      reason: 'The published article says so already, and it fits everybody.',
    },
    settled:
      'Smaller groups have been sent back since October 2023, the source said on condition of anonymity.',
  },
  {
    language: 'ko',
    title: '10월 이후 소규모 송환',
    source: 'delegation',
    body: '2023년 10월 17일 이후 소규모 송환이 이어지고 있다고 소식통이 익명을 전제로 전했다. 리광명의 전화번호는 010-5550-1234이다.',
    replace: '2023년 10월 17일',
    takeOut: ' 리광명의 전화번호는 010-5550-1234이다.',
    keep: { words: '익명을 전제로 전했다', reason: '이미 공개된 기사에 나온 표현이다.' },
    settled: '2023년 10월 중순 이후 소규모 송환이 이어지고 있다고 소식통이 익명을 전제로 전했다.',
  },
  {
    language: 'zh',
    title: '十月以来的小规模遣返',
    source: 'detention',
    body: '消息人士以匿名为条件说，自2023年10月17日起，小规模遣返一直在继续。李光明下周五在老地方等我们。',
    replace: '2023年10月17日',
    takeOut: '李光明下周五在老地方等我们。',
    keep: { words: '以匿名为条件', reason: '已公开的报道中就是这样写的。' },
    settled: '消息人士以匿名为条件说，自2023年10月中旬起，小规模遣返一直在继续。',
  },
]

/** Phrases as registered; the first for the delegation fits too few people. */
export const samplePhrases = {
  detention: {
    phrase: 'a high-ranking source in North Korea',
    role: 'official',
    region: 'north-korea',
    low: 2000,
    high: 20_000,
    basis: 'Officials above county level, as counted in handbooks; the lower bound is a tenth.',
  },
  tooNarrow: {
    phrase: 'an official who prepares the visit to China',
    role: 'official',
    region: 'north-korea',
    low: 3,
    high: 8,
    basis: 'A working group for one journey is small.',
  },
  delegation: {
    phrase: 'another high-ranking source in North Korea',
    role: 'official',
    region: 'north-korea',
    low: 1500,
    high: 20_000,
    basis: 'Same estimate, less everybody who cannot know of the two ministries.',
  },
} as const satisfies Record<string, Omit<PhraseToWrite, 'language'>>

const [first, second, third, fourth] = sampleReports.map(({ title }) => title)

const statements = {
  group: 'China sent back about 200 North Koreans after the Asian Games in Hangzhou had closed.',
  held: 'People who were sent back are held in lockups of the Ministry of State Security.',
  visit: 'Two North Korean ministries are preparing to send dozens of officials to China.',
  envoy: 'China’s practice has not changed, the U.S. Special Envoy Julie Turner said in public.',
  since: 'Smaller groups have been sent back since October 2023.',
} as const

export type SampleClaim = {
  /** Title of the report with the quoted words. */
  readonly report: string
} & ClaimToMark

export const sampleClaims: readonly SampleClaim[] = [
  {
    report: first ?? '',
    quote: 'China returned about 200 North Koreans who had been held in its prisons',
    statement: statements.group,
    act: 'Forced return',
    whom: 'North Koreans held in Chinese prisons',
    byWhom: 'China',
    from: 'Dandong; Tumen',
    to: 'North Korea',
    when: '2023-10',
    about: 200,
    credibility: '2',
    reason: 'Several governments spoke of it in public.',
  },
  {
    report: second ?? '',
    quote: 'are being held in its lockups',
    statement: statements.held,
    act: 'Detention',
    byWhom: 'Ministry of State Security',
    to: 'North Korea',
    when: '2024-04~',
    credibility: '3',
    reason: 'One source, placed to hear of it; nothing against it.',
  },
  {
    report: third ?? '',
    quote: '중국에 간부 수십 명을 보낼 준비를 하고 있다',
    statement: statements.visit,
    act: 'Preparation of a visit',
    byWhom: 'Ministry of State Security; Ministry of Social Security',
    to: 'China',
    when: '2024-04~',
    credibility: '3',
    reason: 'One source; fits what was known of earlier visits.',
  },
  {
    report: fourth ?? '',
    quote: 'China shows no significant change over forced repatriation',
    statement: statements.envoy,
    when: '2024-04-09',
    credibility: '2',
    reason: 'Said in public by somebody in office.',
  },
  {
    report: 'Smaller groups since October',
    quote: 'Smaller groups have been sent back since October 2023',
    statement: statements.since,
    act: 'Forced return',
    byWhom: 'China',
    to: 'North Korea',
    when: '2023-10/..',
    credibility: '2',
    reason: 'Two sources who do not know of each other.',
  },
  {
    report: '10월 이후 소규모 송환',
    quote: '소규모 송환이 이어지고 있다',
    statement: '2023년 10월 이후 소규모 송환이 이어지고 있다.',
    when: '2023-10/..',
    credibility: '3',
    reason: '한 사람의 말이며, 다른 보고와 어긋나지 않는다.',
    link: { kind: 'supports', to: statements.since },
  },
  {
    report: '十月以来的小规模遣返',
    quote: '小规模遣返一直在继续',
    statement: '2023年10月以来，小规模遣返一直在继续。',
    when: '2023-10/..',
    credibility: '3',
    reason: '只有一人所述，与其他报告不矛盾。',
    link: { kind: 'supports', to: statements.since },
  },
]

export const narrowClaim = statements.visit

/** The claim whose form is photographed. */
export const picturedClaim = statements.since

/** As first built: one phrase in it fits too few people. */
export const samplePublication: PublicationToWrite = {
  caseTitle: sampleCase.title,
  title: 'Forced repatriations since October 2023',
  summary:
    'About 200 people were sent back in October 2023, smaller groups have followed, and both states are working on a faster procedure.',
  method:
    'Sources spoke with reporters on condition that nothing leads to them. What they said was compared with public statements.',
  claims: [
    {
      statement: statements.group,
      phrase: samplePhrases.detention.phrase,
      when: '2023-10',
      place: 'Chinese border with North Korea',
      count: 'about 200',
    },
    { statement: statements.held, phrase: samplePhrases.detention.phrase, place: 'North Korea' },
    { statement: statements.visit, phrase: samplePhrases.tooNarrow.phrase, count: 'dozens' },
    { statement: statements.envoy, when: '2024-04', place: 'New York' },
    { statement: statements.since, phrase: samplePhrases.detention.phrase },
  ],
  texts: [
    {
      title: second ?? '',
      phrase: samplePhrases.detention.phrase,
      removals: [
        { words: 'local branches of the Ministry of State Security', category: 'place' },
        { words: 'in recent weeks', category: 'date' },
        { words: '보위부 구류장', category: 'place' },
      ],
    },
  ],
}
