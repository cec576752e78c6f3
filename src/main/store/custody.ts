import { CustodyChain } from '../../shared/custody.ts'
import type { AuthorKey, RecordId } from '../../shared/ids.ts'
import type { Context, StoredLine } from './context.ts'
import { provenanceOf } from './import-provenance.ts'
import type { ImportProvenance } from './import-provenance.ts'
import { textDigest } from './context.ts'
import { findHeader } from './record-state.ts'

/** Names a stored chain of a record: its holder and the keyed digest of its text. */
export type ChainKey = { readonly holder: AuthorKey; readonly digest: string }

/** A stored chain; null: it is not readable any more. */
export type ReceivedChain = { readonly holder: AuthorKey; readonly chain: CustodyChain | null }

/** What an import changes in the stored chains of one holder of a record. */
export type ChainChange = {
  readonly subject: RecordId
  readonly holder: AuthorKey
  /** Digests of stored chains that are replaced. */
  readonly removed: readonly string[]
  /** Canonical JSON of a chain to add; null: none. */
  readonly text: string | null
}

const chainIn = (text: string, subject: RecordId, holder: AuthorKey): CustodyChain | null => {
  try {
    const chain = CustodyChain.parse(JSON.parse(text))
    return chain.subject === subject && chain.holder === holder ? chain : null
  } catch {
    return null
  }
}

const keysOf = (context: Context, subject: RecordId): ChainKey[] =>
  context
    .sql<[string], ChainKey>(
      'SELECT holder, digest FROM custody WHERE subject = ? ORDER BY holder, digest',
    )
    .all(subject)

const rowAt = (
  context: Context,
  subject: RecordId,
  { holder, digest }: ChainKey,
): ReceivedChain | null => {
  const text = context
    .sql<[string, string, string], string>(
      'SELECT chain FROM custody WHERE subject = ? AND holder = ? AND digest = ?',
    )
    .pluck()
    .get(subject, holder, digest)
  return text === undefined ? null : { holder, chain: chainIn(text, subject, holder) }
}

const rowsOf = (context: Context, subject: RecordId): ReceivedChain[] =>
  keysOf(context, subject).flatMap((key) => rowAt(context, subject, key) ?? [])

/**
 * Received accounts of a record from other vaults' journals. Each chain is signed by its holder, so
 * our journal has no digest for it: the reader checks it (`src/main/exchange/custody-chain.ts`).
 */
export const custodyRepository = (context: Context) => ({
  /** This vault's own lines about a record, oldest first. */
  own: (subject: RecordId): StoredLine[] =>
    context.read(() =>
      context
        .sql<[string], StoredLine>('SELECT * FROM journal WHERE subject = ? ORDER BY seq')
        .all(subject),
    ),
  /** Received accounts of other vaults' journals: signed, and not checked here. */
  received: (subject: RecordId): CustodyChain[] =>
    context.read(() =>
      rowsOf(context, subject).flatMap(({ chain }) => (chain === null ? [] : [chain])),
    ),
  /** Names of all chains of a record, readable or not, by holder. */
  keys: (subject: RecordId): ChainKey[] => context.read(() => keysOf(context, subject)),
  /** One of them, for work that yields between two; null: it was replaced meanwhile. */
  at: (subject: RecordId, key: ChainKey): ReceivedChain | null =>
    context.read(() => rowAt(context, subject, key)),
  /** Records with a chain. */
  subjects: (): RecordId[] =>
    context.read(() =>
      context.sql<[], RecordId>('SELECT DISTINCT subject FROM custody').pluck().all(),
    ),
  /** Makes this change, unless the record is not here: it was purged, or refused. */
  change: ({ subject, holder, removed, text }: ChainChange): void =>
    context.write(() => {
      if (findHeader(context, subject) === undefined) return
      for (const digest of removed) {
        context
          .sql<[string, string, string]>(
            'DELETE FROM custody WHERE subject = ? AND holder = ? AND digest = ?',
          )
          .run(subject, holder, digest)
      }
      if (text === null) return
      context
        .sql<[string, string, string, string]>(
          'INSERT OR IGNORE INTO custody (subject, holder, digest, chain) VALUES (?, ?, ?, ?)',
        )
        .run(subject, holder, textDigest(context, text), text)
    }),
  /** The files that brought it, oldest first, each once; `exchange.imports` has their details. */
  arrivals: (subject: RecordId): ImportProvenance[] =>
    context.read(() => provenanceOf(context, subject)),
})
