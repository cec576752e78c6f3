import type { ObjectEntry } from './manifest.ts'
import { authorObjectKinds, objectForms } from './object-kinds.ts'
import type { ObjectKind } from './object-kinds.ts'
import { Rows } from './rows.ts'
import type { Sequence } from './sequence.ts'

const kinds = Object.keys(objectForms) as readonly ObjectKind[]
const [lengthAt, lengthBytes, digestAt, subjectAt, width] = [1, 6, 7, 39, 71] as const
const recordIdBytes = 16

const isAboutAuthor = (kind: ObjectKind): boolean =>
  authorObjectKinds.some((about) => about === kind)

const bufferOf = (row: Uint8Array): Buffer =>
  Buffer.from(row.buffer, row.byteOffset, row.byteLength)

/** Entries of a manifest in a quarter of the room: of a file that is full there are 100 000. */
export class EntryRows implements Sequence<ObjectEntry> {
  readonly #rows = new Rows(width)

  get length(): number {
    return this.#rows.length
  }

  /** @param entry as `ObjectEntry` reads it: hex of the right length, a kind that there is. */
  push({ kind, length, digest, subject }: ObjectEntry): void {
    const row = bufferOf(this.#rows.next())
    row[0] = kinds.indexOf(kind)
    row.writeUIntBE(length, lengthAt, lengthBytes)
    row.write(digest, digestAt, 'hex')
    row.write(subject, subjectAt, 'hex')
  }

  at(index: number): ObjectEntry | undefined {
    const found = this.#rows.at(index)
    if (found === undefined) return undefined
    const row = bufferOf(found)
    const kind = kinds[row[0] ?? 0]
    const end = kind !== undefined && isAboutAuthor(kind) ? width : subjectAt + recordIdBytes
    return {
      kind,
      subject: row.toString('hex', subjectAt, end),
      digest: row.toString('hex', digestAt, subjectAt),
      length: row.readUIntBE(lengthAt, lengthBytes),
    } as ObjectEntry
  }

  *[Symbol.iterator](): Generator<ObjectEntry, void, void> {
    for (let i = 0; i < this.length; i += 1) yield this.at(i) as ObjectEntry
  }
}
