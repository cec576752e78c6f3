import { z } from 'zod'
import { ShownNotice } from './custody-contract.ts'
import { ContactName } from './contacts.ts'
import { Cosigned } from './cosign.ts'
import { CaseId, Day, RecordId, ReportId, SourceId, StateDigest } from './ids.ts'
import { limits } from './limits.ts'
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
/** An export that is only looked over yet. */
export const ExportPlan = {
  choice: ExportChoice,
  /** Who it would go to, which decides what goes beside the records. None: whoever has a passphrase. */
  recipients: ExportTarget.options[0].shape.recipients.nullable().optional(),
}
/** What a person decided on about items of the review. */
export const ExportDecisions = {
  /** Reports that something stands against stay here; the others leave. */
  keepBack: z.boolean().optional(),
  /** Reports that a person left out while they looked it over. */
  leftOut: z.array(ReportId).max(limits.exportReports).optional(),
  /** Items that may pass, with why. Firm ones have no such way. */
  overrides: z
    .array(z.strictObject({ item: z.string().max(limits.title), reason }))
    .max(limits.exportOverrides)
    .default([]),
  /** Leaves with the file, so that it is looked over too. */
  purpose: text(limits.reason).default(''),
}
export const ExportSummary = z.strictObject({
  reports: z.int(),
  cases: z.int(),
  sources: z.int(),
  /** Drafts are never exported: only what somebody signed. */
  draftsLeftOut: z.int(),
  /** Reports that `keepBack` left out. */
  keptBack: z.int(),
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

/** An export in the list of what left. */
export const PastExport = ExportRow.extend({
  /** Who each of `to` is, in that order; null: no contact. */
  names: z.array(ContactName.nullable()),
  /** Its sources that took back consent since. */
  withdrawn: z.array(SourceId),
  /** The second reader who signed what was let pass; null: nobody, or purged with a record. */
  cosigned: Cosigned.nullable(),
  /** What was let pass, record by record; null: the purpose. Goes when the record is purged. */
  overridden: z.array(z.strictObject({ subject: RecordId.nullable(), reason: z.string() })),
})

export const ImportItem = z.strictObject({
  subject: RecordId,
  kind: z.enum(recordKind),
  title: z.string(),
  /** What committing would do. `conflict`: both heads stay. `refused`: nothing of it is taken. */
  effect: z.enum(['new', 'update', 'conflict', 'known', 'refused']),
  /** Only with `refused`. */
  why: z.enum(importRefusal).nullable(),
  revisions: z.int(),
  /** Records of this file that are not here and come along with this one: it refers to them. */
  needs: z.array(RecordId),
})
export const ImportPreview = z.strictObject({
  basedOn: StateDigest,
  exportId: z.string(),
  /** Sender's signing key as a fingerprint; `from` says whose. */
  sender: z.string(),
  senderIsUs: z.boolean(),
  /** Who that is here. Of `unknown` and `revoked` nothing can be taken in: the file is set aside. */
  from: z.strictObject({
    state: z.enum(['us', 'unknown', ...contactState]),
    pseudonym: z.string(),
  }),
  /** Lies in the vault already, set aside. */
  isSetAside: z.boolean(),
  day: Day,
  purpose: z.string(),
  /** Every record of it is here as it comes: there is nothing to take. */
  seen: z.boolean(),
  /** This very file came before; what was left out of it then can be taken now. */
  cameBefore: z.boolean(),
  items: z.array(ImportItem),
  /** What it says of records that were sent before, as far as that is new here. */
  notices: z.array(ShownNotice),
  /**
   * It carries the sender's recovery code, sealed to a desk. Kept only if `new`; `known`: this one or
   * a newer one is here. Null: it carries none.
   */
  escrow: z
    .strictObject({ day: Day, effect: z.enum(['new', 'known', 'unverified', 'set-aside']) })
    .nullable(),
})
