import { z } from 'zod'
import { CaseId, Day, RecordId, ReportId, SourceId } from './ids.ts'
import { limits } from './limits.ts'
import { NewPassphrase } from './passphrase.ts'
import { ReviewItem } from './protection-contract.ts'
import { text } from './text.ts'
import { recordKind } from './vocabularies.ts'

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
/** What a person decided on about items of the review. */
export const ExportDecisions = {
  /** Reports that something stands against stay here; the others leave. */
  keepBack: z.boolean().optional(),
  /** Why embargoed reports leave all the same; goes into the purpose. Withdrawn consent has no such way. */
  embargoReason: text(limits.title).min(3).nullable().optional(),
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

/** An export in the list of what left. `withdrawn`: its sources that took back consent since. */
export const PastExport = ExportRow.extend({ withdrawn: z.array(SourceId) })

export const ImportItem = z.strictObject({
  subject: RecordId,
  kind: z.enum(recordKind),
  title: z.string(),
  /** What committing would do. `conflict`: both heads stay. `refused`: nothing of it is taken. */
  effect: z.enum(['new', 'update', 'conflict', 'known', 'refused']),
  revisions: z.int(),
})
export const ImportPreview = z.strictObject({
  exportId: z.string(),
  /** Sender's signing key as a fingerprint; nobody vouches for it until contacts are verified. */
  sender: z.string(),
  senderIsUs: z.boolean(),
  day: Day,
  purpose: z.string(),
  /** True when this very file was imported before: committing is a no-op. */
  seen: z.boolean(),
  items: z.array(ImportItem),
})
