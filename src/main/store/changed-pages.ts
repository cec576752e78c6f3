import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import type { ReadDb } from './db.ts'

/** Bytes of a page of the database (FORMAT.md, section 4). */
export const pageBytes = 4096

/** The pages that a watch was told of since it was last asked; `all` if they are not known. */
export type ChangedPages = ReadonlySet<number> | 'all'

/** Notes which pages of the file are written. The caller ends it. */
export type PageWatch = {
  /** The changed pages, numbered from 1; the watch begins again with none. */
  readonly take: () => ChangedPages
  readonly end: () => void
}

/** More than this in one transaction are not listed. */
const mostListed = 20_000

const journalHeaderBytes = 28
const journalMagic = Buffer.from('d9d505f920a163d7', 'hex')

/** The header of one section of a rollback journal; null if it is none. */
const sectionAt = (
  descriptor: number,
  at: number,
): { readonly records: number; readonly sector: number } | null => {
  const header = Buffer.alloc(journalHeaderBytes)
  if (readSync(descriptor, header, 0, journalHeaderBytes, at) < journalHeaderBytes) return null
  const sector = header.readUInt32BE(20)
  if (sector < journalHeaderBytes || header.readUInt32BE(24) !== pageBytes) return null
  // The engine writes the magic and the number of records once a section is complete.
  const isComplete = header.subarray(0, 8).equals(journalMagic)
  return { records: isComplete ? header.readUInt32BE(8) : Infinity, sector }
}

/**
 * The pages that a running transaction has in its rollback journal: each page that was there before
 * and that it changes. Their numbers are not encrypted.
 *
 * @returns null if the journal is not understood, or too long.
 */
const journaledPages = (path: string): number[] | null => {
  const descriptor = openSync(path, 'r')
  try {
    const { size } = fstatSync(descriptor)
    const pages: number[] = []
    const number = Buffer.alloc(4)
    let at = 0
    while (at < size) {
      const section = sectionAt(descriptor, at)
      if (section === null) return null
      let record = at + section.sector
      for (let i = 0; i < section.records && record < size; i++) {
        if (pages.length >= mostListed) return null
        readSync(descriptor, number, 0, 4, record)
        pages.push(number.readUInt32BE(0))
        // Number, page, checksum.
        record += 4 + pageBytes + 4
      }
      at = Math.ceil(record / section.sector) * section.sector
    }
    return pages
  } finally {
    closeSync(descriptor)
  }
}

/**
 * Tells a byte copy of the file which pages this connection, the only one that writes, changes
 * meanwhile. Costs nothing while there is no watch.
 */
export const createChangedPages = (db: ReadDb) => {
  const watches = new Set<{ pages: Set<number>; isAll: boolean }>()
  let pagesBefore = 0
  let descriptor: number | null = null

  const number = (pragma: string): number => Number(db.pragma(pragma, { simple: true }))

  const noteAll = (): void => {
    for (const watch of watches) watch.isAll = true
  }

  const changed = (): number[] | null => {
    const journaled = journaledPages(`${db.name}-journal`)
    if (journaled === null) return null
    const pages = number('page_count')
    const isKnown = journaled.every((page) => page >= 1 && page <= pagesBefore)
    if (!isKnown || pages < pagesBefore) return null
    // The commit itself may write the first page.
    for (let page = pagesBefore + 1; page <= pages; page++) journaled.push(page)
    return [1, ...journaled]
  }

  return {
    /** Call it first in a transaction. */
    begin: (): void => {
      if (watches.size === 0) return
      pagesBefore = number('page_count')
      // The journal lists no page that was free before.
      if (number('freelist_count') > 0) noteAll()
    },
    /** Call it right before a commit or rollback. */
    end: (): void => {
      if (watches.size === 0) return
      try {
        const pages = changed()
        if (pages === null) noteAll()
        else for (const watch of watches) for (const page of pages) watch.pages.add(page)
      } catch {
        noteAll()
      }
    },
    /** Call it after a write that failed, or that wrote the whole file. */
    noteAll,
    watch: (): PageWatch => {
      const watch = { pages: new Set<number>(), isAll: false }
      watches.add(watch)
      return {
        take: () => {
          const { pages, isAll } = watch
          watch.pages = new Set()
          watch.isAll = false
          return isAll ? 'all' : pages
        },
        end: () => void watches.delete(watch),
      }
    },
    /** How many pages the file has between two transactions. */
    count: (): number => number('page_count'),
    /**
     * The file, for reading alone. It stays open with the connection: on POSIX systems closing any
     * descriptor of a file releases the locks that the process has on it.
     *
     * @throws the error of the system.
     */
    descriptor: (): number => (descriptor ??= openSync(db.name, 'r')),
    /** Call it once the connection is closed. */
    close: (): void => {
      if (descriptor !== null) closeSync(descriptor)
      descriptor = null
    },
  }
}
