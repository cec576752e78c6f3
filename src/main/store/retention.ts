import { Failure } from '../../shared/failure.ts'
import type { RecordId } from '../../shared/ids.ts'
import { recordKind } from '../../shared/vocabularies.ts'
import { saveReason } from './audit-reasons.ts'
import type { Context } from './context.ts'
import { heldRecords, isHolding, parentRecords, readIsHeld } from './legal-hold.ts'
import { isHandedOver, ofHandedOver } from './handed-over.ts'
import { findHeader, getRecord, journalRecord, oneStepReaderOf } from './record-state.ts'
import type { RecordRow } from './record-state.ts'
import { journalVault, readVault, verifiedBatch } from './vault-digest.ts'
import { retentionRows } from './vault-rows.ts'
import type { RetentionEntry } from './vault-rows.ts'
import type { Steps } from '../../shared/steps.ts'

type RetentionAction = 'record.keeping' | 'record.held' | 'record.released'

/** @throws Failure `invalid` for lifting a hold without a reason. */
const actOf = (wasHeld: boolean, { hold, reason }: RetentionEntry): RetentionAction => {
  if (wasHeld === hold) return 'record.keeping'
  if (hold) return 'record.held'
  if (reason.trim() === '') throw new Failure('invalid', { fields: ['reason'] })
  return 'record.released'
}

/** A record's own entry first, then those of its parents. @throws Failure `not-found`, `tampered`. */
const entriesOf = function* (context: Context, subject: RecordId): Steps<RetentionEntry[]> {
  const { num, entries } = readVault(context, () => {
    const found = findHeader(context, subject)
    if (found === undefined || isHandedOver(context, found)) throw new Failure('not-found')
    return { num: found.num, entries: retentionRows(context) }
  })
  if (entries.length === 0) return []
  yield* oneStepReaderOf(context, () => subject, 'all')(num)
  const all = new Map<string, RetentionEntry>(entries.map((entry) => [entry.subject, entry]))
  const now = yield* parentRecords(context, subject)
  const covering = entries.some(({ hold }) => hold) ? yield* heldRecords(context, subject) : now
  return [...covering]
    .flatMap((id) => all.get(id) ?? [])
    .filter((entry) => entry.hold || now.has(entry.subject))
}

/** How long this vault keeps its records, and the deleted ones until the next lock. */
export const retentionRepository = (context: Context) => ({
  list: (): RetentionEntry[] => readVault(context, () => retentionRows(context)),
  /** In steps: a report may have thousands of revisions. */
  readOf: (subject: RecordId) => entriesOf(context, subject),
  /** Whether a legal hold covers a record, or a current or former parent. In steps. */
  readIsHeld: (subject: RecordId) => readIsHeld(context, subject),
  /**
   * Sets how long a record is kept; neither day nor hold removes the entry. A hold restores a
   * deleted record that would otherwise be purged.
   *
   * @throws Failure `not-found`, `tampered`; `invalid` for lifting a hold without a reason.
   */
  set: (entry: RetentionEntry): void =>
    context.write((unverified) => {
      const batch = verifiedBatch(context, unverified)
      getRecord(context, entry.subject)
      const act = actOf(isHolding(context, entry.subject), entry)
      if (entry.eraseAfter === '' && !entry.hold) {
        context.sql<[string]>('DELETE FROM keeping WHERE subject = ?').run(entry.subject)
      } else {
        context
          .sql<[string, string, number, string]>(
            `INSERT OR REPLACE INTO keeping (subject, erase_after, hold, reason) VALUES (?, ?, ?, ?)`,
          )
          .run(entry.subject, entry.eraseAfter, entry.hold ? 1 : 0, entry.reason)
      }
      // Lifting a hold leaves no row with its reason.
      if (act !== 'record.keeping') saveReason(context, entry.subject, entry.reason)
      journalRecord(context, batch, entry.subject, act)
      journalVault(context, batch, act)
    }),
  /**
   * Hidden records that the next lock purges or the user restores, in order of arrival; not those
   * that were handed over.
   */
  removed: (): RecordId[] =>
    context.read(() =>
      context
        .sql<[string], RecordId>(
          `SELECT id FROM record WHERE num IN (SELECT num FROM record INDEXED BY record_by_kind
            WHERE kind IN (SELECT value FROM json_each(?)) AND removed = 1)
            AND NOT ${ofHandedOver} ORDER BY num`,
        )
        .pluck()
        .all(JSON.stringify(recordKind)),
    ),
  /**
   * Reads records, removed ones too, in steps, as {@link readerOf}.
   *
   * @throws (the returned) Failure `not-found`, `tampered`.
   */
  reader: <T>(make: (row: RecordRow) => T) => {
    const read = oneStepReaderOf(context, ({ row }) => make(row), 'all')
    return function* (id: RecordId): Steps<T> {
      const header = context.read(() => findHeader(context, id))
      const found = header === undefined ? null : yield* read(header.num)
      if (found === null) throw new Failure('not-found')
      return found
    }
  },
})

/**
 * Deletes the entry of a purged record, because its reason may name it. Part of a purge.
 *
 * @returns whether there was one.
 */
export const dropRetention = (context: Context, subject: string): boolean =>
  context.sql<[string]>('DELETE FROM keeping WHERE subject = ?').run(subject).changes > 0
