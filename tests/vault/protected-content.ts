import type { AttributionContent, ClaimContent } from '../../src/shared/claims.ts'
import type { ReportId, SourceId } from '../../src/shared/ids.ts'

export const claimContent = (
  reportId: ReportId,
  more: Partial<ClaimContent> = {},
): ClaimContent => ({
  reportId,
  caseId: null,
  quote: 'They crossed at the same time',
  start: 0,
  end: 29,
  statement: 'About 200 people were returned at two crossings.',
  act: 'return',
  whom: 'North Koreans held in China',
  byWhom: 'border police',
  from: { text: 'China', precision: 'country' },
  to: { text: 'North Korea', precision: 'country' },
  when: '2023-10',
  count: { qualifier: 'about', low: 200, high: null },
  credibility: '2',
  credibilityReason: 'Two reports agree.',
  links: [],
  ...more,
})

export const attributionContent = (
  sourceId: SourceId,
  more: Partial<AttributionContent> = {},
): AttributionContent => ({
  sourceId,
  language: 'en',
  phrase: 'a source in the border area',
  role: 'unstated',
  organisation: '',
  region: 'border-area',
  period: '',
  poolLow: 2_000,
  poolHigh: 10_000,
  basis: 'People who cross for trade in a year.',
  ...more,
})
