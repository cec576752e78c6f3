/**
 * Closed word lists. Values are stable codes that are written to bundles; their labels are in the
 * message files. Coarse on purpose: a finer value could identify a person.
 */
export const caseStatus = ['open', 'paused', 'closed'] as const

export const sourceKind = ['protected', 'on-record'] as const

/** A source's relation to its information; deliberately without rank or office. */
export const sourceRole = [
  'official',
  'security',
  'military',
  'party',
  'trader',
  'broker',
  'worker',
  'resident',
  'relative',
  'returnee',
  'expert',
  'diplomat',
  'aid-worker',
  'journalist',
  'other',
  'unstated',
] as const

/** Where a source is, no finer than a country or a side of a border. */
export const sourceRegion = [
  'north-korea',
  'china',
  'south-korea',
  'border-area',
  'russia',
  'other',
  'unstated',
] as const

/** Basis of a source's knowledge (OpenEvSys micro-thesaurus 19, coarsened). */
export const sourceAccess = [
  'direct',
  'documents',
  'hearsay-first',
  'hearsay-further',
  'analysis',
  'unstated',
] as const

/** How close a source was to the events it describes; never the office or the room. */
export const sourceVantage = [
  'present',
  'nearby',
  'at-work',
  'from-others',
  'from-documents',
  'unstated',
] as const

/** Uses that a person can consent to. Each is asked for separately. */
export const consentUse = [
  'internal',
  'share-desk',
  'publish-attributed',
  'publish-unattributed',
] as const
export type ConsentUse = (typeof consentUse)[number]

/** People at risk besides the source. */
export const riskSubject = [
  'source',
  'family',
  'colleague',
  'broker',
  'guide',
  'interpreter',
  'driver',
  'other',
] as const
export const riskLevel = ['low', 'medium', 'high'] as const

/** How one claim bears on another. */
export const claimLink = ['supports', 'contradicts', 'same-origin'] as const

export const countQualifier = [
  'exactly',
  'about',
  'at-least',
  'at-most',
  'between',
  'unknown',
] as const

/** Families of linter findings; tests/corpus/RULES.md says what belongs to each. */
export const lintFamily = [
  'document',
  'phone',
  'email',
  'url',
  'ip',
  'account',
  'plate',
  'coordinates',
  'date',
  'time',
  'age',
  'rank',
  'place',
  'vantage',
  'kinship',
  'unique',
  'meeting',
  'verbatim',
  'hidden',
  'name',
  'phrase',
] as const

/** Replacements for redacted text. */
export const redactionCategory = [
  'name',
  'place',
  'date',
  'role',
  'relation',
  'contact',
  'number',
  'other',
] as const

/** Admiralty scale, source side. F: cannot be judged. */
export const reliability = ['A', 'B', 'C', 'D', 'E', 'F'] as const

/** Admiralty scale, information side, for claims. 6: cannot be judged. */
export const credibility = ['1', '2', '3', '4', '5', '6'] as const

export const channel = [
  'in-person',
  'phone',
  'messenger',
  'courier',
  'letter',
  'document',
  'public-event',
  'publication',
  'unstated',
] as const

/** How coarse a place is. `site` is the finest. */
export const placePrecision = ['country', 'province', 'county', 'town', 'site', 'unstated'] as const

/** UK 3x5x2 handling, with an embargo. */
export const handlingLevel = ['permitted', 'conditions', 'embargo'] as const

export const languages = ['en', 'ko', 'zh'] as const
export const themes = ['system', 'light', 'dark', 'contrast'] as const

/** In percent of the window's default size. */
export const textSizes = [100, 125, 150, 175, 200] as const

/** Kinds of journal lines, one for each sort of act. No kind reveals contents. */
export const journalKind = [
  'vault.created',
  // Any change of a credential. No kind tells which: see docs/THREAT-MODEL.md, "Under pressure".
  'vault.access',
  'vault.settings',
  'vault.pools',
  'vault.four-eyes',
  'vault.verified',
  'vault.backup',
  'vault.backup-tested',
  'vault.backup-failed',
  'vault.backup-sealed-anew',
  'vault.restored',
  'vault.picture',
  'record.saved',
  'record.filed',
  'record.merged',
  'record.removed',
  'record.restored',
  'record.purged',
  'notice.kept',
  'notice.ended',
  'source.withdrawn',
  'source.held-back',
  'source.let-go',
  'record.exported',
  'record.imported',
  'import.continued',
  'import.given-up',
  'record.published',
  'record.keeping',
  'record.held',
  'record.released',
  'record.handed-over',
  'attachment.saved',
  'identity.keys',
  'identity.opened',
  'reviewer.added',
  'reviewer.verified',
  'reviewer.removed',
  'reviewer.passphrase',
  'lint.overridden',
  'review.overridden',
  'review.cosigned',
  'card.issued',
  'card.received',
  'contact.added',
  'contact.changed',
  'contact.verified',
  'contact.revoked',
  'contact.desk',
  'quarantine.kept',
  'quarantine.ended',
  'escrow.made',
  'escrow.carried',
  'escrow.ended',
  'escrow.received',
  'escrow.opened',
  'escrow.deleted',
] as const

/** Kinds of subjects of a journal line. */
export const subjectKind = [
  'vault',
  'case',
  'source',
  'report',
  'claim',
  'attribution',
  'publication',
] as const

/** Why an import refuses a record. */
export const importRefusal = [
  'incomplete',
  'purged',
  'damaged',
  'not-author',
  'other-kind',
  'removed',
  'seal',
  'too-many-versions',
] as const

/** Records that are trees of signed revisions. */
export const recordKind = [
  'case',
  'source',
  'report',
  'claim',
  'attribution',
  'publication',
] as const

/**
 * Trust state of a contact. `changed`: its keys differ from the compared ones, so it counts as
 * unverified until the next comparison.
 */
export const contactState = ['verified', 'unverified', 'changed', 'revoked'] as const
