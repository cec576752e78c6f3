import { Failure } from '../../shared/failure.ts'
import type { RecordId, RevisionId } from '../../shared/ids.ts'
import { append, lastLine } from './context.ts'
import type { Context } from './context.ts'
import { readIsAnyHeld } from './legal-hold.ts'
import { forgetHandedOver, someHandedOver } from './handed-over.ts'
import { findHeader, rawRecord, readerOf, stateDigest } from './record-state.ts'
import type { RecordHeader, Verified } from './record-state.ts'
import { createReferrersReader } from './referrers.ts'
import type { Referrers } from './referrers.ts'
import { isRewriteOwed, markRewrite, purge, rewritePages } from './removal.ts'
import type { Steps } from '../../shared/steps.ts'

/** A record exported in a file, in the state that the file has. */
export type HandedOver = { readonly subject: RecordId; readonly heads: readonly RevisionId[] }

/** A record as it will be when it is hidden. */
type Hidden = Pick<RecordHeader, 'num' | 'id' | 'kind'> & { readonly digest: Uint8Array }

/** Records that may be handed over, as of a line of the journal. */
export type HandOverCheck = { readonly seq: number; readonly records: readonly Hidden[] }

/** Does a record that stays need one of these? */
const isAnyNeeded = (
  ids: readonly RecordId[],
  referrers: ReadonlyMap<RecordId, Referrers>,
): boolean => {
  const going = new Set(ids)
  return ids.some((id) => {
    const keeps = referrers.get(id)
    return keeps === undefined || keeps.isOneOrigin || keeps.by.some((other) => !going.has(other))
  })
}

/** How many records one transaction erases at most. */
const erasedAtOnce = 500

/** Pages of a file that is rewritten while other requests wait: 16 MB. */
const rewrittenAtOnce = 4096

const isSmall = ({ db }: Context): boolean =>
  Number(db.pragma('page_count', { simple: true })) <= rewrittenAtOnce

/**
 * Hands records over (ADR 0040): one short transaction decides it and hides them all, others erase
 * them. A part of `recordRepository`.
 */
export const handOver = (context: Context) => {
  const hiddenForm = function* ({ row, heads }: Verified): Steps<Hidden & { heads: string }> {
    const { num, id, kind, state } = row
    if (state !== 'filed') throw new Failure('unfinished')
    const hidden = { ...row, rev: row.rev + 1, removed: 1 } as const
    yield
    const digest = context.read(() => stateDigest(context, row.salt, rawRecord(context, hidden)))
    return { num, id, kind, digest, heads: [...heads].sort().join() }
  }

  return {
    /**
     * Checks that records which were exported in a verified file may be handed over.
     *
     * @returns in steps, the records as they are at the last step. If something was saved in between,
     *   `handOver` refuses them.
     * @throws Failure `not-found`; `held` under a legal hold; `unfinished` for a report with a draft;
     * `in-use` when a remaining record refers to one; `conflict` when the heads of one differ from
     * the exported ones; `tampered`.
     */
    checkHandOver: function* (going: readonly HandedOver[]): Steps<HandOverCheck> {
      const { seq } = context.read(() => lastLine(context))
      const ids = going.map(({ subject }) => subject)
      const read = readerOf(context, hiddenForm)
      const records: Hidden[] = []
      for (const { subject, heads } of going) {
        yield
        const header = context.read(() => findHeader(context, subject))
        const found = header === undefined ? null : yield* read(header.num)
        if (found === null) throw new Failure('not-found')
        if ([...heads].sort().join() !== found.heads) throw new Failure('conflict')
        records.push(found)
      }
      if (yield* readIsAnyHeld(context, ids)) throw new Failure('held')
      const referrers = yield* createReferrersReader(context, ids)()
      if (isAnyNeeded(ids, referrers)) throw new Failure('in-use')
      return { seq, records }
    },
    /**
     * Hides the records and journals each as handed over, all or none in one transaction. From then
     * on none of them is seen, restored or imported again: `eraseHandedOver` erases them, or the next
     * purge. Their words are still in the search index, but no search shows them.
     *
     * @throws Failure `conflict` if something was saved since the check began.
     */
    handOver: ({ seq, records }: HandOverCheck): void => {
      // Looked for again when it is decided, or was rolled back.
      context.handedOver.known = null
      context.write((batch) => {
        // No other transaction since the check; what this one wrote before does not count.
        if (seq !== batch.txn - 1) throw new Failure('conflict')
        const hide = context.sql<[number]>(
          'UPDATE record SET rev = rev + 1, removed = 1 WHERE num = ?',
        )
        for (const { num, id, kind, digest } of records) {
          hide.run(num)
          append(context, batch, {
            kind: 'record.handed-over',
            subject_kind: kind,
            subject: id,
            digest,
          })
        }
        if (records.length > 0) markRewrite(context, true)
      })
    },
    /**
     * Erases records that were handed over, in one transaction, with the keys of the files that they
     * alone name; not of other files, which the user may be attaching. With the last of them the
     * pages of a small file are rewritten, those of a larger one at the lock or the next opening,
     * which the mark in the file asks for.
     *
     * @param isEnough asked after each record: whether the transaction ends here.
     * @returns whether any are left.
     * @throws Failure `tampered`.
     */
    eraseHandedOver: (isEnough: () => boolean): boolean => {
      const rows = context.read(() => someHandedOver(context, erasedAtOnce))
      const erased = context.write((batch) => purge(context, batch, rows, isEnough))
      forgetHandedOver(context, rows.slice(0, erased))
      const isLeft = erased < rows.length || rows.length === erasedAtOnce
      if (!isLeft && isRewriteOwed(context) && isSmall(context)) rewritePages(context)
      return isLeft
    },
  }
}
