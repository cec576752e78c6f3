import { z } from 'zod'
import { AttributionContent, ClaimContent, PublicationContent } from './claims.ts'
import { Day, RecordId, RevisionId } from './ids.ts'
import { limits } from './limits.ts'
import { method, nothing } from './method.ts'
import { CaseContent, ReportContent, Rev, SourceContent } from './records.ts'
import { recordKind } from './vocabularies.ts'

/** The content of a record; its `kind` says which schema applies. */
const Content = z.union([
  CaseContent,
  SourceContent,
  ReportContent,
  ClaimContent,
  AttributionContent,
  PublicationContent,
])

/** One of several parallel versions. */
const Side = z.strictObject({
  /** Null: the local draft. */
  revision: RevisionId.nullable(),
  /** The author: a verified contact's pseudonym, else the fingerprint of the author's key. */
  author: z.string(),
  byUs: z.boolean(),
  day: Day,
  content: Content,
})

/** A version of a record compared with the version before it. */
export const Difference = z.strictObject({
  revision: RevisionId,
  author: z.string(),
  day: Day,
  /** The previous version; null where there is none. */
  before: Content.nullable(),
  after: Content,
})

/** Comparing versions of one record and merging them. */
export const mergeContract = {
  /** Records with a pending merge, newest first. */
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
      /**
       * The newest common ancestors of all sides: none, one, or several that differ. None too if they
       * are more than a revision may have parents.
       */
      bases: z.array(Content),
      /** A single side: there is nothing to merge. */
      sides: z.array(Side),
      /** Versions beyond the limit of one merge; they remain for the next. */
      more: z.int(),
    }),
  ),
  /** `conflict` when heads or draft changed since `records.versions`. */
  'records.merge': method(
    z.strictObject({
      id: RecordId,
      rev: Rev,
      heads: z
        .array(RevisionId)
        .min(1)
        .max(limits.heads + 1),
      content: Content,
    }),
    z.strictObject({
      /** A separate draft with the words of the old draft that were left out; null: none were. */
      keptDraft: RecordId.nullable(),
    }),
  ),
  'imports.differences': method(
    z.strictObject({ exportId: z.string().max(64), subject: RecordId }),
    z.strictObject({
      subject: RecordId,
      kind: z.enum(recordKind),
      /** Empty for a record that the file does not change, or that is refused. */
      versions: z.array(Difference),
      /** Versions not shown. */
      more: z.int(),
    }),
  ),
}
