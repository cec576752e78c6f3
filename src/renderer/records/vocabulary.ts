import type { ClaimContent } from '../../shared/claims.ts'
import type {
  CaseContent,
  ReportContent,
  ReportState,
  SourceContent,
} from '../../shared/records.ts'
import type { MessageKey } from '../i18n/messages.ts'

/**
 * Each list has exactly the words of src/shared/vocabularies.ts: a missing one does not compile.
 */
type VocabularyTexts<T extends string> = Record<T, MessageKey>

export const stateWords = {
  draft: 'vocab.state.draft',
  filed: 'vocab.state.filed',
  revising: 'vocab.state.revising',
} as const satisfies VocabularyTexts<ReportState>

export const caseStatusWords = {
  open: 'vocab.caseStatus.open',
  paused: 'vocab.caseStatus.paused',
  closed: 'vocab.caseStatus.closed',
} as const satisfies VocabularyTexts<CaseContent['status']>

export const sourceKindWords = {
  protected: 'vocab.sourceKind.protected',
  'on-record': 'vocab.sourceKind.on-record',
} as const satisfies VocabularyTexts<SourceContent['kind']>

export const roleWords = {
  official: 'vocab.role.official',
  security: 'vocab.role.security',
  military: 'vocab.role.military',
  party: 'vocab.role.party',
  trader: 'vocab.role.trader',
  broker: 'vocab.role.broker',
  worker: 'vocab.role.worker',
  resident: 'vocab.role.resident',
  relative: 'vocab.role.relative',
  returnee: 'vocab.role.returnee',
  expert: 'vocab.role.expert',
  diplomat: 'vocab.role.diplomat',
  'aid-worker': 'vocab.role.aid-worker',
  journalist: 'vocab.role.journalist',
  other: 'vocab.role.other',
  unstated: 'vocab.role.unstated',
} as const satisfies VocabularyTexts<SourceContent['role']>

export const regionWords = {
  'north-korea': 'vocab.region.north-korea',
  china: 'vocab.region.china',
  'south-korea': 'vocab.region.south-korea',
  'border-area': 'vocab.region.border-area',
  russia: 'vocab.region.russia',
  other: 'vocab.region.other',
  unstated: 'vocab.region.unstated',
} as const satisfies VocabularyTexts<SourceContent['region']>

export const accessWords = {
  direct: 'vocab.access.direct',
  documents: 'vocab.access.documents',
  'hearsay-first': 'vocab.access.hearsay-first',
  'hearsay-further': 'vocab.access.hearsay-further',
  analysis: 'vocab.access.analysis',
  unstated: 'vocab.access.unstated',
} as const satisfies VocabularyTexts<SourceContent['access']>

export const reliabilityWords = {
  A: 'vocab.reliability.A',
  B: 'vocab.reliability.B',
  C: 'vocab.reliability.C',
  D: 'vocab.reliability.D',
  E: 'vocab.reliability.E',
  F: 'vocab.reliability.F',
} as const satisfies VocabularyTexts<SourceContent['reliability']>

export const channelWords = {
  'in-person': 'vocab.channel.in-person',
  phone: 'vocab.channel.phone',
  messenger: 'vocab.channel.messenger',
  courier: 'vocab.channel.courier',
  letter: 'vocab.channel.letter',
  document: 'vocab.channel.document',
  'public-event': 'vocab.channel.public-event',
  publication: 'vocab.channel.publication',
  unstated: 'vocab.channel.unstated',
} as const satisfies VocabularyTexts<ReportContent['channel']>

export const precisionWords = {
  country: 'vocab.precision.country',
  province: 'vocab.precision.province',
  county: 'vocab.precision.county',
  town: 'vocab.precision.town',
  site: 'vocab.precision.site',
  unstated: 'vocab.precision.unstated',
} as const satisfies VocabularyTexts<ReportContent['place']['precision']>

export const handlingWords = {
  permitted: 'vocab.handling.permitted',
  conditions: 'vocab.handling.conditions',
  embargo: 'vocab.handling.embargo',
} as const satisfies VocabularyTexts<ReportContent['handling']['level']>

/** Languages offered for reports; others are kept as received. */
export const languageWords = {
  en: 'vocab.language.en',
  ko: 'vocab.language.ko',
  'zh-Hans': 'vocab.language.zh-Hans',
  'zh-Hant': 'vocab.language.zh-Hant',
  ja: 'vocab.language.ja',
  ru: 'vocab.language.ru',
  mn: 'vocab.language.mn',
  vi: 'vocab.language.vi',
  th: 'vocab.language.th',
  und: 'vocab.language.und',
} as const satisfies VocabularyTexts<string>

export const reliabilityShort = {
  A: 'vocab.reliabilityShort.A',
  B: 'vocab.reliabilityShort.B',
  C: 'vocab.reliabilityShort.C',
  D: 'vocab.reliabilityShort.D',
  E: 'vocab.reliabilityShort.E',
  F: 'vocab.reliabilityShort.F',
} as const satisfies VocabularyTexts<SourceContent['reliability']>

export const credibilityShort = {
  '1': 'vocab.credibilityShort.1',
  '2': 'vocab.credibilityShort.2',
  '3': 'vocab.credibilityShort.3',
  '4': 'vocab.credibilityShort.4',
  '5': 'vocab.credibilityShort.5',
  '6': 'vocab.credibilityShort.6',
} as const satisfies VocabularyTexts<ClaimContent['credibility']>

export const credibilityWords = {
  '1': 'vocab.credibility.1',
  '2': 'vocab.credibility.2',
  '3': 'vocab.credibility.3',
  '4': 'vocab.credibility.4',
  '5': 'vocab.credibility.5',
  '6': 'vocab.credibility.6',
} as const satisfies VocabularyTexts<ClaimContent['credibility']>

export const countWords = {
  exactly: 'vocab.count.exactly',
  about: 'vocab.count.about',
  'at-least': 'vocab.count.at-least',
  'at-most': 'vocab.count.at-most',
  between: 'vocab.count.between',
  unknown: 'vocab.count.unknown',
} as const satisfies VocabularyTexts<ClaimContent['count']['qualifier']>

/** The same as sentences with the numbers `low` and `high`. */
export const countSaid = {
  exactly: 'vocab.countSaid.exactly',
  about: 'vocab.countSaid.about',
  'at-least': 'vocab.countSaid.at-least',
  'at-most': 'vocab.countSaid.at-most',
  between: 'vocab.countSaid.between',
  unknown: 'vocab.countSaid.unknown',
} as const satisfies VocabularyTexts<ClaimContent['count']['qualifier']>

export const claimLinkWords = {
  supports: 'vocab.claimLink.supports',
  contradicts: 'vocab.claimLink.contradicts',
  'same-origin': 'vocab.claimLink.same-origin',
} as const satisfies VocabularyTexts<ClaimContent['links'][number]['kind']>
