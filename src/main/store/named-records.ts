import type { Canonical } from '../../shared/canonical.ts'
import type { ClaimContent } from '../../shared/claims.ts'
import { Failure } from '../../shared/failure.ts'
import type { CaseId, ClaimId, Day, ReportId, RevisionId, SourceId } from '../../shared/ids.ts'
import type { Case, CaseContent, Revision, Source, SourceContent } from '../../shared/records.ts'
import type { Context } from './context.ts'
import { assertNotHeld } from './legal-hold.ts'
import { knownSources } from './known-sources.ts'
import { ofHandedOver } from './handed-over.ts'
import {
  asRow,
  expectRev,
  findRow,
  getRecord,
  journalRecord,
  verified,
  assertReferenceKinds,
  canonicalContent,
  insertRecord,
  rowColumns,
  updateRecord,
  writeHeads,
} from './record-state.ts'
import type { RecordKind, RecordRow, StoredRow, Verified } from './record-state.ts'
import { countReportsOfCase, countReportsOfSource } from './referrers.ts'
import { checkOwn, headsAfter, insertRevision } from './revisions.ts'
import { listSeals, sealBytesOf, sealOf } from './seals.ts'
import type { StoredSeal } from './seals.ts'
import { sourceContent } from './record-content.ts'

// Every save of these records is a signed revision, so there is no draft.

/**
 * `rev` is the one last read; 0 with an unused id creates a record. The revision's content must be
 * the canonical JSON of `content`, its parents the heads that it replaces.
 */
type SaveNamed<Id, Content> = {
  readonly id: Id
  readonly rev: number
  readonly content: Content
  readonly revision: Revision
}

type SaveSource = SaveNamed<SourceId, SourceContent> & {
  /** A new seal at every save of a protected source; null for a speaker on the record. */
  readonly seal: Uint8Array | null
}

export type NamedRecord<Id, Content> = {
  readonly id: Id
  readonly rev: number
  readonly updatedDay: Day
  readonly content: Content
}

const save = (
  context: Context,
  kind: RecordKind,
  input: SaveNamed<string, Canonical> & { readonly seal: Uint8Array | null },
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

/** How many records of a list are read before other requests have their turn. */
const listSlice = 100

/** The same by their length: the longest has 500,000 characters. */
const listSliceLength = 500_000

/** Rows of a list: those of one kind, or the claims of one report, which an index finds. */
type Listed = {
  readonly kind: RecordKind
  readonly where: string
  readonly report?: ReportId
}

const allOf = (kind: RecordKind): Listed => ({ kind, where: 'kind = :kind' })

/**
 * Records are listed below this number. Null: from the newest on. Deleted records keep their number
 * until the purge.
 */
const numBefore = (context: Context, kind: RecordKind, after: string | null): number => {
  if (after === null) return Number.MAX_SAFE_INTEGER
  const row = findRow(context, after)
  if (row === undefined || row.kind !== kind) throw new Failure('not-found')
  return row.num
}

/** @param before the number of the last record in the slice before. */
const sliceOf = (
  context: Context,
  { kind, where, report }: Listed,
  before: number,
): { readonly rows: readonly RecordRow[]; readonly isLast: boolean } => {
  const those = { before, ...(report === undefined ? { kind } : { report }) }
  const rows: RecordRow[] = []
  let length = 0
  for (const stored of context
    .sql<[typeof those], StoredRow>(
      `SELECT ${rowColumns} FROM record WHERE ${where} AND removed = 0 AND num < :before
        ORDER BY num DESC LIMIT ${listSlice}`,
    )
    .iterate(those)) {
    const row = asRow(stored)
    // An old page among newer ones can make a tree whose rows do not descend.
    if (row.num >= (rows.at(-1)?.num ?? before)) throw new Failure('damaged')
    rows.push(row)
    length += row.content.length
    if (length > listSliceLength) return { rows, isLast: false }
  }
  return { rows, isLast: rows.length < listSlice }
}

/**
 * Records, newest first, read and verified in slices: a contact may have sent ten thousand. What is
 * saved meanwhile is in the list as before or as after.
 */
const eachRecord = function* <T>(
  context: Context,
  listed: Listed,
  recordOf: (found: Verified) => T,
  after: string | null = null,
): Generator<T, void, void> {
  for (let before = context.read(() => numBefore(context, listed.kind, after)); ;) {
    const from = before
    // In one step: a row that was saved after it was read would not fit the journal.
    const { records, last, isLast } = context.read(() => {
      const slice = sliceOf(context, listed, from)
      return {
        records: slice.rows.map((row) => recordOf(verified(context, row))),
        last: slice.rows.at(-1)?.num ?? 0,
        isLast: slice.isLast,
      }
    })
    yield* records
    if (isLast) return
    before = last
  }
}

const asCase = (context: Context, { row }: Verified): Case => ({
  id: row.id as string as CaseId,
  rev: row.rev,
  updatedDay: row.updated_day,
  content: JSON.parse(row.content) as CaseContent,
  reports: countReportsOfCase(context, row.id),
})

export const caseRepository = (context: Context) => {
  const get = (id: CaseId): Case =>
    context.read(() => asCase(context, getRecord(context, id, 'case')))
  return {
    /** Newest first. */
    each: () => eachRecord(context, allOf('case'), (found) => asCase(context, found)),
    get,
    save: (input: SaveNamed<CaseId, CaseContent>): Case => {
      save(context, 'case', { ...input, seal: null })
      return get(input.id)
    },
  }
}

const asSource = (context: Context, { row }: Verified): Source => ({
  id: row.id as string as SourceId,
  rev: row.rev,
  updatedDay: row.updated_day,
  content: sourceContent(row.content),
  reports: countReportsOfSource(context, row.id),
  sealBytes: row.head === null ? 0 : sealBytesOf(context, row.head),
})

export const sourceRepository = (context: Context) => {
  const get = (id: SourceId): Source =>
    context.read(() => asSource(context, getRecord(context, id, 'source')))
  const each = (): Generator<Source, void, void> =>
    eachRecord(context, allOf('source'), (found) => asSource(context, found))
  return {
    /** Newest first. */
    list: (): Source[] => context.read(() => [...each()]),
    /** The same, each read when it is asked for. */
    each,
    ...knownSources(context),
    /** Does any source have a seal? */
    hasSeals: (): boolean =>
      context.read(
        () =>
          context
            .sql<[]>(
              `SELECT 1 FROM record r JOIN revision v ON v.id = r.head
                JOIN seal s ON s.revision = v.num
                WHERE r.kind = 'source' AND r.removed = 0 LIMIT 1`,
            )
            .get() !== undefined,
      ),
    get,
    save: (input: SaveSource): Source => {
      save(context, 'source', input)
      return get(input.id)
    },
    /** The sealed identities of every revision that has one, newest first. @throws Failure `tampered`. */
    seals: (id: SourceId): StoredSeal[] => context.read(() => listSeals(context, id)),
    /** The sealed identity of one revision, else null. @throws Failure `not-found`, `tampered`. */
    sealOf: (revision: RevisionId): Uint8Array | null =>
      context.read(() => sealOf(context, revision)),
    /**
     * Includes deleted sources, whose code names are not reused before the purge; not those that were
     * handed over.
     */
    codeNames: (): string[] =>
      context.read(() =>
        context
          .sql<[], string>(
            `SELECT content ->> 'codeName' FROM record
              WHERE kind = 'source' AND content ->> 'codeName' <> ''
                AND NOT (removed = 1 AND ${ofHandedOver}) ORDER BY num`,
          )
          .pluck()
          .all(),
      ),
  }
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
) => {
  const get = (id: Id): NamedRecord<Id, Content> =>
    context.read(() => asNamed(getRecord(context, id, kind)))
  const each = (): Generator<NamedRecord<Id, Content>, void, void> =>
    eachRecord(context, allOf(kind), (found) => asNamed<Id, Content>(found))
  return {
    /** Newest first. */
    list: (): NamedRecord<Id, Content>[] => context.read(() => [...each()]),
    /** The same, each read when it is asked for. */
    each,
    get,
    save: (input: SaveNamed<Id, Content>): NamedRecord<Id, Content> => {
      save(context, kind, { ...input, seal: null })
      return get(input.id)
    },
  }
}

export const claimRepository = (context: Context) => ({
  ...namedRepository<ClaimId, ClaimContent>(context, 'claim'),
  /**
   * Claims, newest first, from the one after `after` on; each is read when it is asked for. Those of
   * one report are found by an index, so that opening one report does not read all claims.
   *
   * @throws Failure `not-found` when the claim named by `after` is not here.
   */
  each: (
    report: ReportId | null = null,
    after: ClaimId | null = null,
  ): Generator<NamedRecord<ClaimId, ClaimContent>, void, void> => {
    const where = `kind = 'claim' AND json_extract(content, '$.reportId') = :report`
    const listed = report === null ? allOf('claim') : { kind: 'claim' as const, where, report }
    return eachRecord(context, listed, (found) => asNamed<ClaimId, ClaimContent>(found), after)
  },
})
