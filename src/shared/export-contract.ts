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

/** A record as the list of what leaves shows it. */
const LeavingRow = z.strictObject({
  subject: RecordId,
  kind: z.enum(recordKind),
  name: z.string(),
  /** All that leave, the newest among them. */
  revisions: z.int(),
  /** Files that any of them names, cleaned copies among them. */
  files: z.int(),
  /** Identities that go along, still sealed. */
  sealed: z.int(),
})

/** A file that leaves with a record. */
const LeavingFile = z.strictObject({
  name: z.string(),
  mediaType: z.string(),
  bytes: z.int(),
  /** A `cleaned` copy, or the original, of which a cleaned copy goes along or not. */
  is: z.enum(['cleaned', 'original', 'not-cleaned']),
  /** Does only an older revision name it? */
  isOlder: z.boolean(),
})

/** What would leave, looked over and written. */
export const exportContract = {
  'exports.prepare': method(
    z.strictObject({ task: TaskId, ...ExportPlan, ...ExportDecisions }),
    ExportSummary,
  ),
  /** Every record of the export that `task` looked over last; 'not-found' once another did. */
  'exports.records': method(z.strictObject({ task: TaskId }), z.array(LeavingRow)),
  /** One of them, to the last field. */
  'exports.record': method(
    z.strictObject({
      task: TaskId,
      subject: RecordId,
      /** The older revision to hold the newest against; null: the one before it. */
      beside: RevisionId.nullable(),
    }),
    z.strictObject({
      subject: RecordId,
      kind: z.enum(recordKind),
      /** Its newest revision, beside an older one; several where devices changed it apart. */
      versions: z.array(Difference),
      /** The others, which leave too, newest first. */
      older: z.array(z.strictObject({ revision: RevisionId, author: z.string(), day: Day })),
      /** Which of them stands beside; null: there is none, or each newest has another. */
      beside: RevisionId.nullable(),
      files: z.array(LeavingFile),
      sealed: z.int(),
    }),
  ),
  'exports.write': method(
    z.strictObject({
      task: TaskId,
      /** Of the `exports.prepare` that was decided on. */
      basedOn: StateDigest,
      choice: ExportChoice,
      target: ExportTarget,
      ...ExportDecisions,
      /** With four eyes, whenever something was let pass: 'cosign-needed'. */
      cosign: Cosign.nullable().optional(),
      /** A person said that it may go to keys that nobody compared: else 'unverified'. */
      unverified: z.boolean().optional(),
      folder: FileToken,
    }),
    z.strictObject({ summary: ExportSummary, fileName: z.string(), exportId: z.string() }),
  ),
  'exports.list': method(nothing, z.array(PastExport)),
}
