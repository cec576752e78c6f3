import { z } from 'zod'
import { Cosigned } from './cosign.ts'
import {
  AttributionId,
  CaseId,
  ClaimId,
  Day,
  PublicationId,
  ReportId,
  RevisionId,
  SourceId,
} from './ids.ts'
import { limits } from './limits.ts'
import { DateText, LanguageTag, Place, Rev } from './records.ts'
import { line, reason, required, requiredText, text } from './text.ts'
import * as vocabulary from './vocabularies.ts'

/** A phrase that may be printed, and how many people it could mean. */
export const AttributionContent = z
  .strictObject({
    sourceId: SourceId,
    language: LanguageTag,
    phrase: required(limits.title),
    role: z.enum(vocabulary.sourceRole),
    organisation: line(limits.name),
    region: z.enum(vocabulary.sourceRegion),
    period: DateText,
    poolLow: z.int().min(0).max(limits.pool),
    poolHigh: z.int().min(0).max(limits.pool),
    /** Basis of the estimate. */
    basis: text(limits.reason),
  })
  .refine((a) => a.poolLow <= a.poolHigh, { path: ['poolHigh'] })

export const Count = z
  .strictObject({
    qualifier: z.enum(vocabulary.countQualifier),
    low: z.int().min(0).max(limits.pool).nullable(),
    /** Only with `between`. */
    high: z.int().min(0).max(limits.pool).nullable(),
  })
  .refine((c) => (c.qualifier === 'unknown') === (c.low === null), { path: ['low'] })
  .refine((c) => (c.qualifier === 'between') === (c.high !== null), { path: ['high'] })
  .refine((c) => c.low === null || c.high === null || c.low <= c.high, { path: ['high'] })

/** One factual statement taken from a report. */
export const ClaimContent = z.strictObject({
  reportId: ReportId,
  caseId: CaseId.nullable(),
  /** The marked words and their position in the report's body at the time of marking. */
  quote: text(limits.statement),
  start: z.int().min(0).max(limits.body),
  end: z.int().min(0).max(limits.body),
  statement: requiredText(limits.statement),
  /** The act, and the people that suffered and did it. */
  act: line(limits.title),
  whom: line(limits.title),
  byWhom: line(limits.title),
  from: Place,
  to: Place,
  when: DateText,
  count: Count,
  credibility: z.enum(vocabulary.credibility),
  credibilityReason: text(limits.reason),
  links: z
    .array(z.strictObject({ kind: z.enum(vocabulary.claimLink), claimId: ClaimId }))
    .max(limits.links),
  /**
   * The sources of the report that make this claim. Absent: not set. Claims signed before this
   * field existed stay valid without it.
   */
  sourceIds: z
    .array(SourceId)
    .min(1)
    .max(limits.sources)
    .refine((ids) => new Set(ids).size === ids.length)
    .optional(),
})

/** One claim as printed: every value is already coarsened as decided. */
export const PublishedClaim = z.strictObject({
  claimId: ClaimId,
  wording: requiredText(limits.statement),
  attributionId: AttributionId.nullable(),
  when: line(limits.edtf),
  place: line(limits.place),
  count: line(limits.name),
})
export const Redaction = z.strictObject({
  start: z.int().min(0).max(limits.body),
  end: z.int().min(0).max(limits.body),
  category: z.enum(vocabulary.redactionCategory),
})
/**
 * A published text with redactions. Offsets refer to the body of this filed revision and no other:
 * in a later text they would redact the wrong words.
 */
export const PublishedReport = z.strictObject({
  reportId: ReportId,
  revision: RevisionId,
  attributionId: AttributionId.nullable(),
  redactions: z.array(Redaction).max(limits.redactions),
})
export const PublicationContent = z.strictObject({
  caseId: CaseId,
  language: z.enum(vocabulary.languages),
  title: required(limits.title),
  summary: text(limits.note),
  method: text(limits.note),
  claims: z.array(PublishedClaim).max(limits.publicationClaims),
  reports: z.array(PublishedReport).max(limits.publicationReports),
  /** Overridden issues of the review, each with its reason. */
  overrides: z
    .array(z.strictObject({ item: line(limits.title), reason, day: Day }))
    .max(limits.publicationOverrides),
})

const stamp = { rev: Rev, updatedDay: Day }
export const Attribution = z.strictObject({
  id: AttributionId,
  ...stamp,
  content: AttributionContent,
  /** Publications that print the phrase. */
  usedIn: z.array(PublicationId),
})
export const Claim = z.strictObject({ id: ClaimId, ...stamp, content: ClaimContent })
export const Publication = z.strictObject({
  id: PublicationId,
  ...stamp,
  content: PublicationContent,
  /** Days on which files of this publication were written. */
  written: z.array(Day),
  /** Second readers that signed the written files, newest first. */
  cosigned: z.array(Cosigned),
})

export type AttributionContent = z.infer<typeof AttributionContent>
export type ClaimContent = z.infer<typeof ClaimContent>
export type PublicationContent = z.infer<typeof PublicationContent>
export type Attribution = z.infer<typeof Attribution>
export type Claim = z.infer<typeof Claim>
export type Publication = z.infer<typeof Publication>
