import {
  fdatasync,
  fdatasyncSync,
  fstatSync,
  ftruncate,
  ftruncateSync,
  readSync,
  writeSync,
} from 'node:fs'
import { pageBytes } from '../../store/changed-pages.ts'

/** Two open files of pages. */
export type PagesFrom = { readonly from: number; readonly to: number }

/** The page at this byte holds the engine's locks and no content. Windows refuses to read it. */
const lockByte = 0x4000_0000

const chunkBytes = 2 ** 20

/** Pages with a number above `after`, up to `upTo`. */
export type PageRange = { readonly after: number; readonly upTo: number }

/** Calls `act` for each stretch of at most a MiB of a file, but the page with the locks. */
const eachStretch = (
  { after, upTo }: PageRange,
  act: (at: number, length: number) => void,
): void => {
  const [first, size] = [after * pageBytes, upTo * pageBytes]
  for (const [begin, end] of [
    [first, Math.min(size, lockByte)],
    [Math.max(first, lockByte + pageBytes), size],
  ] as const)
    for (let at = begin; at < end; at += chunkBytes) act(at, Math.min(chunkBytes, end - at))
}

/** @throws Error for a file that ends before. */
const readWhole = (from: number, into: Buffer, at: number): void => {
  for (let done = 0; done < into.length;) {
    const read = readSync(from, into, done, into.length - done, at + done)
    if (read === 0) throw new Error('the file is shorter than its pages')
    done += read
  }
}

const writeWhole = (to: number, bytes: Buffer, at: number): void => {
  for (let done = 0; done < bytes.length;)
    done += writeSync(to, bytes, done, bytes.length - done, at + done)
}

/** A save that waits for the disk may have to wait until each thread has written so much. */
const unwrittenBytes = 8 * 2 ** 20

/** Copies some of so many pages: two threads may copy a half each. @throws the error of the system. */
export const copyRange = ({ from, to }: PagesFrom, range: PageRange, pages: number): void => {
  const buffer = Buffer.alloc(chunkBytes)
  let unwritten = 0
  ftruncateSync(to, pages * pageBytes)
  eachStretch(range, (at, length) => {
    const part = buffer.subarray(0, length)
    readWhole(from, part, at)
    writeWhole(to, part, at)
    unwritten += length
    if (unwritten < unwrittenBytes) return
    fdatasyncSync(to)
    unwritten = 0
  })
}

/** Copies these pages, numbered from 1. @throws the error of the system. */
export const copyPages = ({ from, to }: PagesFrom, pages: Iterable<number>): void => {
  const buffer = Buffer.alloc(pageBytes)
  for (const page of pages) {
    const at = (page - 1) * pageBytes
    readWhole(from, buffer, at)
    writeWhole(to, buffer, at)
  }
}

/** More pages than this are not listed. */
const mostDifferent = 100_000

/** The pages in which two files of so many pages differ. @throws the error of the system. */
export const differentPages = ({ from, to }: PagesFrom, pages: number): number[] => {
  const [a, b] = [Buffer.alloc(chunkBytes), Buffer.alloc(chunkBytes)]
  const found: number[] = []
  eachStretch({ after: 0, upTo: pages }, (at, length) => {
    const [left, right] = [a.subarray(0, length), b.subarray(0, length)]
    readWhole(from, left, at)
    readWhole(to, right, at)
    if (left.equals(right)) return
    for (let page = 0; page < length && found.length < mostDifferent; page += pageBytes)
      if (left.compare(right, page, page + pageBytes, page, page + pageBytes) !== 0)
        found.push((at + page) / pageBytes + 1)
  })
  return found
}

/** Blocks freed in one step: a save waits on the disk until a step that was begun has ended. */
const freedAtOnce = 32 * 2 ** 20

/**
 * Frees the blocks of a file, in a thread of the system: from its end on in steps, or at once where
 * nothing else may wait for the disk. Never throws.
 */
export const freeBlocks = async (descriptor: number, isAtOnce: boolean): Promise<void> => {
  // What a disk refuses is left to the removal of the file.
  const cut = (size: number): Promise<void> =>
    new Promise((resolve) => ftruncate(descriptor, size, () => resolve()))
  const synced = (): Promise<void> =>
    new Promise((resolve) => fdatasync(descriptor, () => resolve()))
  const size = isAtOnce ? 0 : fstatSync(descriptor).size
  for (let left = size - freedAtOnce; left > 0; left -= freedAtOnce) {
    await cut(left)
    await synced()
  }
  await cut(0)
}
