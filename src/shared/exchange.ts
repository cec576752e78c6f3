import { z } from 'zod'
import { ShownNotice } from './custody-contract.ts'
import { ContactName } from './contacts.ts'
import { Cosigned } from './cosign.ts'
import { CaseId, Day, RecordId, ReportId, SourceId, StateDigest } from './ids.ts'
import { limits } from './limits.ts'
import { PackedLists } from './packed-lists.ts'
import { NewPassphrase } from './passphrase.ts'
import { ReviewItem } from './protection-contract.ts'
import { reason, text } from './text.ts'
import { contactState, importRefusal, recordKind } from './vocabularies.ts'

const Recipient = z.string().min(1).max(limits.recipientText)
export const ExportTarget = z.discriminatedUnion('kind', [
  /** age recipients: all `age1pq1…`, or all `age1…`; never mixed. */
  z.strictObject({
    kind: z.literal('keys'),
    recipients: z.array(Recipient).min(1).max(limits.recipients),
  }),
  z.strictObject({ kind: z.literal('passphrase'), passphrase: NewPassphrase }),
])
export const ExportChoice = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('case'), caseId: CaseId }),
  z.strictObject({
    kind: z.literal('reports'),
    reportIds: z.array(ReportId).min(1).max(limits.exportReports),
  }),
])
/** An export in preparation. */
export const ExportPlan = {
  choice: ExportChoice,
  /**
   * The recipients, which decide what is exported with the records. None: a passphrase, so the
   * recipients are unknown.
   */
  recipients: ExportTarget.options[0].shape.recipients.nullable().optional(),
}
/** The user's decisions about issues of the review. */
export const ExportDecisions = {
  /** Leave out the reports that have blocking issues and export the others. */
  keepBack: z.boolean().optional(),
  /** Reports that the user left out during the review. */
  leftOut: z.array(ReportId).max(limits.exportReports).optional(),
  /** Overridden issues, each with its reason. Some issues cannot be overridden. */
  overrides: z
    .array(z.strictObject({ item: z.string().max(limits.title), reason }))
    .max(limits.exportOverrides)
    .default([]),
  /** Exported with the file, so the review covers it. */
  purpose: text(limits.reason).default(''),
}
export const ExportSummary = z.strictObject({
  reports: z.int(),
  cases: z.int(),
  sources: z.int(),
  /** Only signed revisions are exported, never drafts. */
  draftsLeftOut: z.int(),
  /** Reports that `keepBack` left out. */
  keptBack: z.int(),
  /** Reports that a blocking issue affects, each with the records in which the issues are. */
  held: z.array(z.strictObject({ report: ReportId, by: z.array(RecordId) })),
  /** Size of the finished file in bytes, padding included. */
  bytes: z.int(),
  basedOn: StateDigest,
  /** The review; while one of them blocks, `exports.write` refuses with 'withheld'. */
  items: z.array(ReviewItem),
})
export const ExportRow = z.strictObject({
  exportId: z.string(),
  day: Day,
  reports: z.int(),
  /** Recipients' short fingerprints, or `passphrase`. */
  to: z.array(z.string()),
  bytes: z.int(),
  purpose: z.string(),
})

/** A past export in the list of exports. */
export const PastExport = ExportRow.extend({
  /** The contact behind each recipient in `to`, in the same order; null: not a contact. */
  names: z.array(ContactName.nullable()),
  /** Exported sources that have withdrawn consent since. */
  withdrawn: z.array(SourceId),
  /** The second reader that signed the overrides; null: none, or purged with a record. */
  cosigned: Cosigned.nullable(),
  /** Overrides by record; null: the purpose. Deleted when the record is purged. */
  overridden: z.array(z.strictObject({ subject: RecordId.nullable(), reason: z.string() })),
})

export const ImportItem = z.strictObject({
  subject: RecordId,
  kind: z.enum(recordKind),
  title: z.string(),
  /** The case that it belongs to; null also for a case, a source and a phrase. */
  caseId: RecordId.nullable(),
  /** A claim's report, a phrase's source; may be missing in the file. */
  under: RecordId.nullable(),
  /** A report's sources; may be missing in the file. */
  sources: z.array(RecordId),
  /**
   * Result of a commit. `conflict`: both heads are kept. `refused`: nothing of the record is
   * imported.
   */
  effect: z.enum(['new', 'update', 'conflict', 'known', 'refused']),
  /** Only with `refused`. */
  why: z.enum(importRefusal).nullable(),
  revisions: z.int(),
})
export const ImportPreview = z.strictObject({
  basedOn: StateDigest,
  exportId: z.string(),
  /** Fingerprint of the sender's signing key; `from` identifies the contact. */
  sender: z.string(),
  senderIsUs: z.boolean(),
  /**
   * The sender in this vault. A file of an `unknown` or `revoked` sender can only be quarantined.
   */
  from: z.strictObject({
    state: z.enum(['us', 'unknown', ...contactState]),
    pseudonym: z.string(),
  }),
  /** Is the file already quarantined in this vault? */
  isSetAside: z.boolean(),
  day: Day,
  purpose: z.string(),
  /** Every record of the file is already here unchanged: there is nothing to import. */
  seen: z.boolean(),
  /** This file was imported before; records left out then can be imported now. */
  cameBefore: z.boolean(),
  items: z.array(ImportItem),
  /**
   * For each item, the positions of the items that are missing here and are imported with it,
   * because it refers to them. They may need others in turn.
   */
  needs: PackedLists,
  /** Notices about records sent earlier, where they are new here. */
  notices: z.array(ShownNotice),
  /**
   * It carries the sender's recovery code, sealed to a desk. Kept only if `new`; `known`: this one or
   * a newer one is here. Null: it carries none.
   */
  escrow: z
    .strictObject({ day: Day, effect: z.enum(['new', 'known', 'unverified', 'set-aside']) })
    .nullable(),
})
