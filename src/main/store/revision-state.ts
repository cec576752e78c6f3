import type { RevisionId } from '../../shared/ids.ts'
import type { Revision } from '../../shared/records.ts'

/** The state of a record that its next revision depends on. */
export type Heads = {
  readonly rev: number
  /**
   * The base of the working content, now or before. Absent from `heads` when an import replaced it.
   */
  readonly head: RevisionId | null
  readonly heads: readonly RevisionId[]
}

/** The seal that was made with a revision. Its digest is the one that the revision names. */
export type StoredSeal = { readonly revision: RevisionId; readonly bytes: Uint8Array }

export type StoredRevision = { readonly revision: Revision; readonly isHead: boolean }
