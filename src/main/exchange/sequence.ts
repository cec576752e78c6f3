/** Things in order that can be gone through again. An array is one; others read each anew. */
export interface Sequence<T> extends Iterable<T> {
  readonly length: number
  readonly at: (index: number) => T | undefined
}

/** Some of a sequence, read when they are asked for. */
export const chosenFrom = <T>(all: Sequence<T>, indexes: readonly number[]): Sequence<T> => ({
  length: indexes.length,
  at: (index) => {
    const place = indexes.at(index)
    return place === undefined ? undefined : all.at(place)
  },
  *[Symbol.iterator]() {
    for (const place of indexes) {
      const one = all.at(place)
      if (one !== undefined) yield one
    }
  },
})
