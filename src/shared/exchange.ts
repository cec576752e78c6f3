import { z } from 'zod'
import { CaseId, Day, RecordId, ReportId } from './ids.ts'
import { limits } from './limits.ts'
import { recordKind } from './vocabularies.ts'
import { NewPassphrase } from './passphrase.ts'

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
export const ExportSummary = z.strictObject({
  reports: z.int(),
  cases: z.int(),
  sources: z.int(),
  /** Drafts are never exported: only what somebody signed. */
  draftsLeftOut: z.int(),
  /** Size of the finished file in bytes, padding included. */
  bytes: z.int(),
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
