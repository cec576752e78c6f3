import type { AttributionContent, ClaimContent } from '../../shared/claims.ts'
import type { Card } from '../../shared/contacts.ts'
import type {
  AuthorKey,
  CaseId,
  RecordId,
  ReportId,
  RevisionId,
  SourceId,
} from '../../shared/ids.ts'
import type { Report, Revision } from '../../shared/records.ts'

export type FiledHistory = Iterable<{ readonly revision: Revision; readonly isHead: boolean }>

/** The store's interface for gathering an export. */
export type RecordsToExport = {
  readonly reports: {
    /**
     * A report's state, and its revisions as `revisions.each`.
     *
     * @throws Failure 'not-found', also for a record of another kind; 'tampered'.
     */
    readonly history: (
      id: ReportId,
    ) => Pick<Report, 'state' | 'head'> & { readonly revisions: FiledHistory }
    readonly ofCase: (id: CaseId) => ReportId[]
  }
  readonly revisions: {
    /**
     * Newest first, each read when it is asked for.
     *
     * @throws Failure 'not-found' for an unknown or deleted record, or if it is erased meanwhile.
     */
    readonly each: (subject: RecordId) => FiledHistory
    /** @throws Failure 'not-found' for an unknown one, or one of a deleted record. */
    readonly get: (id: RevisionId) => { readonly revision: Revision }
  }
  readonly contacts: {
    /** Every card of one author that ever arrived here. */
    readonly cards: (author: AuthorKey) => readonly Card[]
  }
  readonly sources: {
    readonly seals: (id: SourceId) => readonly { readonly bytes: Uint8Array }[]
  }
  readonly claims: RecordsInTurns<Pick<ClaimContent, 'reportId'>>
  readonly attributions: RecordsInTurns<Pick<AttributionContent, 'sourceId'>>
}

/** Records of one kind, newest first, each read when it is asked for. */
export type RecordsInTurns<Content> = {
  readonly each: () => Iterable<{ readonly id: string; readonly content: Content }>
}

/** The store's interface for planning an import. */
export type RecordsToMerge = {
  readonly contacts: RecordsToExport['contacts']
  readonly revisions: {
    /**
     * Newest first, each read when it is asked for.
     *
     * @throws Failure 'not-found' for an unknown or deleted record, or if it is erased meanwhile.
     */
    readonly each: (subject: RecordId) => Iterable<{ readonly revision: Revision }>
    /** Null for a record that is not here. Includes deleted records. */
    readonly heads: (subject: RecordId) => { readonly heads: readonly RevisionId[] } | null
  }
  readonly records: {
    /** Was a record with this id permanently deleted here? */
    readonly wasPurged: (subject: RecordId) => boolean
  }
}

/** One record's part of a planned import. */
export type SubjectPlan = {
  readonly subject: RecordId
  readonly kind: Revision['kind']
  /** New here. */
  readonly revisions: readonly Revision[]
  readonly heads: readonly RevisionId[]
  /** The sealed identities of the new revisions that have one. */
  readonly seals: ReadonlyMap<RevisionId, Uint8Array>
}
