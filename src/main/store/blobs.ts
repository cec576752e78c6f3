import { Failure } from '../../shared/failure.ts'
import { attachedFiles } from '../../shared/attachments.ts'
import type { Context } from './context.ts'
import type { RecordRow } from './record-state.ts'
import { reportContent } from './record-content.ts'

// An attached file is stored beside the database; its key is in the database. A file is kept while
// a report's working content or any of its revisions names its digest. Deleting the row deletes the
// file: without the key, remains on the disk are unreadable.

/** One attached file. */
export type StoredBlob = {
  /** Name of the file in `blobs/`, 32 hex digits. */
  readonly id: string
  /** BLAKE2b-256 of its content, in hex. */
  readonly digest: string
  readonly bytes: number
  /** 32 bytes; the caller wipes it. */
  readonly key: Uint8Array
}

/**
 * The files that a content names, each once. @throws Failure `invalid` for one that is not here.
 */
const namedBlobs = (context: Context, content: string): number[] => {
  // Parsing a content costs more than searching for the word: an import stores thousands at once.
  if (!content.includes('"attachments":')) return []
  const nums = attachedFiles(reportContent(content)).map(({ digest, bytes }) => {
    const row = context
      .sql<[string], { num: number; bytes: number }>('SELECT num, bytes FROM blob WHERE digest = ?')
      .get(digest)
    if (row?.bytes !== bytes) throw new Failure('invalid', { fields: ['content.attachments'] })
    return row.num
  })
  return [...new Set(nums)].sort((a, b) => a - b)
}

/** Those files are not waiting for their record any more: this report has named them. */
const noteNamed = ({ attached }: Context, report: number, content: string): void => {
  if (attached.size === 0 || !content.includes('"attachments":')) return
  for (const { digest } of attachedFiles(reportContent(content))) {
    const known = attached.get(digest)
    if (known === undefined) continue
    known.isWaiting = false
    known.namedBy.add(report)
  }
}

/** Stores which files a report's working content names. @throws Failure `invalid`. */
export const writeReportBlobs = (
  context: Context,
  { num, content }: Pick<RecordRow, 'num' | 'content'>,
): void => {
  context.sql<[number]>('DELETE FROM report_blob WHERE report = ?').run(num)
  const insert = context.sql<[number, number]>(
    'INSERT INTO report_blob (report, blob) VALUES (?, ?)',
  )
  for (const blob of namedBlobs(context, content)) insert.run(num, blob)
  noteNamed(context, num, content)
}

/** Stores which files a revision of a report names. @throws Failure `invalid`. */
export const writeRevisionBlobs = (
  context: Context,
  { revision, report }: { readonly revision: number; readonly report: number },
  content: string,
): void => {
  const insert = context.sql<[number, number]>(
    'INSERT INTO revision_blob (revision, blob) VALUES (?, ?)',
  )
  for (const blob of namedBlobs(context, content)) insert.run(revision, blob)
  noteNamed(context, report, content)
}

const linked = (context: Context, table: 'report' | 'revision', num: number): number[] =>
  context
    .sql<[number], { blob: number }>(
      table === 'report'
        ? 'SELECT blob FROM report_blob WHERE report = ? ORDER BY blob'
        : 'SELECT blob FROM revision_blob WHERE revision = ? ORDER BY blob',
    )
    .all(num)
    .map(({ blob }) => blob)

/** Do the stored file references match those of the report and its revisions exactly? */
export const verifyBlobs = (context: Context, row: RecordRow): boolean => {
  const same = (table: 'report' | 'revision', num: number, content: string): boolean => {
    try {
      return String(linked(context, table, num)) === String(namedBlobs(context, content))
    } catch (cause) {
      if (cause instanceof Failure && cause.code === 'invalid') return false
      throw cause
    }
  }
  return (
    same('report', row.num, row.content) &&
    context
      .sql<[number], { num: number; content: string }>(
        'SELECT num, content FROM revision WHERE record = ? ORDER BY num',
      )
      .all(row.num)
      .every(({ num, content }) => same('revision', num, content))
  )
}

/** Files that no record names, and no part of an import that is staged or unfinished. */
const unused = `FROM blob WHERE num NOT IN (SELECT blob FROM report_blob)
  AND num NOT IN (SELECT blob FROM revision_blob)
  AND digest NOT IN (SELECT digest FROM import_file)
  AND digest NOT IN (SELECT value FROM json_each(?))`

/** While the user works, a draft or an undo may still need what was attached since the opening. */
const stillWanted = ({ attached }: Context, isLocking: boolean): string =>
  JSON.stringify(isLocking ? [] : [...attached.keys()])

export const hasUnusedBlobs = (context: Context, isLocking: boolean): boolean =>
  context.sql<[string]>(`SELECT 1 ${unused} LIMIT 1`).get(stillWanted(context, isLocking)) !==
  undefined

/**
 * Part of a purge: deletes keys of files that no record names; before a lock, none of a file that was
 * attached since the opening. The caller removes the files.
 */
export const dropUnusedBlobs = (context: Context, isLocking: boolean): void => {
  context.sql<[string]>(`DELETE ${unused}`).run(stillWanted(context, isLocking))
}

/** The files that a record or one of its revisions names. */
export const blobsOf = (context: Context, record: number): number[] =>
  context
    .sql<[number, number], number>(
      `SELECT blob FROM report_blob WHERE report = ? UNION SELECT blob FROM revision_blob
        WHERE revision IN (SELECT num FROM revision WHERE record = ?)`,
    )
    .pluck()
    .all(record, record)

/** Is one of these reports here, where an undo may put back a file that was taken out? */
const isAnyHere = (context: Context, reports: ReadonlySet<number>): boolean =>
  context
    .sql<[string], 1>(
      `SELECT 1 FROM record WHERE num IN (SELECT value FROM json_each(?)) AND removed = 0 LIMIT 1`,
    )
    .get(JSON.stringify([...reports])) !== undefined

/**
 * Part of a purge: deletes the keys of these files, except of those that a remaining record names, or
 * that were attached since the opening and wait for their record, or were named by a remaining one.
 */
export const dropBlobs = (context: Context, nums: readonly number[]): void => {
  if (nums.length === 0) return
  const wanted = [...context.attached].flatMap(([one, { isWaiting, namedBy }]) =>
    isWaiting || isAnyHere(context, namedBy) ? one : [],
  )
  context
    .sql<[string, string]>(`DELETE ${unused} AND num IN (SELECT value FROM json_each(?))`)
    .run(JSON.stringify(wanted), JSON.stringify(nums))
}

export type BlobRepository = ReturnType<typeof blobRepository>

/** Attached files in `blobs/`. A purge deletes rows that no record names. */
export const blobRepository = (context: Context) => {
  const find = (text: string, value: string): StoredBlob | null =>
    context.read(() => context.sql<[string], StoredBlob>(text).get(value) ?? null)

  return {
    /** By the digest of its content; the caller wipes the key. */
    find: (digest: string): StoredBlob | null =>
      find('SELECT id, digest, bytes, key FROM blob WHERE digest = ?', digest),
    /** By its file name; the caller wipes the key. */
    named: (id: string): StoredBlob | null =>
      find('SELECT id, digest, bytes, key FROM blob WHERE id = ?', id),
    /** The file and its name must already be durable on the disk. */
    add: ({ id, digest, bytes, key }: StoredBlob): void =>
      context.write(() => {
        const copy = Buffer.from(key)
        try {
          context
            .sql<unknown[]>('INSERT INTO blob (id, digest, bytes, key) VALUES (?, ?, ?, ?)')
            .run(id, digest, bytes, copy)
        } finally {
          copy.fill(0)
        }
      }),
    /** The user attached it: its key stays until a record names it, or until the lock. */
    noteAttached: (digest: string): void => {
      const namedBy = context.attached.get(digest)?.namedBy ?? new Set()
      context.attached.set(digest, { isWaiting: true, namedBy })
    },
    /** Names of the files that belong here; any other file is an orphan. */
    ids: (): string[] =>
      context.read(() => context.sql<[], string>('SELECT id FROM blob ORDER BY id').pluck().all()),
  }
}
