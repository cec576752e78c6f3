import { Failure } from '../../shared/failure.ts'
import type { AuthorKey, RecordId } from '../../shared/ids.ts'
import { quotedIds } from '../../shared/references.ts'
import { lastLine } from './context.ts'
import type { Context } from './context.ts'

/** Who names some records that are not here, by the revisions up to one. */
type KnownAuthors = {
  readonly of: ReadonlyMap<RecordId, ReadonlySet<AuthorKey>>
  /** The last revision that was read, and the last line of the journal then. */
  readonly upTo: number
  readonly seq: number
}

/** Of more records than this, only those of the last reading are kept. */
const mostKnown = 20_000

type RevisionText = { readonly num: number; readonly id: string; readonly bytes: Buffer }

/** How many revisions are read at once. */
const namesSlice = 100

/** The same by their length in bytes: the longest has 1.5 MB. */
const namesSliceLength = 500_000

/**
 * The signers of revisions that name a record which is not here: who may withdraw its consent.
 *
 * @param authorOf the signer of a revision, verified.
 */
export const authorsNaming = (context: Context, authorOf: (id: string) => AuthorKey) => {
  let known: KnownAuthors | null = null

  /** The numbers of purged revisions are given again. */
  const isPurgedSince = (seq: number): boolean =>
    context
      .sql<[number]>(`SELECT 1 FROM journal WHERE seq > ? AND kind = 'record.purged' LIMIT 1`)
      .get(seq) !== undefined

  const isKnown = (subject: RecordId): boolean =>
    known !== null && known.of.has(subject) && !isPurgedSince(known.seq)

  return {
    /**
     * Signers of revisions of other records that name this record. Searches the stored text of all
     * revisions, or, after `readAuthorsNaming`, of those that came since.
     *
     * @throws Failure `tampered`.
     */
    authorsNaming: (subject: RecordId): AuthorKey[] =>
      context.read(() => {
        const before = isKnown(subject) ? known : null
        const rows = context
          .sql<[number, string, string], { id: string }>(
            `SELECT v.id FROM revision v JOIN record r ON r.num = v.record
              WHERE v.num > ? AND instr(v.content, '"' || ? || '"') > 0 AND r.id <> ?
              ORDER BY v.num`,
          )
          .all(before?.upTo ?? 0, subject, subject)
        const since = rows.map(({ id }) => authorOf(id))
        return [...new Set([...(before?.of.get(subject) ?? []), ...since])]
      }),
    /**
     * Reads all revisions once, for all of these records together: a contact may have named ten
     * thousand that are not here. Later readings go on where this one ended. Yields between slices;
     * not part of a transaction, which may be undone.
     *
     * @throws Failure `tampered`.
     */
    readAuthorsNaming: function* (
      subjects: ReadonlySet<RecordId>,
    ): Generator<undefined, void, void> {
      const before = context.read(() => (known === null || isPurgedSince(known.seq) ? null : known))
      const { seq } = context.read(() => lastLine(context))
      const added = [...subjects].filter((subject) => before?.of.has(subject) !== true)
      const earlier = before !== null && before.of.size + added.length <= mostKnown ? before.of : []
      const of = new Map([...earlier].map(([subject, authors]) => [subject, new Set(authors)]))
      for (const subject of added) of.set(subject, new Set())
      const isAdded = new Set(added)
      const next = context.sql<[number, number], RevisionText>(
        `SELECT num, id, CAST(content AS BLOB) AS bytes FROM revision
          WHERE num > ? ORDER BY num LIMIT ?`,
      )
      const readFrom = (after: number): readonly RevisionText[] => {
        const rows: RevisionText[] = []
        let length = 0
        for (const row of next.iterate(after, namesSlice)) {
          rows.push(row)
          length += row.bytes.length
          if (length > namesSliceLength) break
        }
        return rows
      }
      const readUpTo = before?.upTo ?? 0
      for (let upTo = added.length === 0 ? readUpTo : 0; ;) {
        const from = upTo
        const rows = context.read(() => readFrom(from))
        for (const { num, id, bytes } of rows) {
          // An old page among newer ones can make a tree whose rows do not ascend.
          if (num <= upTo) throw new Failure('damaged')
          upTo = num
          // Read once: its digest takes long.
          let author: AuthorKey | null = null
          for (const name of quotedIds(bytes.toString('utf8'))) {
            const subject = name as RecordId
            if (num <= readUpTo && !isAdded.has(subject)) continue
            const authors = of.get(subject)
            if (authors === undefined) continue
            author ??= context.read(() => authorOf(id))
            authors.add(author)
          }
        }
        if (rows.length === 0) {
          const last = context.read(() => lastLine(context))
          known = context.read(() => isPurgedSince(seq)) ? null : { of, upTo, seq: last.seq }
          return
        }
        yield
      }
    },
  }
}
