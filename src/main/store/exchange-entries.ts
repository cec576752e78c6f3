import type { z } from 'zod'
import type { ExportRow } from '../../shared/exchange.ts'
import type { AuthorKey, Day, RecordId, RevisionId } from '../../shared/ids.ts'
import type { Revision } from '../../shared/records.ts'

export type ExportEntry = z.infer<typeof ExportRow> & {
  /** Number of the export in the pair sender → recipients, and the digest of the one before. */
  readonly pair: string
  readonly seq: number
  readonly hash: string
  /** Names the run of files that `seq` counts in; absent in what was written before runs had names. */
  readonly sequence?: string
  /** The vault was restored from a backup since: the next file to them begins another sequence. */
  readonly ended?: true
}

export type ImportEntry = {
  readonly exportId: string
  readonly sender: AuthorKey
  /** Which recipients the sender wrote to. */
  readonly pair: string
  /** Which sequence of that sender the file belongs to; absent in what came before they had names. */
  readonly sequence?: string
  readonly seq: number
  readonly hash: string
  /** `hash` of the file before in that sequence; null for the first. */
  readonly previous: string | null
  readonly day: Day
}

/** The new state of one subject. The merge decides the heads, the store the rest. */
export type ImportSubject = {
  readonly subject: RecordId
  readonly kind: Revision['kind']
  /** New ones in any order; those that are here already are passed over. */
  readonly revisions: Iterable<Revision>
  readonly heads: readonly RevisionId[]
  /** The sealed identities of the new revisions that have one. */
  readonly seals: ReadonlyMap<RevisionId, Uint8Array>
}
