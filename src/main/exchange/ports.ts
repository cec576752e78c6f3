import type { AttributionContent, ClaimContent } from '../../shared/claims.ts'
import type { Card } from '../../shared/contacts.ts'
import type {
  AttributionId,
  AuthorKey,
  CaseId,
  ClaimId,
  RecordId,
  ReportId,
  RevisionId,
  SourceId,
} from '../../shared/ids.ts'
import type { Report, Revision } from '../../shared/records.ts'
import type { Sequence } from './sequence.ts'

/** What gathering an export reads; the vault's store fits it. */
export type RecordsToExport = {
  readonly reports: {
    readonly get: (id: ReportId) => Report
    readonly ofCase: (id: CaseId) => ReportId[]
  }
  readonly revisions: {
    /** Newest first. @throws Failure 'not-found' for an unknown or removed record. */
    readonly list: (
      subject: RecordId,
    ) => readonly { readonly revision: Revision; readonly isHead: boolean }[]
    /** @throws Failure 'not-found' for an unknown one, or one of a removed record. */
    readonly get: (id: RevisionId) => { readonly revision: Revision }
  }
  readonly contacts: {
    /** Every card of one author that ever came here. */
    readonly cards: (author: AuthorKey) => readonly Card[]
  }
  readonly sources: {
    readonly seals: (id: SourceId) => readonly { readonly bytes: Uint8Array }[]
  }
  readonly claims: RevisionPages<ClaimId, Pick<ClaimContent, 'reportId'>>
  readonly attributions: RevisionPages<AttributionId, Pick<AttributionContent, 'sourceId'>>
}

/** Records of one kind, newest first, so many at a time from the one after `after` on. */
export type RevisionPages<Id, Content> = {
  readonly part: (of: {
    readonly after: Id | null
    readonly limit: number
  }) => readonly { readonly id: Id; readonly content: Content }[]
}

/** What planning an import reads. */
export type RecordsToMerge = {
  readonly contacts: RecordsToExport['contacts']
  readonly revisions: {
    readonly list: RecordsToExport['revisions']['list']
    /** Null for a record that is not here; removed ones are. */
    readonly heads: (subject: RecordId) => { readonly heads: readonly RevisionId[] } | null
  }
  readonly records: {
    /** Was a record of this id deleted for good here? */
    readonly wasPurged: (subject: RecordId) => boolean
  }
}

/** One record's part of an import that was planned. */
export type SubjectPlan = {
  readonly subject: RecordId
  readonly kind: Revision['kind']
  /** New here; each is read anew when it is asked for. */
  readonly revisions: Sequence<Revision>
  readonly heads: readonly RevisionId[]
  /** The sealed identities of the new revisions that have one. */
  readonly seals: ReadonlyMap<RevisionId, Uint8Array>
}
