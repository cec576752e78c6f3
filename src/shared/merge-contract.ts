import { z } from 'zod'
import { AttributionContent, ClaimContent, PublicationContent } from './claims.ts'
import { Day, RecordId, RevisionId } from './ids.ts'
import { limits } from './limits.ts'
import { method, nothing } from './method.ts'
import { CaseContent, ReportContent, Rev, SourceContent } from './records.ts'
import { recordKind } from './vocabularies.ts'

/** The content of a record of any kind; which one, its `kind` says. */
const Content = z.union([
  CaseContent,
  SourceContent,
  ReportContent,
  ClaimContent,
  AttributionContent,
  PublicationContent,
])

/** One of the versions that stand beside each other. */
const Side = z.strictObject({
  /** Null: the draft that lies here. */
  revision: RevisionId.nullable(),
  /** Whose it is: a verified contact's pseudonym, else the author's key as a fingerprint. */
  author: z.string(),
  byUs: z.boolean(),
  day: Day,
  content: Content,
})

/** A version of a record beside the one that it follows. */
export const Difference = z.strictObject({
  revision: RevisionId,
  author: z.string(),
  day: Day,
  /** What stands before it; null where nothing does. */
  before: Content.nullable(),
  after: Content,
})

/** Versions of one record side by side, and one in their place. */
export const mergeContract = {
  /** Records that wait for a merge, newest first. */
  'records.conflicts': method(
    nothing,
    z.array(z.strictObject({ id: RecordId, kind: z.enum(recordKind), title: z.string() })),
  ),
  'records.versions': method(
    z.strictObject({ id: RecordId }),
    z.strictObject({
      id: RecordId,
      kind: z.enum(recordKind),
      rev: Rev,
      heads: z.array(RevisionId),
      /** The newest states that all sides go back to: none, one, or several that differ. */
      bases: z.array(Content),
      /** One: there is nothing to merge. */
      sides: z.array(Side),
      /** Versions that are too many for one merge and wait for the next. */
      more: z.int(),
    }),
  ),
  /** `conflict` when heads or draft changed since `records.versions`. */
  'records.merge': method(
    z.strictObject({
      id: RecordId,
      rev: Rev,
      heads: z.array(RevisionId).min(1).max(limits.heads),
      content: Content,
    }),
    z.strictObject({
      /** A draft's words that were left out lie in a draft of their own; null: nothing was. */
      keptDraft: RecordId.nullable(),
    }),
  ),
  'imports.differences': method(
    z.strictObject({ exportId: z.string().max(64), subject: RecordId }),
    z.strictObject({
      subject: RecordId,
      kind: z.enum(recordKind),
      /** None for a record that the file changes nothing of, or that is refused. */
      versions: z.array(Difference),
    }),
  ),
}
