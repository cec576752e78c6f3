import type { Canonical } from '../../shared/canonical.ts'
import type { ClaimContent } from '../../shared/claims.ts'
import { Failure } from '../../shared/failure.ts'
import type { ClaimId, RecordId, ReportId, SourceId } from '../../shared/ids.ts'
import type { Case, CaseContent, Revision, Source, SourceContent } from '../../shared/records.ts'
import type { Context } from './context.ts'
import { count } from './count.ts'
import { assertNotHeld } from './legal-hold.ts'
import { expectRev, findRow, getRecord, journalRecord, verified } from './record-state.ts'
import type { RecordKind, RecordRow, Verified } from './record-state.ts'
import {
  assertReferenceKinds,
  canonicalContent,
  insertRecord,
  updateRecord,
  writeHeads,
} from './record-write.ts'
import { checkOwn, headsAfter, insertRevision } from './revisions.ts'
import { sealBytesOf } from './seals.ts'
import type { NamedRecord, NamedRepository, RecordPart, SaveCase, SaveSource } from './saves.ts'

// Cases and sources: every save is a signed revision, so there is no draft.

const save = (
  context: Context,
  kind: RecordKind,
  input: {
    readonly id: string
    readonly rev: number
    readonly content: Canonical
    readonly revision: Revision
    readonly seal: Uint8Array | null
  },
): void =>
  context.write((batch) => {
    const found = expectRev(context, input.id, kind, input.rev)
    const content = canonicalContent(input.content)
    if (found !== null) assertNotHeld(context, found.row, content)
    assertReferenceKinds(context, kind, input.content, found?.row.content)
    const heads = found?.heads ?? []
    checkOwn(context, input.revision, { id: input.id, kind, content }, heads)
    const head = input.revision.id
    const row =
      found === null
        ? insertRecord(context, batch, { id: input.id, kind, state: 'filed', head, content })
        : updateRecord(context, batch, found.row, { head, content })
    insertRevision(context, row.num, input.revision, input.seal)
    writeHeads(context, row.num, headsAfter(heads, input.revision))
    journalRecord(context, batch, input.id, 'record.saved')
  })

const rowsOf = (context: Context, kind: RecordKind): Verified[] =>
  context
    .sql<[string], RecordRow>(
      'SELECT * FROM record WHERE kind = ? AND removed = 0 ORDER BY num DESC',
    )
    .all(kind)
    .map((row) => verified(context, row))

/** A record's position among those of its kind; deleted records keep theirs until the purge. */
const placeOf = (context: Context, kind: RecordKind, id: string): number => {
  const row = findRow(context, id)
  if (row === undefined || row.kind !== kind) throw new Failure('not-found')
  return row.num
}

const rowsAfter = (
  context: Context,
  kind: RecordKind,
  { after, limit }: RecordPart<string>,
): Verified[] =>
  context
    .sql<[string, number, number], RecordRow>(
      'SELECT * FROM record WHERE kind = ? AND removed = 0 AND num < ? ORDER BY num DESC LIMIT ?',
    )
    .all(kind, after === null ? Number.MAX_SAFE_INTEGER : placeOf(context, kind, after), limit)
    .map((row) => verified(context, row))

// Reads the deleted flag from the index, as the list of reports does: reading the row would load
// its text, and a list of cases counts every report.
const reportsOfCase = (context: Context, id: RecordId): number =>
  count(
    context,
    `FROM report p CROSS JOIN record r INDEXED BY record_by_kind
          ON r.kind = 'report' AND r.removed = 0 AND r.num = p.num
        WHERE p.case_id = ?`,
    id,
  )

const reportsOfSource = (context: Context, id: RecordId): number =>
  count(
    context,
    `FROM report_source s CROSS JOIN record r INDEXED BY record_by_kind
          ON r.kind = 'report' AND r.removed = 0 AND r.num = s.report
        WHERE s.source = ?`,
    id,
  )

/**
 * Reports whose filed content names a record although their working content may not: under a draft,
 * or in another head.
 */
const filedNaming = (context: Context, id: RecordId): number =>
  count(
    context,
    `FROM record r WHERE r.kind = 'report' AND r.removed = 0
        AND (r.state = 'revising'
          OR (SELECT count(*) FROM record_head h WHERE h.record = r.num) > 1)
        AND EXISTS (SELECT 1 FROM record_head h JOIN revision v ON v.id = h.revision
          WHERE h.record = r.num AND (json_extract(v.content, '$.caseId') = ?
            OR EXISTS (SELECT 1 FROM json_each(v.content, '$.sourceIds') WHERE value = ?)))`,
    id,
    id,
  )

const reportsReferringTo = (context: Context, { id, kind }: RecordRow): number =>
  kind === 'case'
    ? reportsOfCase(context, id) + filedNaming(context, id)
    : kind === 'source'
      ? reportsOfSource(context, id) + filedNaming(context, id)
      : 0

/**
 * Claims, phrases and publications, not deleted, that refer to a record by its id. The id is
 * random, so it occurs in a content only as a reference. A link from claim to claim may dangle.
 */
const othersReferringTo = (context: Context, { id, kind }: RecordRow): number =>
  count(
    context,
    `FROM record
        WHERE kind IN ('claim', 'attribution', 'publication') AND removed = 0 AND id <> ?
          AND NOT (kind = 'claim' AND ? = 'claim') AND instr(content, '"' || ? || '"') > 0`,
    id,
    kind,
    id,
  )

/**
 * Is a source confirmed as the same origin as another? Counts of origins depend on it in both
 * directions.
 */
const isOneWithAnother = (context: Context, { id, kind, content }: RecordRow): boolean =>
  kind === 'source' &&
  ((JSON.parse(content) as SourceContent).sameOrigin.length > 0 ||
    count(
      context,
      `FROM record WHERE kind = 'source' AND removed = 0 AND id <> ?
          AND EXISTS (SELECT 1 FROM json_each(content, '$.sameOrigin') WHERE value = ?)`,
      id,
      id,
    ) > 0)

/** Do other records that are not deleted need this one, in their working or filed content? */
export const isReferredTo = (context: Context, row: RecordRow): boolean =>
  reportsReferringTo(context, row) + othersReferringTo(context, row) > 0 ||
  isOneWithAnother(context, row)

const asCase = (context: Context, { row }: Verified): Case => ({
  id: row.id as string as Case['id'],
  rev: row.rev,
  updatedDay: row.updated_day,
  content: JSON.parse(row.content) as CaseContent,
  reports: reportsOfCase(context, row.id),
})

const asSource = (context: Context, { row }: Verified): Source => ({
  id: row.id as string as SourceId,
  rev: row.rev,
  updatedDay: row.updated_day,
  content: JSON.parse(row.content) as SourceContent,
  reports: reportsOfSource(context, row.id),
  sealBytes: row.head === null ? 0 : sealBytesOf(context, row.head),
})

export const getCase = (context: Context, id: string): Case =>
  asCase(context, getRecord(context, id, 'case'))

export const listCases = (context: Context): Case[] =>
  rowsOf(context, 'case').map((found) => asCase(context, found))

export const saveCase = (context: Context, input: SaveCase): Case => {
  save(context, 'case', { ...input, seal: null })
  return getCase(context, input.id)
}

export const getSource = (context: Context, id: string): Source =>
  asSource(context, getRecord(context, id, 'source'))

export const listSources = (context: Context): Source[] =>
  rowsOf(context, 'source').map((found) => asSource(context, found))

export const saveSource = (context: Context, input: SaveSource): Source => {
  save(context, 'source', input)
  return getSource(context, input.id)
}

const asNamed = <Id, Content>({ row }: Verified): NamedRecord<Id, Content> => ({
  id: row.id as unknown as Id,
  rev: row.rev,
  updatedDay: row.updated_day,
  content: JSON.parse(row.content) as Content,
})

/** Records of one kind with nothing specific to store: claims, attributions, publications. */
export const namedRepository = <Id extends string, Content extends Canonical>(
  context: Context,
  kind: RecordKind,
): NamedRepository<Id, Content> => ({
  list: () => context.read(() => rowsOf(context, kind).map((found) => asNamed(found))),
  part: (of) => context.read(() => rowsAfter(context, kind, of).map((found) => asNamed(found))),
  get: (id) => context.read(() => asNamed(getRecord(context, id, kind))),
  save: (input) =>
    context.read(() => {
      save(context, kind, { ...input, seal: null })
      return asNamed(getRecord(context, input.id, kind))
    }),
})

/** Finds a report's claims by index, so that opening one report does not read all claims. */
export const claimsOfReport = (
  context: Context,
  report: ReportId,
  { after, limit }: RecordPart<ClaimId>,
): NamedRecord<ClaimId, ClaimContent>[] =>
  context
    .sql<[string, number, number], RecordRow>(
      `SELECT * FROM record
        WHERE kind = 'claim' AND json_extract(content, '$.reportId') = ? AND removed = 0 AND num < ?
        ORDER BY num DESC LIMIT ?`,
    )
    .all(report, after === null ? Number.MAX_SAFE_INTEGER : placeOf(context, 'claim', after), limit)
    .map((row) => asNamed(verified(context, row)))

export const codeNames = (context: Context): string[] =>
  context
    .sql<[], { content: string }>(`SELECT content FROM record WHERE kind = 'source' ORDER BY num`)
    .all()
    .map(({ content }) => (JSON.parse(content) as SourceContent).codeName)
    .filter((codeName) => codeName !== '')
