import { z } from 'zod'
import { Cosign } from './cosign.ts'
import {
  ExportChoice,
  ExportDecisions,
  ExportPlan,
  ExportSummary,
  ExportTarget,
  PastExport,
} from './exchange.ts'
import { Day, FileToken, RecordId, RevisionId, StateDigest } from './ids.ts'
import { Difference } from './merge-contract.ts'
import { method, nothing, TaskId } from './method.ts'
import { recordKind } from './vocabularies.ts'

/** One record in the export preview. */
const PreviewRow = z.strictObject({
  subject: RecordId,
  kind: z.enum(recordKind),
  name: z.string(),
  /** Number of exported revisions, including the newest. */
  revisions: z.int(),
  /** Files that any of these revisions names, including cleaned copies. */
  files: z.int(),
  /** Identities that are exported, still sealed. */
  sealed: z.int(),
})

/** A file that is exported with a record. */
const PreviewFile = z.strictObject({
  name: z.string(),
  mediaType: z.string(),
  bytes: z.int(),
  /** A `cleaned` copy, the `original` of a cleaned copy, or a file that was not cleaned. */
  is: z.enum(['cleaned', 'original', 'not-cleaned']),
  /** Is it named only by an older revision? */
  isOlder: z.boolean(),
})

/** Export preview, review and writing. */
export const exportContract = {
  'exports.prepare': method(
    z.strictObject({ task: TaskId, ...ExportPlan, ...ExportDecisions }),
    ExportSummary,
  ),
  /**
   * Every record of the export that `task` last prepared; 'not-found' once another task has
   * prepared one.
   */
  'exports.records': method(z.strictObject({ task: TaskId }), z.array(PreviewRow)),
  /** One exported record with all fields. */
  'exports.record': method(
    z.strictObject({
      task: TaskId,
      subject: RecordId,
      /** The older revision to compare the newest with; null: the previous one. */
      comparedWith: RevisionId.nullable(),
    }),
    z.strictObject({
      subject: RecordId,
      kind: z.enum(recordKind),
      /**
       * The newest revision compared with an older one; several where devices changed the record in
       * parallel.
       */
      versions: z.array(Difference),
      /** The other exported revisions, newest first. */
      older: z.array(z.strictObject({ revision: RevisionId, author: z.string(), day: Day })),
      /**
       * The revision that is compared; null: there is none, or each newest revision has a different
       * one.
       */
      comparedWith: RevisionId.nullable(),
      files: z.array(PreviewFile),
      sealed: z.int(),
    }),
  ),
  'exports.write': method(
    z.strictObject({
      task: TaskId,
      /** Digest from the `exports.prepare` that the user decided on. */
      basedOn: StateDigest,
      choice: ExportChoice,
      target: ExportTarget,
      ...ExportDecisions,
      /** Required with four eyes and any override: 'cosign-needed'. */
      cosign: Cosign.nullable().optional(),
      /** The user accepted an export to keys that were never compared: else 'unverified'. */
      unverified: z.boolean().optional(),
      folder: FileToken.exportFolder,
    }),
    z.strictObject({ summary: ExportSummary, fileName: z.string(), exportId: z.string() }),
  ),
  'exports.list': method(nothing, z.array(PastExport)),
}
