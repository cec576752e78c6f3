import type { Recorded } from './recorded.ts'

/** A part of a disk that is written whole or not at all. */
const sectorBytes = 512

/** An unsynced change of a file: it may or may not reach the disk, in any order. */
type Change = { readonly at: number; readonly bytes: Uint8Array } | { readonly length: number }
type File = { content: Uint8Array; changes: Change[] }
/** A change of the folder: these reach the disk in order, as in a journaling file system. */
type Naming = { readonly name: string; readonly file: File | null; readonly from?: string }

/** Decides which unsynced changes reach the disk. */
export type Luck = {
  /** Number of changes of names that reach the disk, from the first. */
  readonly names: (of: number) => number
  /** Did this sector come? Asked once for each of a write, and once for a new length. */
  readonly comes: () => boolean
}

const grown = (content: Uint8Array, length: number): Uint8Array => {
  if (length <= content.length) return content.slice(0, length)
  const longer = new Uint8Array(length)
  longer.set(content)
  return longer
}

const changed = (content: Uint8Array, change: Change, comes: () => boolean): Uint8Array => {
  if ('length' in change) return comes() ? grown(content, change.length) : content
  let next = content
  const { at, bytes } = change
  for (let from = 0; from < bytes.length;) {
    const to = Math.min(bytes.length, from + sectorBytes - ((at + from) % sectorBytes))
    if (comes()) {
      // Where a write extends a file, earlier bytes that did not reach the disk are zero.
      if (next === content || next.length < at + to)
        next = grown(next, Math.max(next.length, at + to))
      next.set(bytes.subarray(from, to), at + from)
    }
    from = to
  }
  return next
}

const always = (): boolean => true

/**
 * A folder on a disk that loses its power: it keeps what was synced, and of all else as much as luck
 * has it. A file's sync does not keep its name; the folder's does.
 */
export class LostPower {
  readonly #names = new Map<string, File>()
  /** The state for a process without a power cut. */
  readonly #seen = new Map<string, File>()
  #namings: Naming[] = []

  constructor(files: ReadonlyMap<string, Uint8Array>) {
    for (const [name, content] of files) {
      const file = { content, changes: [] }
      this.#names.set(name, file)
      this.#seen.set(name, file)
    }
  }

  take(record: Recorded): void {
    if (record.call === 'said') return
    const { name } = record
    if (record.call === 'sync' && name === '.') {
      for (const naming of this.#namings) apply(this.#names, naming)
      this.#namings = []
      return
    }
    if (record.call === 'create') {
      this.#name({ name, file: { content: new Uint8Array(0), changes: [] } })
      return
    }
    if (record.call === 'unlink') {
      this.#name({ name, file: null })
      return
    }
    const file = this.#seen.get(record.call === 'rename' ? record.from : name)
    if (file === undefined) throw new Error(`there is no ${name} to ${record.call}`)
    if (record.call === 'rename') this.#name({ name, file, from: record.from })
    if (record.call === 'truncate') file.changes.push({ length: record.length })
    if (record.call === 'write') file.changes.push({ at: record.at, bytes: record.bytes })
    if (record.call === 'sync') {
      for (const change of file.changes) file.content = changed(file.content, change, always)
      file.changes = []
    }
  }

  /** The files after the power comes back. */
  left({ names, comes }: Luck): ReadonlyMap<string, Uint8Array> {
    const found = new Map(this.#names)
    for (const naming of this.#namings.slice(0, names(this.#namings.length))) apply(found, naming)
    return new Map(
      [...found].map(([name, { content, changes }]) => [
        name,
        changes.reduce<Uint8Array>((now, change) => changed(now, change, comes), content),
      ]),
    )
  }

  #name(naming: Naming): void {
    apply(this.#seen, naming)
    this.#namings.push(naming)
  }
}

const apply = (names: Map<string, File>, { name, file, from }: Naming): void => {
  if (file === null) names.delete(name)
  else names.set(name, file)
  if (from !== undefined) names.delete(from)
}
