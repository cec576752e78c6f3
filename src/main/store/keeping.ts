import { Failure } from '../../shared/failure.ts'
import type { Day, RecordId } from '../../shared/ids.ts'
import type { Batch, Context } from './context.ts'
import { findRow, journalRecord, verified } from './record-state.ts'
import type { RecordKind, RecordRow } from './record-state.ts'
import { journalVault, keepingRows, verifyVault } from './vault-state.ts'

/** How long a record is to be kept here. Local to a vault: it never travels. */
export type KeepingEntry = {
  readonly subject: RecordId
  /** To be erased after this day; empty: nothing is said. */
  readonly eraseAfter: Day | ''
  /** A legal hold: nobody erases it, nor what belongs to it. */
  readonly hold: boolean
  readonly reason: string
}

/** A record that is hidden and goes at the next lock, or is brought back. */
export type RemovedRecord = { readonly subject: RecordId; readonly kind: RecordKind }

/** Whose keeping holds for a record too: its case, the report or the source that it belongs to. */
const belongsTo = (row: Pick<RecordRow, 'kind' | 'content'>): string[] => {
  if (row.kind === 'case' || row.kind === 'source') return []
  // Canonical JSON of ours, whose digest the caller has checked.
  const content = JSON.parse(row.content) as Partial<
    Record<'caseId' | 'reportId' | 'sourceId', string | null>
  >
  return [content.caseId, content.reportId, content.sourceId].filter((id) => typeof id === 'string')
}

/** The record itself first, then what it belongs to, and what that belongs to. */
export const keptWith = (context: Context, row: RecordRow): RecordId[] => {
  const found: RecordId[] = [row.id]
  const waiting = belongsTo(row)
  while (waiting.length > 0) {
    const next = findRow(context, waiting.shift() ?? '')
    if (next === undefined || found.includes(next.id)) continue
    found.push(next.id)
    waiting.push(...belongsTo(next))
  }
  return found
}

const isHolding = (context: Context, subject: string): boolean =>
  context.sql<[string]>('SELECT 1 FROM keeping WHERE subject = ? AND hold = 1').get(subject) !==
  undefined

/** Is there a legal hold on a record, or on what it belongs to? */
export const isHeld = (context: Context, row: RecordRow): boolean =>
  keptWith(context, row).some((id) => isHolding(context, id))

/** What is said of one record: of itself first, then of what it belongs to. `not-found`. */
export const keepingOf = (context: Context, subject: RecordId): KeepingEntry[] => {
  verifyVault(context)
  const found = findRow(context, subject)
  if (found === undefined) throw new Failure('not-found')
  const { row } = verified(context, found)
  const all = new Map(keepingRows(context).map((entry) => [entry.subject, entry]))
  return keptWith(context, row).flatMap((id) => all.get(id) ?? [])
}

export const listKeeping = (context: Context): KeepingEntry[] => {
  verifyVault(context)
  return keepingRows(context)
}

/** Hidden records, in the order in which they came. They go at the next lock. */
export const removedRecords = (context: Context): RemovedRecord[] =>
  context
    .sql<[], RecordRow>('SELECT * FROM record WHERE removed = 1 ORDER BY num')
    .all()
    .map((row) => verified(context, row).row)
    .map(({ id, kind }) => ({ subject: id, kind }))

/**
 * Says how long a record is kept, or, with neither day nor hold, nothing any more. A record that was
 * removed is brought back by a hold when it would be erased.
 *
 * @throws Failure `not-found`, `tampered`.
 */
export const setKeeping = (context: Context, entry: KeepingEntry): void =>
  context.write((batch) => {
    verifyVault(context)
    const row = findRow(context, entry.subject)
    if (row === undefined || row.removed === 1) throw new Failure('not-found')
    verified(context, row)
    if (entry.eraseAfter === '' && !entry.hold) {
      context.sql<[string]>('DELETE FROM keeping WHERE subject = ?').run(entry.subject)
    } else {
      context
        .sql<[string, string, number, string]>(
          `INSERT OR REPLACE INTO keeping (subject, erase_after, hold, reason) VALUES (?, ?, ?, ?)`,
        )
        .run(entry.subject, entry.eraseAfter, entry.hold ? 1 : 0, entry.reason)
    }
    journalRecord(context, batch, entry.subject, 'record.keeping')
    journalVault(context, batch, 'record.keeping')
  })

/** Goes with its record, whose reason it may name. Part of a purge. */
export const dropKeeping = (context: Context, batch: Batch, subject: string): void => {
  const { changes } = context.sql<[string]>('DELETE FROM keeping WHERE subject = ?').run(subject)
  if (changes > 0) journalVault(context, batch, 'record.purged')
}
