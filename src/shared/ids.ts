import { z } from 'zod'

/** Random 128-bit record ids, as lower-case hex: they say nothing of when or where they were made. */
const hexId = z.string().regex(/^[0-9a-f]{32}$/)

export const CaseId = hexId.brand<'CaseId'>()
export const SourceId = hexId.brand<'SourceId'>()
export const ReportId = hexId.brand<'ReportId'>()
export const ClaimId = hexId.brand<'ClaimId'>()
export const AttributionId = hexId.brand<'AttributionId'>()
export const PublicationId = hexId.brand<'PublicationId'>()
export const RecordId = hexId.brand<'RecordId'>()
/** A revision is named by the BLAKE2b-256 digest of its canonical form. */
export const RevisionId = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .brand<'RevisionId'>()
/** Ed25519 public key of an author, as hex. */
export const AuthorKey = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .brand<'AuthorKey'>()
/**
 * The purposes for which a dialog asks for a path. A token of one purpose is invalid for every
 * other: a path that was chosen to be read is never written to.
 */
export type FilePurpose =
  | 'keyFile'
  | 'newCard'
  | 'receivedCard'
  | 'import'
  | 'attachment'
  | 'backup'
  | 'release'
  | 'exportFolder'
  | 'copyFolder'

const fileToken = <P extends FilePurpose>(purpose: P) =>
  z
    .string()
    .regex(new RegExp(`^${purpose}\\.[0-9a-f]{32}$`))
    .brand<'FileToken' | P>()

/**
 * The main process's tokens for paths that the user chose in a dialog; the path itself stays there.
 * The purpose is part of the token.
 */
export const FileToken = {
  /** Read as a second factor, or made as one. */
  keyFile: fileToken('keyFile'),
  /** This vault's own card is written there. */
  newCard: fileToken('newCard'),
  receivedCard: fileToken('receivedCard'),
  import: fileToken('import'),
  attachment: fileToken('attachment'),
  backup: fileToken('backup'),
  /** A manifest, signature or package of a release. */
  release: fileToken('release'),
  /** New files with names of their own: an export, a backup, a public record. */
  exportFolder: fileToken('exportFolder'),
  /** New files in clear: a copy of an attached file, a sheet as PDF. */
  copyFolder: fileToken('copyFolder'),
}

/**
 * Digest of what an answer was computed from. The act that follows on the answer returns it, and is
 * refused with 'conflict' if the vault would answer otherwise by then.
 */
export const StateDigest = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .brand<'StateDigest'>()

export type CaseId = z.infer<typeof CaseId>
export type SourceId = z.infer<typeof SourceId>
export type ReportId = z.infer<typeof ReportId>
export type ClaimId = z.infer<typeof ClaimId>
export type AttributionId = z.infer<typeof AttributionId>
export type PublicationId = z.infer<typeof PublicationId>
export type RecordId = z.infer<typeof RecordId>
export type RevisionId = z.infer<typeof RevisionId>
export type AuthorKey = z.infer<typeof AuthorKey>
export type StateDigest = z.infer<typeof StateDigest>
/** A token; with a purpose, one that only its channels take. */
export type FileToken<P extends FilePurpose = never> = string & z.core.$brand<'FileToken' | P>

const shortMonths: ReadonlySet<string> = new Set(['04', '06', '09', '11'])

/** Does a calendar have that day? 2025-02-30 and 2025-13-01 are written like one. */
const isInCalendar = (text: string): boolean => {
  const [year, month, day] = [Number(text.slice(0, 4)), text.slice(5, 7), Number(text.slice(8))]
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
  const days = month === '02' ? (isLeap ? 29 : 28) : shortMonths.has(month) ? 30 : 31
  return day >= 1 && day <= days
}

/** A calendar day, UTC, `YYYY-MM-DD`: the finest time that a vault exports. */
export const Day = z
  .string()
  // A text of megabytes is not taken apart to see what day it is.
  .regex(/^\d{4}-(?:0[1-9]|1[0-2])-\d{2}$/, { abort: true })
  .refine(isInCalendar)
  .brand<'Day'>()
export type Day = z.infer<typeof Day>

/** Milliseconds since the epoch; only inside the vault, never exported. */
export const Instant = z.int().min(0).brand<'Instant'>()
export type Instant = z.infer<typeof Instant>
