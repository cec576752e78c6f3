import { Failure } from '../../shared/failure.ts'
import type { RecordId } from '../../shared/ids.ts'
import type { Context } from './context.ts'
import { findRow } from './record-state.ts'
import type { RecordRow } from './record-state.ts'

/*
 * What a legal hold covers is asked of all that a record ever was, not of what somebody has just
 * typed: a report that was filed out of a held case was in it all the same.
 */

type ReferringRecord = Pick<RecordRow, 'kind' | 'content'>

type References = Partial<
  Record<'caseId' | 'reportId' | 'sourceId', string | null> & { readonly sourceIds: string[] }
>

// Canonical JSON of ours, whose digest the caller has checked.
const referencesOf = ({ kind, content }: ReferringRecord): References =>
  kind === 'case' || kind === 'source' ? {} : (JSON.parse(content) as References)

/** Whose keeping holds for a record too: its case, the report or the source that it belongs to. */
const belongsTo = (row: ReferringRecord): string[] => {
  const { caseId, reportId, sourceId } = referencesOf(row)
  return [caseId, reportId, sourceId].filter((id) => typeof id === 'string')
}

/** Whose hold covers it: what it belongs to, and the sources that it names, or who says it. */
const coveredBy = (row: ReferringRecord): string[] => [
  ...belongsTo(row),
  ...(referencesOf(row).sourceIds ?? []),
]

/** Of its working content and of every revision, the heads among them. */
const everCoveredBy = (context: Context, row: RecordRow): string[] => [
  ...coveredBy(row),
  ...context
    .sql<[number], { content: string }>('SELECT content FROM revision WHERE record = ?')
    .all(row.num)
    .flatMap(({ content }) => coveredBy({ kind: row.kind, content })),
]

const follow = (
  context: Context,
  from: readonly string[],
  next: (row: RecordRow) => readonly string[],
): RecordId[] => {
  const found: RecordId[] = []
  const waiting = [...from]
  while (waiting.length > 0) {
    const row = findRow(context, waiting.shift() ?? '')
    if (row === undefined || found.includes(row.id)) continue
    found.push(row.id)
    waiting.push(...next(row))
  }
  return found
}

/** The record itself first, then what it belongs to now, and what that belongs to. */
export const parentRecords = (context: Context, row: RecordRow): RecordId[] =>
  follow(context, [row.id], belongsTo)

/** The record itself first, then all whose hold covers it. */
export const heldRecords = (context: Context, row: RecordRow): RecordId[] =>
  follow(context, [row.id], (each) => everCoveredBy(context, each))

export const isHolding = (context: Context, subject: string): boolean =>
  context.sql<[string]>('SELECT 1 FROM keeping WHERE subject = ? AND hold = 1').get(subject) !==
  undefined

const hasHolds = (context: Context): boolean =>
  context.sql<[]>('SELECT 1 FROM keeping WHERE hold = 1 LIMIT 1').get() !== undefined

/** Is there a legal hold on a record, or on what it belongs to or ever belonged to? */
export const isHeld = (context: Context, row: RecordRow): boolean =>
  hasHolds(context) && heldRecords(context, row).some((id) => isHolding(context, id))

/**
 * Part of a save: what a hold covers stays where it is.
 *
 * @param content what the record is about to become.
 * @throws Failure `held` when it would no longer be in a held case, or with what else is held.
 */
export const assertNotHeld = (context: Context, row: RecordRow, content: string): void => {
  if (!hasHolds(context)) return
  // A claim leaves nobody by saying who says it: it stays with the report that names them.
  const heldBy = row.kind === 'claim' ? belongsTo : coveredBy
  const stays = new Set(heldBy({ kind: row.kind, content }))
  const leaves = heldBy(row).filter((id) => !stays.has(id))
  const isLeft = follow(context, leaves, (each) => everCoveredBy(context, each)).some((id) =>
    isHolding(context, id),
  )
  if (isLeft) throw new Failure('held')
}

/** A draft is in no revision: discarded, it is gone. @throws Failure `held`. */
export const assertDiscardable = (context: Context, row: RecordRow): void => {
  if (isHeld(context, row)) throw new Failure('held')
}
