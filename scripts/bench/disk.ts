import {
  closeSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  readFileSync,
  rmSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { median, timed } from './timing.ts'

const pageBytes = 4_096

/** Bytes that this process has handed to the system so far; null where the system does not count them. */
const bytesWritten = (): number | null => {
  try {
    const [, digits] = /^wchar: (\d+)$/mu.exec(readFileSync('/proc/self/io', 'latin1')) ?? []
    return digits === undefined ? null : Number(digits)
  } catch {
    return null
  }
}

/** How many pages an act writes: each of them goes to the journal and to the database. */
export const pagesOf = (act: () => unknown): number | null => {
  const before = bytesWritten()
  act()
  const after = bytesWritten()
  return before === null || after === null ? null : Math.round((after - before) / (2 * pageBytes))
}

/**
 * Median, in ms, of what one commit of so many pages asks of the disk, and of nothing else: the old pages
 * into an empty journal, its header, the new pages in their places, the journal emptied, the anchor, and
 * a sync after each (docs/adr/0003). Nothing that keeps the same promises in the same mode is faster here.
 */
export const bareCommitMs = (folder: string, pages: number, repeats = 60): number => {
  const [journal, database, anchor] = ['journal', 'database', 'anchor'].map((name) =>
    openSync(join(folder, `bare-${name}`), 'w', 0o600),
  ) as [number, number, number]
  const page = Buffer.alloc(pageBytes, 1)
  const spread = 7
  const commit = (): void => {
    for (let at = 0; at < pages; at += 1) writeSync(journal, page, 0, pageBytes, at * pageBytes)
    fsyncSync(journal)
    writeSync(journal, page, 0, 12, 0)
    fsyncSync(journal)
    for (let at = 0; at < pages; at += 1) {
      writeSync(database, page, 0, pageBytes, at * spread * pageBytes)
    }
    fsyncSync(database)
    ftruncateSync(journal, 0)
    fsyncSync(journal)
    writeSync(anchor, page, 0, 128, 0)
    fsyncSync(anchor)
  }
  try {
    // The first ones make the files longer, which is another thing.
    for (let warm = 0; warm < 5; warm += 1) commit()
    return median(Array.from({ length: repeats }, () => timed(commit)))
  } finally {
    for (const descriptor of [journal, database, anchor]) closeSync(descriptor)
    for (const name of ['journal', 'database', 'anchor']) rmSync(join(folder, `bare-${name}`))
  }
}
