import { canonicalJson } from '../../shared/canonical.ts'
import { CustodyChain } from '../../shared/custody.ts'
import type { AuthorKey, RecordId } from '../../shared/ids.ts'
import type { Context } from './context.ts'
import { provenanceOf } from './import-provenance.ts'
import type { ImportProvenance } from './import-provenance.ts'
import { textDigest } from './journal.ts'
import type { StoredLine } from './journal.ts'

type Row = { readonly holder: AuthorKey; readonly chain: CustodyChain | null }

const chainIn = (text: string, subject: RecordId, holder: AuthorKey): CustodyChain | null => {
  try {
    const chain = CustodyChain.parse(JSON.parse(text))
    return chain.subject === subject && chain.holder === holder ? chain : null
  } catch {
    return null
  }
}

const rowsOf = (context: Context, subject: RecordId): Row[] =>
  context
    .sql<[string], { holder: AuthorKey; chain: string }>(
      'SELECT holder, chain FROM custody WHERE subject = ? ORDER BY holder, digest',
    )
    .all(subject)
    .map(({ holder, chain }) => ({ holder, chain: chainIn(chain, subject, holder) }))

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
  /** Holders of unreadable chains, once for each such chain. */
  unreadable: (subject: RecordId): AuthorKey[] =>
    context.read(() =>
      rowsOf(context, subject).flatMap(({ holder, chain }) => (chain === null ? [holder] : [])),
    ),
  /** Replaces what is known from one holder. */
  keep: (subject: RecordId, holder: AuthorKey, chains: readonly CustodyChain[]): void =>
    context.write(() => {
      context
        .sql<[string, string]>('DELETE FROM custody WHERE subject = ? AND holder = ?')
        .run(subject, holder)
      const insert = context.sql<[string, string, string, string]>(
        'INSERT INTO custody (subject, holder, digest, chain) VALUES (?, ?, ?, ?)',
      )
      for (const chain of chains) {
        const text = canonicalJson(chain)
        insert.run(subject, holder, textDigest(context, text), text)
      }
    }),
  /** The files that brought it, oldest first, each once; `exchange.imports` has their details. */
  arrivals: (subject: RecordId): ImportProvenance[] =>
    context.read(() => provenanceOf(context, subject)),
})
