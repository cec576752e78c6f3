import { plainDigest } from '../../crypto/digest.ts'
import { Failure } from '../../shared/failure.ts'
import type { RevisionId } from '../../shared/ids.ts'
import type { Revision } from '../../shared/records.ts'
import { Packed } from './packed.ts'
import { alsoHolds, hex, holds, revisionBytes, unhex } from './revision.ts'
import { Rows } from './rows.ts'
import type { Sequence } from './sequence.ts'

/** Revisions out of a bundle, while it is looked through. */
export type HeldRevisions = Sequence<Revision> & { readonly push: (revision: Revision) => void }

/** A successful check is cached: a signature costs a third of a millisecond. */
abstract class Held implements HeldRevisions {
  readonly #holding: boolean[] = []

  get length(): number {
    return this.#holding.length
  }

  push(revision: Revision): void {
    this.#holding.push(holds(revision))
    this.keep(revision)
  }

  at(index: number): Revision | undefined {
    const isHolding = this.#holding[index]
    if (isHolding === undefined) return undefined
    const revision = this.read(index)
    Object.freeze(revision.parents)
    Object.freeze(revision)
    if (isHolding) alsoHolds(revision)
    return revision
  }

  *[Symbol.iterator](): Generator<Revision, void, void> {
    for (let i = 0; i < this.length; i += 1) yield this.at(i) as Revision
  }

  protected abstract keep(revision: Revision): void
  protected abstract read(index: number): Revision
}

/** In memory, packed. */
export class PackedRevisions extends Held {
  readonly #packed = new Packed()

  protected keep(revision: Revision): void {
    this.#packed.push(revisionBytes(revision))
  }

  protected read(index: number): Revision {
    const bytes = this.#packed.at(index) ?? new Uint8Array()
    return JSON.parse(Buffer.from(bytes).toString()) as Revision
  }
}

const [nameBytes, digestBytes] = [32, 32] as const

/**
 * For revisions that a vault exported itself, keeps only names and digests: a later access reads
 * the revision from the vault, and it must be the same to the byte.
 */
export class NamedRevisions extends Held {
  readonly #names = new Rows(nameBytes + digestBytes)
  readonly #find: (id: RevisionId) => Revision

  /** @param find throws Failure 'not-found' for what is not there. */
  constructor(find: (id: RevisionId) => Revision) {
    super()
    this.#find = find
  }

  protected keep(revision: Revision): void {
    const row = this.#names.next()
    row.set(unhex(revision.id))
    row.set(plainDigest(revisionBytes(revision)), nameBytes)
  }

  protected read(index: number): Revision {
    const row = this.#names.at(index) ?? new Uint8Array()
    const revision = this.#find(hex(row.subarray(0, nameBytes)) as RevisionId)
    if (
      !Buffer.from(row)
        .subarray(nameBytes)
        .equals(plainDigest(revisionBytes(revision)))
    ) {
      throw new Failure('malformed')
    }
    return revision
  }
}
