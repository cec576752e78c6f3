import { Failure } from '../../shared/failure.ts'
import { count as countOf, sameBytes } from './context.ts'
import type { Context } from './context.ts'
import { vaultRow } from './vault-rows.ts'
import { runAtOnce } from '../../shared/steps.ts'

/*
 * The set of stored notices as one value, which the digest of the vault covers (ADR 0046): their
 * number, and the XOR of a keyed digest of each id. A notice that is stored or deleted changes it at
 * the same cost however many there are.
 */

export type NoticeSet = {
  /** Lines of the journal up to this one cover the list of ids instead. */
  readonly since: number
  readonly count: number
  readonly hash: Uint8Array
}

/** The first schema that has it. */
export const noticeSetSince = 16

type Sum = { count: number; readonly hash: Buffer }

const emptySum = (): Sum => ({ count: 0, hash: Buffer.alloc(32) })

/** Null: an old page of its table was put back. */
export const noticeSet = (context: Context): NoticeSet | null =>
  context.sql<[], NoticeSet>('SELECT since, count, hash FROM notice_set').get() ?? null

/** The first row, of a vault without notices. */
export const createNoticeSet = (context: Context): void => {
  const { count, hash } = emptySum()
  context
    .sql<[number, Buffer]>('INSERT INTO notice_set (one, since, count, hash) VALUES (1, 0, ?, ?)')
    .run(count, hash)
}

/** Adds ids to the sum; an id that is in it already is taken out of its hash. */
const createAdd = (context: Context): ((sum: Sum, ids: readonly string[]) => void) => {
  const { record } = context.digest
  const key = record(vaultRow(context).salt, Buffer.from('understory/notices/v1'))
  return ({ hash }, ids) => {
    for (const id of ids) {
      const element = record(key, Buffer.from(id))
      for (let i = 0; i < hash.length; i += 1) hash[i] = (hash[i] ?? 0) ^ (element[i] ?? 0)
    }
  }
}

/**
 * Part of each change of the table `notice`.
 *
 * @param ids of notices that were stored, and were not before, or that were deleted.
 * @throws Failure `tampered`.
 */
export const changeNoticeSet = (
  context: Context,
  change: 'stored' | 'deleted',
  ids: readonly string[],
): void => {
  if (ids.length === 0) return
  const set = noticeSet(context)
  const count = (set?.count ?? 0) + (change === 'stored' ? ids.length : -ids.length)
  if (set === null || count < 0) throw new Failure('tampered')
  const sum = { count, hash: Buffer.from(set.hash) }
  createAdd(context)(sum, ids)
  context
    .sql<[number, Buffer]>('UPDATE notice_set SET count = ?, hash = ?')
    .run(sum.count, sum.hash)
}

const slice = 500

/** The indexes beside the table, and what each looks a row up by. */
const indexes = [
  ['notice_by_subject', 'entry.subject = line.subject'],
  [
    'notice_by_use',
    `entry.subject = line.subject AND substr(entry.notice, 12, 64) = substr(line.notice, 12, 64)
      AND entry.notice ->> 'kind' = line.notice ->> 'kind'
      AND entry.notice ->> 'uses' = line.notice ->> 'uses'
      AND entry.notice ->> 'day' = line.notice ->> 'day'`,
  ],
] as const

/** Rows of the table that each index finds by what the row says. */
const foundRows = `SELECT id FROM notice line NOT INDEXED WHERE id > ? ${indexes
  .map(
    ([name, terms]) => `AND EXISTS (SELECT 1 FROM notice entry INDEXED BY ${name}
      WHERE ${terms} AND entry.id = line.id)`,
  )
  .join(' ')} ORDER BY id LIMIT ?`

/**
 * An index that finds each row and has no more entries than these returns all of them. Without a
 * condition the engine would count the entries of its smallest index, whichever is named.
 */
const hasOtherEntries = (context: Context, { count }: NoticeSet): boolean =>
  indexes.some(
    ([name]) => countOf(context, `FROM notice INDEXED BY ${name} WHERE subject >= ''`) !== count,
  )

const isSame = (a: NoticeSet, b: Pick<NoticeSet, 'count' | 'hash'>): boolean =>
  a.count === b.count && sameBytes(a.hash, b.hash)

/** Compares once; null if the set changed meanwhile. */
const compared = function* (context: Context): Generator<undefined, boolean | null, void> {
  const set = noticeSet(context)
  if (set === null) return false
  const add = createAdd(context)
  const next = context.sql<[string, number], string>(foundRows).pluck()
  const sum = emptySum()
  for (let after = ''; ;) {
    const ids = next.all(after, slice)
    const last = ids.at(-1)
    if (last === undefined) return isSame(set, sum) && !hasOtherEntries(context, set)
    // An old page among newer ones can make a tree whose rows do not ascend.
    if (last <= after) return false
    after = last
    sum.count += ids.length
    add(sum, ids)
    yield
    const now = noticeSet(context)
    if (now === null || !isSame(now, set)) return null
  }
}

/** A read-only vault from before schema 16 has none. */
export const hasNoticeSet = (context: Context): boolean =>
  countOf(context, `FROM sqlite_schema WHERE name = 'notice_set'`) === 1

/** How often a comparison in slices begins again because notices came meanwhile. */
const triesInSlices = 2

/**
 * Do the table and each of its indexes hold exactly the notices that the set has? An old page of one
 * index would hide a notice from one reader only. Yields between slices. If the set changes again and
 * again, the last comparison does not. True without a set.
 */
export const verifyNoticeSet = function* (context: Context): Generator<undefined, boolean, void> {
  if (!hasNoticeSet(context)) return true
  for (let tries = 0; tries < triesInSlices; tries += 1) {
    const holds = yield* compared(context)
    if (holds !== null) return holds
  }
  return runAtOnce(compared(context)) === true
}
