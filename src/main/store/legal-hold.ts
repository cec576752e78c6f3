import { Failure } from '../../shared/failure.ts'
import type { RecordId } from '../../shared/ids.ts'
import type { Context } from './context.ts'
import type { RecordHeader, RecordRow } from './record-state.ts'
import { runAtOnce } from '../../shared/steps.ts'
import type { Steps } from '../../shared/steps.ts'

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

type NamingRecord = Pick<RecordHeader, 'num' | 'kind'>

/** Those of the records that can name others. Cases and sources, which may be thousands, do not. */
const referring = (context: Context, ids: Iterable<string>): NamingRecord[] =>
  context
    .sql<[string], NamingRecord>(
      `SELECT record.num, record.kind FROM json_each(?) AS each JOIN record ON record.id = each.value
        WHERE record.kind NOT IN ('case', 'source') ORDER BY each.key`,
    )
    .all(JSON.stringify([...ids]))

const workingContent = 'SELECT CAST(content AS BLOB) FROM record WHERE num = ?'
const revisionContent = 'SELECT CAST(content AS BLOB) FROM revision WHERE num = ?'

/** Its working content, then that of every revision if asked for; each read by itself. */
const contentsOf = function* (
  context: Context,
  num: number,
  which: 'now' | 'ever',
): Generator<string, void, void> {
  const read = (sql: string, at: number): string | null =>
    context.read(() => context.sql<[number], Buffer>(sql).pluck().get(at)?.toString() ?? null)
  const listed = 'SELECT num FROM revision WHERE record = ? ORDER BY num'
  const revisions = context.read(() => context.sql<[number], number>(listed).pluck().all(num))
  const working = read(workingContent, num)
  if (working !== null) yield working
  for (const revision of which === 'ever' ? revisions : []) {
    const content = read(revisionContent, revision)
    if (content !== null) yield content
  }
}

/** The records, then all that they name, directly or through others. Yields after each content. */
const follow = function* (
  context: Context,
  from: readonly string[],
  which: 'now' | 'ever',
): Steps<ReadonlySet<string>> {
  const namedBy = which === 'now' ? belongsTo : coveredBy
  const found = new Set(from)
  const waiting = context.read(() => referring(context, found))
  // Also those that are added meanwhile.
  for (const { num, kind } of waiting) {
    for (const content of contentsOf(context, num, which)) {
      yield
      const more = new Set(namedBy({ kind, content }).filter((id) => !found.has(id)))
      if (more.size === 0) continue
      for (const id of more) found.add(id)
      waiting.push(...context.read(() => referring(context, more)))
    }
  }
  return found
}

/** The record itself first, then its current parents and their parents. */
export const parentRecords = (context: Context, id: RecordId): Steps<ReadonlySet<string>> =>
  follow(context, [id], 'now')

/** The record itself first, then all records whose hold covers it. */
export const heldRecords = (context: Context, id: RecordId): Steps<ReadonlySet<string>> =>
  follow(context, [id], 'ever')

export const isHolding = (context: Context, subject: string): boolean =>
  context.sql<[string]>('SELECT 1 FROM keeping WHERE subject = ? AND hold = 1').get(subject) !==
  undefined

const holdingRecords = (context: Context): string[] =>
  context.sql<[], string>('SELECT subject FROM keeping WHERE hold = 1').pluck().all()

/** Does a legal hold cover one of these records, or a current or former parent? In steps. */
export const readIsAnyHeld = function* (context: Context, ids: readonly string[]): Steps<boolean> {
  const holding = context.read(() => holdingRecords(context))
  if (holding.length === 0 || ids.length === 0) return false
  const covering = yield* follow(context, ids, 'ever')
  return holding.some((id) => covering.has(id))
}

/** Does a legal hold cover a record, or a current or former parent? In steps. */
export const readIsHeld = (context: Context, id: RecordId): Steps<boolean> =>
  readIsAnyHeld(context, [id])

/** The same in one step. */
export const isHeld = (context: Context, { id }: Pick<RecordRow, 'id'>): boolean =>
  runAtOnce(readIsHeld(context, id))

/**
 * Part of a save: a hold pins the references that it covers.
 *
 * @param content the record's next content.
 * @throws Failure `held` when the new content drops a reference to a held case or other held
 * record.
 */
export const assertNotHeld = (context: Context, row: RecordRow, content: string): void => {
  // Nearly every save: the contents are not parsed again.
  if (holdingRecords(context).length === 0) return
  // Changing a claim's sources drops no hold: the claim stays with the report that names them.
  const heldBy = row.kind === 'claim' ? belongsTo : coveredBy
  const stays = new Set(heldBy({ kind: row.kind, content }))
  const leaves = heldBy(row).filter((id) => !stays.has(id))
  if (runAtOnce(readIsAnyHeld(context, leaves))) throw new Failure('held')
}

/** A draft is in no revision: discarding it loses it. @throws Failure `held`. */
export const assertDiscardable = (context: Context, row: RecordRow): void => {
  if (isHeld(context, row)) throw new Failure('held')
}
