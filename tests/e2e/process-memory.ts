import { closeSync, existsSync, openSync, readFileSync, readSync } from 'node:fs'
import { searchFor } from '../format/byte-search.ts'

/** The bytes to search for, and a name for reports. */
export type Needle = {
  readonly name: string
  readonly bytes: Buffer
}

/** Text as it is in memory: UTF-8 and one-byte strings, and UTF-16. */
export const textNeedles = (name: string, text: string): Needle[] => [
  { name: `${name} (utf-8)`, bytes: Buffer.from(text, 'utf8') },
  { name: `${name} (utf-16)`, bytes: Buffer.from(text, 'utf16le') },
]

/** A key as it is in memory: raw, and as hexadecimal digits. */
export const keyNeedles = (name: string, key: Uint8Array): Needle[] => [
  { name: `${name} (raw)`, bytes: Buffer.from(key) },
  ...textNeedles(`${name} (hex)`, Buffer.from(key).toString('hex')),
]

type Region = {
  readonly start: number
  readonly end: number
}

/**
 * Readable memory that belongs to the process alone. Not a file that it maps privately and may not
 * write to: these bytes are on the disk.
 */
const regions = (pid: number): Region[] =>
  readFileSync(`/proc/${String(pid)}/maps`, 'utf8')
    .split('\n')
    .flatMap((line) => {
      const found = /^([0-9a-f]+)-([0-9a-f]+) r(\S+) \S+ \S+ \d+\s*(.*)$/.exec(line)
      if (found === null) return []
      const [, start = '', end = '', rights = '', path = ''] = found
      const isFile = path.startsWith('/') && !/^\/(?:memfd:|dev\/)/.test(path)
      if (path === '[vvar]' || path === '[vsyscall]') return []
      if (path.startsWith('/usr/') || path.startsWith('/lib/')) return []
      if (isFile && /^-.p$/.test(rights)) return []
      return [{ start: Number.parseInt(start, 16), end: Number.parseInt(end, 16) }]
    })

const pageBytes = 4096
const emptyPage = Buffer.alloc(pageBytes)

/**
 * Stretches without empty pages, each with `margin` bytes more on both sides: most of a process is
 * pages of zeros, and no needle is zeros alone.
 */
const written = function* (
  bytes: Buffer,
  margin: number,
): Generator<{ readonly from: number; readonly bytes: Buffer }, void> {
  let start = -1
  for (let at = 0; at < bytes.length; at += pageBytes) {
    const page = bytes.subarray(at, at + pageBytes)
    const isEmpty = page.equals(emptyPage.subarray(0, page.length))
    if (!isEmpty && start < 0) start = at
    if (start < 0 || !(isEmpty || at + pageBytes >= bytes.length)) continue
    const from = Math.max(0, start - margin)
    yield { from, bytes: bytes.subarray(from, isEmpty ? at + margin : bytes.length) }
    start = -1
  }
}

const chunkBytes = 4 * 1024 * 1024

/** The place of a needle, with the bytes around it for inspection. */
export type Find = {
  readonly name: string
  readonly at: string
}

/**
 * Searches all memory of a process, page by page as it is at this moment. A process that has ended
 * since it was listed holds nothing.
 *
 * @throws Error EACCES when the process may not be read: a scan that saw nothing proves nothing.
 */
export const searchMemory = (pid: number, needles: readonly Needle[]): Find[] => {
  const longest = Math.max(...needles.map(({ bytes }) => bytes.length))
  const file = `/proc/${String(pid)}/mem`
  if (!existsSync(file)) return []
  const memory = openSync(file, 'r')
  const search = searchFor(needles.map(({ bytes }) => bytes))
  const chunk = Buffer.alloc(chunkBytes + longest)
  const finds = new Map<string, Find>()
  let scanned = 0
  try {
    for (const { start, end } of regions(pid)) {
      for (let at = start; at < end; at += chunkBytes) {
        let read: number
        try {
          read = readSync(memory, chunk, 0, Math.min(chunk.length, end - at), at)
        } catch {
          // Never touched, or unmapped since the map was read.
          continue
        }
        scanned += read
        for (const { from, bytes } of written(chunk.subarray(0, read), longest)) {
          for (const { needle, at: hit } of search(bytes)) {
            const name = needles[needle]?.name ?? ''
            const address = (at + from + hit).toString(16)
            finds.set(`${name}@${address}`, { name, at: address })
          }
        }
      }
    }
  } finally {
    closeSync(memory)
  }
  if (!existsSync(file)) return []
  if (scanned < 1024 * 1024)
    throw new Error(`only ${String(scanned)} bytes of process ${String(pid)} were read`)
  return [...finds.values()]
}
