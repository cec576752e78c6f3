import type { SourceContent } from '../../shared/records.ts'
import type { MessageKey } from '../i18n/messages.ts'

type ProtectionTexts<T extends string> = Record<T, MessageKey>

export type Consent = SourceContent['consents'][number]
export type Risk = SourceContent['risks'][number]

export const vantageWords = {
  present: 'sources.vantageWord.present',
  nearby: 'sources.vantageWord.nearby',
  'at-work': 'sources.vantageWord.at-work',
  'from-others': 'sources.vantageWord.from-others',
  'from-documents': 'sources.vantageWord.from-documents',
  unstated: 'sources.vantageWord.unstated',
} as const satisfies ProtectionTexts<SourceContent['vantage']>

export const consentUseWords = {
  internal: 'consent.use.internal',
  'share-desk': 'consent.use.share-desk',
  'publish-attributed': 'consent.use.publish-attributed',
  'publish-unattributed': 'consent.use.publish-unattributed',
} as const satisfies ProtectionTexts<Consent['use']>

export const riskWhoWords = {
  source: 'sources.riskWho.source',
  family: 'sources.riskWho.family',
  colleague: 'sources.riskWho.colleague',
  broker: 'sources.riskWho.broker',
  guide: 'sources.riskWho.guide',
  interpreter: 'sources.riskWho.interpreter',
  driver: 'sources.riskWho.driver',
  other: 'sources.riskWho.other',
} as const satisfies ProtectionTexts<Risk['who']>

export const riskLevelWords = {
  low: 'sources.riskLevel.low',
  medium: 'sources.riskLevel.medium',
  high: 'sources.riskLevel.high',
} as const satisfies ProtectionTexts<Risk['level']>
