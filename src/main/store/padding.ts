import { statSync } from 'node:fs'
import type { Context } from './context.ts'

/** The number of pages that a write changes is a multiple of this. */
export const pagesOfChange = 48
/** The number of pages of the file is a multiple of this. */
export const pagesOfGrowth = 64
/** Filler rows freed for the pages that a write needs. */
const released = 12
/**
 * The same for a write of many pages, such as a part of an import: the pages that the one before it
 * left, by a merge of the search index for example, are used again.
 */
const releasedByLarge = 256
/** At least so many filler rows remain after every write; migration 14 makes them. */
const fewest = 64

/** Writes touch at most so many rows, the last ones: each session reads them once. */
const mostTouched = 512

/**
 * Each round of the padding touches as many rows as pages are missing; some were touched before. A
 * write of more pages than the engine's cache has (32 MB) counts some that are none, and ends here.
 */
const mostRounds = 64

/** A rollback journal: a header of one sector, then each page with its number and checksum. */
const [journalHeader, journalRecord] = [512, 4 + 4096 + 4]

/**
 * Makes every write change a multiple of {@link pagesOfChange} pages and the file grow by
 * {@link pagesOfGrowth}: an observer that compares two states of the encrypted file counts pages
 * (ADR 0037). Each row of `filler` fills one page; rows are numbered from 1 without gaps.
 */
export const createPadding = ({ db, sql }: Pick<Context, 'db' | 'sql'>) => {
  const journal = `${db.name}-journal`
  /** As they were when the transaction began. */
  let pages = 0
  let changes = 0
  /** The rows after this one were read in this session. */
  let readFrom = Infinity
  /** False once filler or the journal could not be read: later writes have no padding. */
  let isWhole = true

  /**
   * No record depends on filler, so a damaged page of it, or a journal that another program removed,
   * must not stop the write.
   */
  const attempt = (work: () => void): void => {
    if (!isWhole) return
    try {
      work()
    } catch (cause) {
      const code = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
      if (!/^(SQLITE_CORRUPT|SQLITE_NOTADB|ENOENT)/.test(code)) throw cause
      isWhole = false
    }
  }

  const number = (text: string): number => Object.values(sql<[], object>(text).get() ?? {})[0] ?? 0
  const pageCount = (): number => number('PRAGMA page_count')
  const rows = (): number => number('SELECT max(num) FROM filler')
  const releases = (isLarge: boolean): number =>
    isLarge ? Math.max(released, Math.min(releasedByLarge, rows() - fewest)) : released
  const totalChanges = (): number => number('SELECT total_changes()')
  const add = (): void =>
    void sql('INSERT INTO filler (turn, bytes) VALUES (0, zeroblob(2500))').run()

  /** Changes one of the rows that were read, drawn at random, in its page. */
  const touch = (last: number): void =>
    void sql<[number, number]>(
      'UPDATE filler SET turn = random() WHERE num = ? + abs(random() % ?)',
    ).run(readFrom + 1, last - readFrom)

  /**
   * New pages, and old ones in the rollback journal. The engine does not journal a page that was
   * free before the transaction, so no page is left free between two writes.
   */
  const changed = (): number =>
    Math.trunc((statSync(journal).size - journalHeader) / journalRecord) + pageCount() - pages

  const fill = (): void => {
    while (number('PRAGMA freelist_count') > 0) add()
    while (rows() < fewest || pageCount() % pagesOfGrowth !== 0) add()
    const missing = (): number => (pagesOfChange - (changed() % pagesOfChange)) % pagesOfChange
    const last = rows()
    for (let round = 0, left = missing(); left > 0 && round < mostRounds; round++) {
      for (; left > 0; left--) touch(last)
      left = missing()
    }
  }

  return {
    /**
     * Call it before a transaction: reads the filler that it will touch. The engine refuses the rest
     * of a transaction in which it met a damaged page.
     */
    check: (isLarge: boolean): void =>
      attempt(() => {
        const last = rows() - releases(isLarge)
        if (last - readFrom >= fewest) return
        readFrom = Math.max(0, last - mostTouched)
        sql<[number]>('SELECT sum(turn & 1) FROM filler WHERE num > ?').get(readFrom)
      }),
    /** Call it first in a transaction: frees some pages for it. */
    begin: (isLarge: boolean): void => {
      pages = pageCount()
      attempt(() => {
        sql<[number]>('DELETE FROM filler WHERE num > ?').run(rows() - releases(isLarge))
      })
      changes = totalChanges()
    },
    /** Call it last in a transaction. @returns false, and does nothing, if no row was written. */
    end: (): boolean => {
      if (totalChanges() === changes) return false
      // Otherwise the search index is written at the commit.
      sql('SAVEPOINT written').run()
      sql('RELEASE written').run()
      attempt(fill)
      return true
    },
    touch: (): void => attempt(() => touch(rows())),
    /** Whether much of the file is filler: a merge of the search index frees many pages. */
    isExcessive: (): boolean => {
      let filler = 0
      attempt(() => (filler = rows()))
      return filler > Math.max(512, pageCount() / 4)
    },
    /** Frees the rows beyond the fewest, for a rewrite of the file. */
    trim: (): void => attempt(() => sql<[number]>('DELETE FROM filler WHERE num > ?').run(fewest)),
  }
}
