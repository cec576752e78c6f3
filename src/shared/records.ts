import { z } from 'zod'
import { Attachment } from './attachments.ts'
import {
  AttributionId,
  AuthorKey,
  CaseId,
  Day,
  Instant,
  RecordId,
  ReportId,
  RevisionId,
  SourceId,
} from './ids.ts'
import { isEdtf } from './dates.ts'
import { limits } from './limits.ts'
import { poolBounds, poolDefaults } from './pools.ts'
import { Spellings } from './spellings.ts'
import { isBlank, line, reason, required, text } from './text.ts'
import * as vocabulary from './vocabularies.ts'

/** EDTF level 0-1 no finer than a day, or empty for "not known". */
export const DateText = z.union([z.literal(''), text(limits.edtf).refine(isEdtf, 'edtf')])
/** A whole day, or empty. */
export const DayText = DateText.refine((date) => date === '' || /^\d{4}-\d{2}-\d{2}$/.test(date))
/** BCP 47, `ko`, `zh-Hans`, `und`. */
export const LanguageTag = z
  .string()
  .max(limits.language)
  .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/)
export const Rev = z.int().min(0)

export const Place = z.strictObject({
  text: line(limits.place),
  precision: z.enum(vocabulary.placePrecision),
})

export const Handling = z
  .strictObject({
    level: z.enum(vocabulary.handlingLevel),
    note: text(limits.note),
    /** Not before: only with `embargo`. */
    until: DateText,
  })
  .refine(({ level, until }) => until === '' || level === 'embargo', { path: ['until'] })

export const Translation = z.strictObject({
  language: LanguageTag,
  title: line(limits.title),
  body: text(limits.body),
  translator: line(limits.name),
  editor: line(limits.name),
})

export const CaseContent = z.strictObject({
  title: required(limits.caseTitle),
  question: text(limits.caseQuestion),
  status: z.enum(vocabulary.caseStatus),
})

/**
 * Consent to one use by one audience; empty `audience`: any audience. Withdrawn from `withdrawn`
 * on.
 */
export const Consent = z.strictObject({
  use: z.enum(vocabulary.consentUse),
  audience: line(limits.name),
  given: DateText,
  withdrawn: DateText,
  note: text(limits.reason),
})
export const Risk = z.strictObject({
  who: z.enum(vocabulary.riskSubject),
  level: z.enum(vocabulary.riskLevel),
  note: text(limits.reason),
})
/** Estimate of how many people fit all phrases `of` a source combined. */
export const JointPool = z.strictObject({
  of: z.array(AttributionId).min(1).max(limits.phrases),
  low: z.int().min(0).max(limits.pool),
  high: z.int().min(0).max(limits.pool),
  basis: text(limits.reason),
  /** The phrases at the time of the question: after a change the app asks again. */
  as: z.string().max(64).default(''),
})

export const SourceContent = z
  .strictObject({
    kind: z.enum(vocabulary.sourceKind),
    /** Generated for protected sources; `codeName` of an on-record speaker is empty. */
    codeName: line(limits.name),
    /** Only for on-record speakers. A protected source's name exists only in its seal. */
    name: line(limits.name),
    role: z.enum(vocabulary.sourceRole),
    region: z.enum(vocabulary.sourceRegion),
    access: z.enum(vocabulary.sourceAccess),
    reliability: z.enum(vocabulary.reliability),
    reliabilityReason: text(limits.reason),
    note: text(limits.note),
    vantage: z.enum(vocabulary.sourceVantage).default('unstated'),
    lastContact: DateText.default(''),
    /** A whole day by which to check in with the source. */
    checkInDue: DayText.default(''),
    doNotContact: z.boolean().default(false),
    consents: z.array(Consent).max(limits.consents).default([]),
    risks: z.array(Risk).max(limits.risks).default([]),
    jointPool: JointPool.nullable().default(null),
    /**
     * Sources that a person confirmed as the same origin; never derived from a stored token of an
     * identity.
     */
    sameOrigin: z.array(SourceId).max(limits.sources).default([]),
  })
  .refine(({ kind, codeName }) => (kind === 'protected' ? !isBlank(codeName) : codeName === ''), {
    path: ['codeName'],
  })
  .refine(({ kind, name }) => (kind === 'protected' ? name === '' : !isBlank(name)), {
    path: ['name'],
  })

/** An overridden finding in a text. `quote` is the marked text itself. */
export const Override = z.strictObject({
  family: z.enum(vocabulary.lintFamily),
  quote: text(limits.reason),
  reason,
  day: Day,
})

export const ReportContent = z.strictObject({
  caseId: CaseId.nullable(),
  sourceIds: z.array(SourceId).max(limits.sources),
  title: line(limits.title),
  body: text(limits.body),
  language: LanguageTag,
  translations: z.array(Translation).max(limits.translations),
  channel: z.enum(vocabulary.channel),
  received: DateText,
  eventDate: DateText,
  place: Place,
  tags: z.array(required(limits.tag)).max(limits.tags),
  handling: Handling,
  /** Overridden findings, each with its reason. They are exported with the report. */
  overrides: z.array(Override).max(limits.overrides).default([]),
  /** Absent when there are none, so that reports signed before attachments existed stay valid. */
  attachments: z.array(Attachment).min(1).max(limits.attachments).optional(),
})

export type CaseContent = z.infer<typeof CaseContent>
export type SourceContent = z.infer<typeof SourceContent>
export type ReportContent = z.infer<typeof ReportContent>
export type Translation = z.infer<typeof Translation>

const stamp = { rev: Rev, updatedDay: Day }

export const Case = z.strictObject({
  id: CaseId,
  ...stamp,
  content: CaseContent,
  reports: z.int().min(0),
})
export const Source = z.strictObject({
  id: SourceId,
  ...stamp,
  content: SourceContent,
  reports: z.int().min(0),
  /** Bytes of the sealed identity: the same for every protected source, 0 for on-record speakers. */
  sealBytes: z.int().min(0),
})
/**
 * State of a report's working content. `draft` with no `head`: never filed. `filed`: content equals
 * the head revision. `revising`: filed before, with a draft of the next revision.
 */
export const ReportState = z.enum(['draft', 'filed', 'revising'])
/**
 * `newest`, `oldest`: by arrival in this vault. `event`: latest event first, unknown dates last.
 * `title`: untitled last.
 */
export const ReportOrder = z.enum(['newest', 'oldest', 'event', 'title'])
export const Report = z.strictObject({
  id: ReportId,
  ...stamp,
  state: ReportState,
  head: RevisionId.nullable(),
  /** More than one: devices filed different revisions that are not merged yet. */
  heads: z.array(RevisionId),
  content: ReportContent,
})
export const ReportRow = z.strictObject({
  id: ReportId,
  ...stamp,
  state: ReportState,
  title: z.string(),
  /** First characters of the body, on one line. */
  excerpt: z.string(),
  language: LanguageTag,
  eventDate: z.string(),
  caseId: CaseId.nullable(),
  sourceIds: z.array(SourceId),
  tags: z.array(z.string()),
  conflicted: z.boolean(),
})

/**
 * A signed, immutable state of a record. `signature` is Ed25519 by `author` over the canonical form
 * without `id` and `signature` (docs/FORMAT-RECORDS.md).
 */
export const Revision = z.strictObject({
  id: RevisionId,
  subject: RecordId,
  kind: z.enum(vocabulary.recordKind),
  parents: z.array(RevisionId).max(limits.parents),
  author: AuthorKey,
  day: Day,
  /**
   * BLAKE2b-256 of the sealed identity made with this revision; null except for protected sources.
   */
  seal: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .nullable(),
  /** Canonical JSON of the content. */
  content: z.string().max(limits.revisionContent),
  signature: z.string().regex(/^[0-9a-f]{128}$/),
})
export const RevisionRow = Revision.omit({ content: true, signature: true, seal: true }).extend({
  byUs: z.boolean(),
  isHead: z.boolean(),
})

export type Case = z.infer<typeof Case>
export type Source = z.infer<typeof Source>
export type Report = z.infer<typeof Report>
export type ReportRow = z.infer<typeof ReportRow>
export type ReportState = z.infer<typeof ReportState>
export type ReportOrder = z.infer<typeof ReportOrder>
export type Revision = z.infer<typeof Revision>
export type RevisionRow = z.infer<typeof RevisionRow>

export const JournalLine = z.strictObject({
  seq: z.int().min(1),
  day: Day,
  /** Exact time; null once the subject was purged. */
  time: Instant.nullable(),
  actor: z.string(),
  kind: z.enum(vocabulary.journalKind),
  subjectKind: z.enum(vocabulary.subjectKind),
  subject: z.string(),
  digest: z.string(),
  hash: z.string(),
  /** The user's reason for opening an identity; deleted when the source is purged. */
  reason: z.string().nullable(),
})
export type JournalLine = z.infer<typeof JournalLine>

export const TextSize = z.literal(vocabulary.textSizes)
export type TextSize = z.infer<typeof TextSize>

/** What to do after a source was compromised, the most urgent first. */
const exposureSteps = ['contact', 'people', 'copies', 'print', 'phrases'] as const
const ExposureStep = z.enum(exposureSteps)
export type ExposureStep = z.infer<typeof ExposureStep>

const PoolLimit = z.int().min(poolBounds.lowest).max(poolBounds.highest)
export const Settings = z
  .strictObject({
    language: z.enum(vocabulary.languages),
    theme: z.enum(vocabulary.themes),
    textSize: TextSize,
    /** Minutes without input before the vault locks. */
    idleLockMinutes: z.int().min(1).max(120),
    pseudonym: line(limits.pseudonym),
    /** A phrase that fits fewer people than this stops a publication. */
    poolBlockUnder: PoolLimit,
    /** A phrase that fits fewer people than this gets a warning. */
    poolWarnUnder: PoolLimit,
    /** Overrides and publications need a second reader, once the vault has one. */
    fourEyes: z.boolean(),
    /** Days from the last backup until the next is due; 0: no reminder. */
    backupReminderDays: z.union([z.literal(0), z.literal(7), z.literal(30)]),
    /** How words are spelled in this vault; other spellings are marked while the user writes. */
    spellings: Spellings,
    /** Pinned records, the latest last. An erased record is not among them. */
    pinned: z.array(RecordId).max(limits.pinned),
    /** Compromised sources, with the steps that were done. An erased source is not among them. */
    exposed: z
      .array(
        z.strictObject({ id: RecordId, done: z.array(ExposureStep).max(exposureSteps.length) }),
      )
      .max(limits.exposed),
    /**
     * The user has proved a copy of the recovery code in force, used the code, or left it with a desk.
     */
    recoveryConfirmed: z.boolean(),
  })
  .refine(({ poolBlockUnder, poolWarnUnder }) => poolBlockUnder <= poolWarnUnder, {
    path: ['poolWarnUnder'],
  })
export type Settings = z.infer<typeof Settings>

/** Values for vaults created before these settings existed. */
export const laterSettings = {
  poolBlockUnder: poolDefaults.block,
  poolWarnUnder: poolDefaults.warn,
  fourEyes: true,
  backupReminderDays: 30,
  spellings: [] as Settings['spellings'],
  pinned: [] as Settings['pinned'],
  exposed: [] as Settings['exposed'],
  textSize: 100,
  recoveryConfirmed: true,
} as const satisfies Partial<Settings>
