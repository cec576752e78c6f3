import { Failure } from '../../shared/failure.ts'
import type { RecordId } from '../../shared/ids.ts'
import type { Context } from './context.ts'
import { findRow } from './record-state.ts'
import type { RecordRow } from './record-state.ts'

/*
 * Legal holds apply to every state that a record ever had, not only to the current input: a report
 * that was filed out of a held case still belongs to its history.
 */

type ReferringRecord = Pick<RecordRow, 'kind' | 'content'>

type References = Partial<
  Record<'caseId' | 'reportId' | 'sourceId', string | null> & { readonly sourceIds: string[] }
>

// Our own canonical JSON; the caller has checked its digest.
const referencesOf = ({ kind, content }: ReferringRecord): References =>
  kind === 'case' || kind === 'source' ? {} : (JSON.parse(content) as References)

/** Parent records whose retention settings also apply: its case, report or source. */
const belongsTo = (row: ReferringRecord): string[] => {
  const { caseId, reportId, sourceId } = referencesOf(row)
  return [caseId, reportId, sourceId].filter((id) => typeof id === 'string')
}

/**
 * Records whose hold covers it: its parents and the sources that it names, including a claim's
 * sources.
 */
const coveredBy = (row: ReferringRecord): string[] => [
  ...belongsTo(row),
  ...(referencesOf(row).sourceIds ?? []),
]

/** For the working content and every revision, including the heads. */
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

/** The record itself first, then its current parents and their parents. */
export const parentRecords = (context: Context, row: RecordRow): RecordId[] =>
  follow(context, [row.id], belongsTo)

/** The record itself first, then all records whose hold covers it. */
export const heldRecords = (context: Context, row: RecordRow): RecordId[] =>
  follow(context, [row.id], (each) => everCoveredBy(context, each))

export const isHolding = (context: Context, subject: string): boolean =>
  context.sql<[string]>('SELECT 1 FROM keeping WHERE subject = ? AND hold = 1').get(subject) !==
  undefined

const hasHolds = (context: Context): boolean =>
  context.sql<[]>('SELECT 1 FROM keeping WHERE hold = 1 LIMIT 1').get() !== undefined

/** Does a legal hold cover a record, or a current or former parent? */
export const isHeld = (context: Context, row: RecordRow): boolean =>
  hasHolds(context) && heldRecords(context, row).some((id) => isHolding(context, id))

/**
 * Part of a save: a hold pins the references that it covers.
 *
 * @param content the record's next content.
 * @throws Failure `held` when the new content drops a reference to a held case or other held
 * record.
 */
export const assertNotHeld = (context: Context, row: RecordRow, content: string): void => {
  if (!hasHolds(context)) return
  // Changing a claim's sources drops no hold: the claim stays with the report that names them.
  const heldBy = row.kind === 'claim' ? belongsTo : coveredBy
  const stays = new Set(heldBy({ kind: row.kind, content }))
  const leaves = heldBy(row).filter((id) => !stays.has(id))
  const isLeft = follow(context, leaves, (each) => everCoveredBy(context, each)).some((id) =>
    isHolding(context, id),
  )
  if (isLeft) throw new Failure('held')
}

/** A draft is in no revision: discarding it loses it. @throws Failure `held`. */
export const assertDiscardable = (context: Context, row: RecordRow): void => {
  if (isHeld(context, row)) throw new Failure('held')
}
