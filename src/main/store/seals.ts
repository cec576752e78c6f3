import { Failure } from '../../shared/failure.ts'
import type { RevisionId, SourceId } from '../../shared/ids.ts'
import type { Context } from './context.ts'
import { hex } from './context.ts'
import { getRecord } from './record-state.ts'

// Every revision of a protected source has its own seal, all of one size: no byte and no count
// reveals which saves changed the identity (ADR 0012).

/** The seal that was made with a revision. Its digest is the one that the revision names. */
export type StoredSeal = { readonly revision: RevisionId; readonly bytes: Uint8Array }

export const writeSeal = (context: Context, revision: number, seal: Uint8Array): void => {
  context
    .sql<[number, Buffer]>('INSERT INTO seal (revision, bytes) VALUES (?, ?)')
    .run(revision, Buffer.from(seal))
}

/** Size of the seal of one revision; 0 when it has none. */
export const sealBytesOf = (context: Context, revision: RevisionId): number =>
  context
    .sql<[string], { n: number }>(
      `SELECT length(s.bytes) AS n FROM seal s JOIN revision v ON v.num = s.revision
        WHERE v.id = ?`,
    )
    .get(revision)?.n ?? 0

/** The seal of one revision; null when it has none. @throws Failure `not-found`, `tampered`. */
export const sealOf = (context: Context, revision: RevisionId): Uint8Array | null => {
  const row = context
    .sql<[string], Row>(
      `SELECT v.id, v.seal, s.bytes FROM revision v LEFT JOIN seal s ON s.revision = v.num
        WHERE v.id = ?`,
    )
    .get(revision)
  if (row === undefined) throw new Failure('not-found')
  if (!fits(context, row)) throw new Failure('tampered')
  return row.bytes
}

type Row = {
  readonly id: RevisionId
  readonly seal: string | null
  readonly bytes: Uint8Array | null
}

const rowsOf = (context: Context, num: number): Row[] =>
  context
    .sql<[number], Row>(
      `SELECT v.id, v.seal, s.bytes FROM revision v LEFT JOIN seal s ON s.revision = v.num
        WHERE v.record = ? ORDER BY v.num DESC`,
    )
    .all(num)

const fits = (context: Context, { seal, bytes }: Row): boolean =>
  bytes === null ? seal === null : hex(context.digest.plain(bytes)) === seal

/** Do the seals of a record match those that its revisions name? */
export const verifySeals = (context: Context, num: number): boolean =>
  rowsOf(context, num).every((row) => fits(context, row))

export const listSeals = (context: Context, id: SourceId): StoredSeal[] =>
  rowsOf(context, getRecord(context, id, 'source').row.num).flatMap((row) => {
    if (!fits(context, row)) throw new Failure('tampered')
    return row.bytes === null ? [] : [{ revision: row.id, bytes: row.bytes }]
  })
