import type { CaseId, Day, RecordId, ReportId, RevisionId, SourceId } from '../../shared/ids.ts'
import type { CaseContent, ReportContent, Revision, SourceContent } from '../../shared/records.ts'

/** `rev` is the one last read; 0 with an unused id creates a record. */
type Saving<Id, Content> = {
  readonly id: Id
  readonly rev: number
  readonly content: Content
}

/** Its content must be the canonical JSON of `content`, its parents the heads that it replaces. */
type Signed = { readonly revision: Revision }

export type SaveCase = Saving<CaseId, CaseContent> & Signed

export type SaveSource = Saving<SourceId, SourceContent> &
  Signed & {
    /** A new seal at every save of a protected source; null for a speaker on the record. */
    readonly seal: Uint8Array | null
  }

/** Claims, attributions and publications: every save is a revision, as with cases. */
export type SaveNamed<Id, Content> = Saving<Id, Content> & Signed

export type NamedRecord<Id, Content> = {
  readonly id: Id
  readonly rev: number
  readonly updatedDay: Day
  readonly content: Content
}

/** Part of a list: `limit` entries after `after`. */
export type RecordPart<Id> = { readonly after: Id | null; readonly limit: number }

export type NamedRepository<Id, Content> = {
  /** Newest first. */
  readonly list: () => NamedRecord<Id, Content>[]
  /** `not-found` when the record named by `after` is not here. */
  readonly part: (of: RecordPart<Id>) => NamedRecord<Id, Content>[]
  readonly get: (id: Id) => NamedRecord<Id, Content>
  readonly save: (input: SaveNamed<Id, Content>) => NamedRecord<Id, Content>
}

export type SaveReport = Saving<ReportId, ReportContent>

export type FileReport = Signed & { readonly id: ReportId; readonly rev: number }

export type MergeRecord = Signed & {
  readonly id: RecordId
  /** The one last read: the user's view included any draft. */
  readonly rev: number
  /** All heads that the user saw. The revision's parents are these, up to the limit for parents. */
  readonly heads: readonly RevisionId[]
  /** A fresh seal for a protected source; null for everything else. */
  readonly seal: Uint8Array | null
}
