import type { Canonical } from '../../shared/canonical.ts'
import type { ClaimContent } from '../../shared/claims.ts'
import { Failure } from '../../shared/failure.ts'
import type { CaseId, ClaimId, Day, ReportId, SourceId } from '../../shared/ids.ts'
import type { Case, CaseContent, Revision, Source, SourceContent } from '../../shared/records.ts'
import type { Context } from './context.ts'
import { assertNotHeld } from './legal-hold.ts'
import { knownSources } from './known-sources.ts'
import {
  expectRev,
  findRow,
  getRecord,
  journalRecord,
  verified,
  assertReferenceKinds,
  canonicalContent,
  insertRecord,
  updateRecord,
  writeHeads,
} from './record-state.ts'
import type { RecordKind, RecordRow, Verified } from './record-state.ts'
import { countReportsOfCase, countReportsOfSource } from './referrers.ts'
import { checkOwn, headsAfter, insertRevision } from './revisions.ts'
import { listSeals, sealBytesOf } from './seals.ts'
import type { StoredSeal } from './seals.ts'

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

/** Part of a list: `limit` entries after `after`. */
export type RecordPart<Id> = { readonly after: Id | null; readonly limit: number }

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

/** How many numbers of records are read at once. */
const listSlice = 100

/**
 * All records of a kind, newest first, each read and verified when it is asked for: a contact may
 * have sent ten thousand, or publications of megabytes. What is saved meanwhile is in the list as
 * before or as after.
 */
const eachRecord = function* <T extends object>(
  context: Context,
  kind: RecordKind,
  recordOf: (found: Verified) => T,
): Generator<T, void, void> {
  const next = context
    .sql<[string, number, number], number>(
      'SELECT num FROM record WHERE kind = ? AND removed = 0 AND num < ? ORDER BY num DESC LIMIT ?',
    )
    .pluck()
  const rowAt = context.sql<[number, string], RecordRow>(
    'SELECT * FROM record WHERE num = ? AND kind = ? AND removed = 0',
  )
  for (let before = Number.MAX_SAFE_INTEGER; ;) {
    const from = before
    const nums = context.read(() => next.all(kind, from, listSlice))
    for (const num of nums) {
      // An old page among newer ones can make a tree whose rows do not descend.
      if (num >= before) throw new Failure('damaged')
      before = num
      const record = context.read(() => {
        const row = rowAt.get(num, kind)
        return row === undefined ? null : recordOf(verified(context, row))
      })
      // One that was deleted meanwhile is left out.
      if (record !== null) yield record
    }
    if (nums.length < listSlice) return
  }
}

/**
 * Records of a kind are listed below this number. Null: from the newest on. Deleted records keep
 * their number until the purge.
 */
const numBefore = (context: Context, kind: RecordKind, after: string | null): number => {
  if (after === null) return Number.MAX_SAFE_INTEGER
  const row = findRow(context, after)
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
    .all(kind, numBefore(context, kind, after), limit)
    .map((row) => verified(context, row))

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
    each: () => eachRecord(context, 'case', (found) => asCase(context, found)),
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
  content: JSON.parse(row.content) as SourceContent,
  reports: countReportsOfSource(context, row.id),
  sealBytes: row.head === null ? 0 : sealBytesOf(context, row.head),
})

export const sourceRepository = (context: Context) => {
  const get = (id: SourceId): Source =>
    context.read(() => asSource(context, getRecord(context, id, 'source')))
  return {
    /** Newest first. */
    list: (): Source[] =>
      context.read(() => [...eachRecord(context, 'source', (found) => asSource(context, found))]),
    /** The same, each read when it is asked for. */
    each: () => eachRecord(context, 'source', (found) => asSource(context, found)),
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
    /** Includes deleted sources: a code name is not reused before the purge. */
    codeNames: (): string[] =>
      context.read(() =>
        context
          .sql<[], { content: string }>(
            `SELECT content FROM record WHERE kind = 'source' ORDER BY num`,
          )
          .all()
          .map(({ content }) => (JSON.parse(content) as SourceContent).codeName)
          .filter((codeName) => codeName !== ''),
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
  return {
    /** Newest first. */
    list: (): NamedRecord<Id, Content>[] =>
      context.read(() => [...eachRecord(context, kind, (found) => asNamed<Id, Content>(found))]),
    /** The same, each read when it is asked for. */
    each: () => eachRecord(context, kind, (found) => asNamed<Id, Content>(found)),
    /** @throws Failure `not-found` when the record named by `after` is not here. */
    part: (of: RecordPart<Id>): NamedRecord<Id, Content>[] =>
      context.read(() => rowsAfter(context, kind, of).map((found) => asNamed(found))),
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
   * The claims of one report, in parts as with `part`. Finds them by index, so that opening one
   * report does not read all claims.
   */
  ofReport: (
    report: ReportId,
    { after, limit }: RecordPart<ClaimId>,
  ): NamedRecord<ClaimId, ClaimContent>[] =>
    context.read(() =>
      context
        .sql<[string, number, number], RecordRow>(
          `SELECT * FROM record
            WHERE kind = 'claim' AND json_extract(content, '$.reportId') = ? AND removed = 0
              AND num < ?
            ORDER BY num DESC LIMIT ?`,
        )
        .all(report, numBefore(context, 'claim', after), limit)
        .map((row) => asNamed(verified(context, row))),
    ),
})
