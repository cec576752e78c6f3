import { canonicalJson } from '../../shared/canonical.ts'
import { CustodyChain } from '../../shared/custody.ts'
import type { AuthorKey, RecordId } from '../../shared/ids.ts'
import type { Context } from './context.ts'
import type { StoredLine } from './journal.ts'

/**
 * Received accounts of a record from other vaults' journals. Each chain is signed by its holder, so
 * our journal has no digest for it: the reader checks it (`src/main/exchange/custody-chain.ts`).
 */
export const receivedChains = (context: Context, subject: RecordId): CustodyChain[] =>
  rowsOf(context, subject).flatMap(({ chain }) => (chain === null ? [] : [chain]))

/** Holders of unreadable chains, once for each such chain. */
export const unreadableChains = (context: Context, subject: RecordId): AuthorKey[] =>
  rowsOf(context, subject).flatMap(({ holder, chain }) => (chain === null ? [holder] : []))

type Row = { readonly holder: AuthorKey; readonly chain: CustodyChain | null }

const rowsOf = (context: Context, subject: RecordId): Row[] =>
  context
    .sql<[string], { holder: AuthorKey; chain: string }>(
      'SELECT holder, chain FROM custody WHERE subject = ? ORDER BY holder, digest',
    )
    .all(subject)
    .map(({ holder, chain }) => ({ holder, chain: chainIn(chain, subject, holder) }))

const chainIn = (text: string, subject: RecordId, holder: AuthorKey): CustodyChain | null => {
  try {
    const chain = CustodyChain.parse(JSON.parse(text))
    return chain.subject === subject && chain.holder === holder ? chain : null
  } catch {
    return null
  }
}

/** Replaces what is known from one holder. */
export const keepChains = (
  context: Context,
  subject: RecordId,
  holder: AuthorKey,
  chains: readonly CustodyChain[],
): void =>
  context.write(() => {
    context
      .sql<[string, string]>('DELETE FROM custody WHERE subject = ? AND holder = ?')
      .run(subject, holder)
    for (const chain of chains) {
      const text = canonicalJson(chain)
      context
        .sql<[string, string, string, string]>(
          'INSERT INTO custody (subject, holder, digest, chain) VALUES (?, ?, ?, ?)',
        )
        .run(
          subject,
          holder,
          Buffer.from(context.digest.plain(Buffer.from(text))).toString('hex'),
          text,
        )
    }
  })

/** This vault's own lines about a record, oldest first. */
export const ownLines = (context: Context, subject: RecordId): StoredLine[] =>
  context
    .sql<[string], StoredLine>('SELECT * FROM journal WHERE subject = ? ORDER BY seq')
    .all(subject)
