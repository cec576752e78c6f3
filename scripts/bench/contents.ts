import type { ClaimContent } from '../../src/shared/claims.ts'
import type { CaseId, ReportId, SourceId } from '../../src/shared/ids.ts'
import type { CaseContent, ReportContent, SourceContent } from '../../src/shared/records.ts'
import * as vocabulary from '../../src/shared/vocabularies.ts'
import type { Random } from '../soak/random.ts'
import type { Text } from './texts.ts'

const twoDigits = (value: number): string => String(value).padStart(2, '0')

/** A day of the ten years in which the desk has been collecting. */
export const someDay = (random: Random): string =>
  `${String(2015 + random.below(10))}-${twoDigits(1 + random.below(12))}-${twoDigits(1 + random.below(28))}`

/** The beginning of a text, without half a character at its end: nothing takes that in. */
const beginning = (text: string, most: number): string =>
  text.slice(0, most).replace(/[\uD800-\uDBFF]$/, '')

export const caseOf = (random: Random, text: Text): CaseContent => ({
  title: text.title,
  question: beginning(text.body, 200),
  status: random.pick(vocabulary.caseStatus),
})

export const sourceOf = (random: Random, number: number, isProtected: boolean): SourceContent => ({
  kind: isProtected ? 'protected' : 'on-record',
  codeName: isProtected ? `Lantern ${String(number)}` : '',
  name: isProtected ? '' : `Speaker ${String(number)}`,
  role: random.pick(vocabulary.sourceRole),
  region: random.pick(vocabulary.sourceRegion),
  access: random.pick(vocabulary.sourceAccess),
  reliability: random.pick(vocabulary.reliability),
  reliabilityReason: '',
  note: '',
  vantage: random.pick(vocabulary.sourceVantage),
  lastContact: someDay(random),
  checkInDue: '',
  doNotContact: false,
  consents: [{ use: 'internal', audience: '', given: someDay(random), withdrawn: '', note: '' }],
  risks: [],
  jointPool: null,
  sameOrigin: [],
})

export const reportOf = (
  random: Random,
  { language, title, body }: Text,
  links: { readonly caseId: CaseId | null; readonly sourceIds: readonly SourceId[] },
): ReportContent => ({
  caseId: links.caseId,
  sourceIds: [...links.sourceIds],
  title,
  body,
  language,
  translations: [],
  channel: random.pick(vocabulary.channel),
  received: someDay(random),
  eventDate: random.below(3) === 0 ? '' : someDay(random),
  place: { text: '', precision: 'unstated' },
  tags: [`tag ${String(random.below(40))}`],
  handling: { level: 'permitted', note: '', until: '' },
  overrides: [],
})

export const claimOf = (
  random: Random,
  reportId: ReportId,
  { caseId, body }: Pick<ReportContent, 'caseId' | 'body'>,
): ClaimContent => ({
  reportId,
  caseId,
  quote: beginning(body, 60),
  start: 0,
  end: beginning(body, 60).length,
  statement: beginning(body, 100),
  act: '',
  whom: '',
  byWhom: '',
  from: { text: '', precision: 'unstated' },
  to: { text: '', precision: 'unstated' },
  when: someDay(random),
  count: { qualifier: 'about', low: 1 + random.below(40), high: null },
  credibility: random.pick(vocabulary.credibility),
  credibilityReason: '',
  links: [],
})
