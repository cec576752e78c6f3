import type { RevisionId } from '../../shared/ids.ts'
import type { Revision } from '../../shared/records.ts'

/** What a revision needs to know of the record it follows. */
export type Heads = {
  readonly rev: number
  /** What the working content is or was based on. Absent from `heads` when an import overtook it. */
  readonly head: RevisionId | null
  readonly heads: readonly RevisionId[]
}

/** The seal that was made with a revision. Its digest is the one that the revision names. */
export type StoredSeal = { readonly revision: RevisionId; readonly bytes: Uint8Array }

export type StoredRevision = { readonly revision: Revision; readonly isHead: boolean }
