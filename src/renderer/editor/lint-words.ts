import type { Finding } from '../../shared/lint.ts'
import type { MessageKey } from '../i18n/messages.ts'

export type FamilyName = Finding['family']
/**
 * identifier: identifies one person or place. context: narrows down. hidden: invisible characters.
 */
export type SeverityName = 'identifier' | 'context' | 'hidden'

type FindingTexts = {
  readonly name: MessageKey
  readonly why: MessageKey
  readonly advice: MessageKey
  readonly severity: SeverityName
}

const words = (family: FamilyName, severity: SeverityName): FindingTexts => ({
  name: `lint.name.${family}`,
  why: `lint.why.${family}`,
  advice: `lint.advice.${family}`,
  severity,
})

/** UI texts and severity of each family. A missing family does not compile. */
export const familyWords: Readonly<Record<FamilyName, FindingTexts>> = {
  document: words('document', 'identifier'),
  phone: words('phone', 'identifier'),
  email: words('email', 'identifier'),
  url: words('url', 'identifier'),
  ip: words('ip', 'identifier'),
  account: words('account', 'identifier'),
  plate: words('plate', 'identifier'),
  coordinates: words('coordinates', 'identifier'),
  name: words('name', 'identifier'),
  date: words('date', 'context'),
  time: words('time', 'context'),
  age: words('age', 'context'),
  rank: words('rank', 'context'),
  place: words('place', 'context'),
  vantage: words('vantage', 'context'),
  kinship: words('kinship', 'context'),
  unique: words('unique', 'context'),
  meeting: words('meeting', 'context'),
  verbatim: words('verbatim', 'context'),
  phrase: words('phrase', 'context'),
  hidden: words('hidden', 'hidden'),
}

/**
 * Can a finding be overridden with a reason? Not a protected name: the stored reason would reveal
 * that the words are one.
 */
export const mayOverride = (family: FamilyName): boolean => family !== 'name'

export const severityWords = {
  identifier: 'lint.severity.identifier',
  context: 'lint.severity.context',
  hidden: 'lint.severity.hidden',
} as const satisfies Record<SeverityName, MessageKey>

/** Shows invisible characters as code points, so that a list can display them. */
export const visibleWords = (quote: string): string =>
  quote.replace(
    /[\p{Cf}\p{Cc}\p{Zl}\p{Zp}\u115f\u1160\u3164\uffa0]|(?! )\p{Zs}|[\ufe00-\ufe0f]|[\u{e0100}-\u{e01ef}]/gu,
    (hidden) =>
      hidden === '\n'
        ? ' '
        : `⟨U+${(hidden.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}⟩`,
  )
