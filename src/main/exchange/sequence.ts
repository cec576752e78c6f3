/**
 * An ordered collection that can be read repeatedly. An array is one; others recreate each item.
 */
export type Sequence<T> = {
  readonly length: number
  readonly at: (index: number) => T | undefined
} & Iterable<T>

/**
 * A class, not a literal: there is one for each record of a file, and closures take more memory.
 */
class Chosen<T> implements Sequence<T> {
  readonly #all: Sequence<T>
  readonly #indexes: readonly number[]

  constructor(all: Sequence<T>, indexes: readonly number[]) {
    this.#all = all
    this.#indexes = indexes
  }

  get length(): number {
    return this.#indexes.length
  }

  at(index: number): T | undefined {
    const place = this.#indexes.at(index)
    return place === undefined ? undefined : this.#all.at(place)
  }

  *[Symbol.iterator](): Generator<T, void, void> {
    for (const place of this.#indexes) {
      const one = this.#all.at(place)
      if (one !== undefined) yield one
    }
  }
}

/** Part of a sequence, read on access. */
export const chosenFrom = <T>(all: Sequence<T>, indexes: readonly number[]): Sequence<T> =>
  new Chosen(all, indexes)

/** A mapped view of a sequence: each item is computed on access. */
export const mapped = <T, U>(all: Sequence<T>, as: (index: number) => U): Sequence<U> => ({
  length: all.length,
  at: (index) => (index >= 0 && index < all.length ? as(index) : undefined),
  *[Symbol.iterator]() {
    for (let i = 0; i < all.length; i += 1) yield as(i)
  },
})

/** Concatenates sequences. */
export const inTurn = <T>(...parts: readonly Sequence<T>[]): Sequence<T> => ({
  length: parts.reduce((sum, { length }) => sum + length, 0),
  at: (index) => {
    let place = index
    for (const part of parts) {
      if (place < part.length) return part.at(place)
      place -= part.length
    }
    return undefined
  },
  *[Symbol.iterator]() {
    for (const part of parts) yield* part
  },
})
