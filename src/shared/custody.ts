import { z } from 'zod'
import { AuthorKey, Day, RecordId, RevisionId } from './ids.ts'
import { limits } from './limits.ts'
import { consentUse, journalKind, recordKind } from './vocabularies.ts'

const hash = z.string().regex(/^[0-9a-f]{64}$/)
const signature = z.string().regex(/^[0-9a-f]{128}$/)

/** One line of a holder's journal about a record: all that its hash covers but the subject. */
export const ToldLine = z.strictObject({
  actor: z.string().max(limits.pseudonym),
  day: Day,
  /** Keyed with a secret of the holder: it says that a state was there, never what was in it. */
  digest: hash,
  kind: z.enum(journalKind),
  prev: hash,
  seq: z.int().min(1),
  subjectPrev: hash,
  txn: z.int().min(1),
})
/** A line whose act is not for others: its hash keeps the chain whole. */
export const WithheldLine = z.strictObject({ hash })
export const ChainLine = z.union([ToldLine, WithheldLine])

/** A file in which the record came to the holder: what its signed manifest said, and when it came. */
export const ToldArrival = z.strictObject({
  exported: Day,
  /** BLAKE2b-256 of the file's manifest. */
  manifest: hash,
  received: Day,
  sender: AuthorKey,
  /** The number of the first line of the holder's journal that was written with it. */
  txn: z.int().min(1),
})

/** What one vault says of one record, signed by that vault: lines of its journal, and where it had it from. */
export const CustodyChain = z.strictObject({
  /** Oldest first; left out where there is none. */
  arrivals: z.array(ToldArrival).min(1).max(limits.custodyArrivals).optional(),
  holder: AuthorKey,
  lines: z.array(ChainLine).min(1).max(limits.custodyLines),
  signature,
  subject: RecordId,
  subjectKind: z.enum(recordKind),
})
export type ChainLine = z.infer<typeof ChainLine>
export type ToldArrival = z.infer<typeof ToldArrival>
export type CustodyChain = z.infer<typeof CustodyChain>

/** Tells whoever received a record that something about it has changed since. */
export const Notice = z.strictObject({
  author: AuthorKey,
  day: Day,
  kind: z.enum(['withdrawal', 'correction']),
  /** The newer one that a correction is; null for a withdrawal. */
  revision: RevisionId.nullable(),
  signature,
  subject: RecordId,
  subjectKind: z.enum(recordKind),
  /** A person's own words; may be empty. */
  text: z.string().max(limits.reason),
  /** What consent was taken back for; empty for a correction. */
  uses: z.array(z.enum(consentUse)).max(consentUse.length),
})
export type Notice = z.infer<typeof Notice>
