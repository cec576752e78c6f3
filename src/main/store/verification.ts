import type { Day, RecordId, RevisionId } from '../../shared/ids.ts'
import type { ReportState, Revision } from '../../shared/records.ts'

/** A record as stored, verified or not: for `Verify vault` and for rescue. */
export type RawRecord = {
  readonly id: RecordId
  readonly kind: Revision['kind']
  readonly rev: number
  readonly state: ReportState
  readonly head: RevisionId | null
  readonly heads: readonly RevisionId[]
  readonly updatedDay: Day
  readonly removed: boolean
  /** Canonical JSON. */
  readonly content: string
}

/** `holds`: its digest is the one that the journal last recorded. */
export type ExaminedRecord = { readonly record: RawRecord; readonly holds: boolean }

export type VerificationFault = {
  readonly subject: string
  readonly what: 'digest' | 'journal' | 'revision' | 'attachment' | 'custody' | 'notice'
}

/**
 * Called for each record and all its revisions, newest first, while they are read. Returns the
 * faults beyond those that the store detects itself.
 */
export type Look = (
  record: RawRecord,
  revisions: readonly Revision[],
) => readonly VerificationFault['what'][]

export type Verification = {
  readonly records: number
  readonly journalLines: number
  readonly searchIndexHolds: boolean
  readonly faults: VerificationFault[]
}
