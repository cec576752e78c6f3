import { z } from 'zod'
import { AuthorKey, Day, RecordId, RevisionId } from './ids.ts'
import { limits } from './limits.ts'
import { consentUse, journalKind, recordKind } from './vocabularies.ts'

const hash = z.string().regex(/^[0-9a-f]{64}$/)
const signature = z.string().regex(/^[0-9a-f]{128}$/)

/**
 * One line of a holder's journal about a record: everything that its hash covers except the
 * subject.
 */
export const ToldLine = z.strictObject({
  actor: z.string().max(limits.pseudonym),
  day: Day,
  /** Keyed with a secret of the holder: it proves that a state existed, not its content. */
  digest: hash,
  kind: z.enum(journalKind),
  prev: hash,
  seq: z.int().min(1),
  subjectPrev: hash,
  txn: z.int().min(1),
})
/** A withheld journal line: its hash keeps the chain verifiable. */
export const WithheldLine = z.strictObject({ hash })
export const ChainLine = z.union([ToldLine, WithheldLine])

/**
 * A file that brought the record to the holder: the content of its signed manifest and the arrival
 * day.
 */
export const ToldArrival = z.strictObject({
  exported: Day,
  /** BLAKE2b-256 of the file's manifest. */
  manifest: hash,
  received: Day,
  sender: AuthorKey,
  /** The number of the first line of the holder's journal that was written with it. */
  txn: z.int().min(1),
})

/**
 * One vault's signed account of one record: its journal lines and the files that brought the
 * record.
 */
export const CustodyChain = z.strictObject({
  /** Oldest first; absent when there are none. */
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

/** Tells recipients of a record that it has changed since. */
export const Notice = z.strictObject({
  author: AuthorKey,
  day: Day,
  kind: z.enum(['withdrawal', 'correction']),
  /** The newer revision of a correction; null for a withdrawal. */
  revision: RevisionId.nullable(),
  signature,
  subject: RecordId,
  subjectKind: z.enum(recordKind),
  /** The user's own words; may be empty. */
  text: z.string().max(limits.reason),
  /** The uses whose consent was withdrawn; empty for a correction. */
  uses: z.array(z.enum(consentUse)).max(consentUse.length),
})
export type Notice = z.infer<typeof Notice>
