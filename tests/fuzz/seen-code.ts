import type { Ran } from './block-coverage.ts'

/** Code that ran so far, by position. */
export class SeenCode {
  readonly #places = new Map<string, Set<number>>()
  readonly #ends = new Map<string, Set<number>>()

  /** Is there any code in it that has not been seen? */
  isNew(ran: readonly Ran[]): boolean {
    return ran.some((one) => {
      const seen = this.#places.get(one.place)
      if (seen === undefined) return true
      for (let at = one.from; at < one.to; at += 1) if (!seen.has(at)) return true
      return false
    })
  }

  add(ran: readonly Ran[]): void {
    for (const { place, from, to } of ran) {
      const seen = this.#places.get(place) ?? new Set()
      for (let at = from; at < to; at += 1) seen.add(at)
      this.#places.set(place, seen)
      const ends = this.#ends.get(place) ?? new Set()
      this.#ends.set(place, ends.add(from).add(to))
    }
  }

  /** The blocks in it: a block ends wherever any part that was seen begins or ends. */
  blocksIn(ran: readonly Ran[]): string[] {
    return ran.flatMap(({ place, from, to }) =>
      [...(this.#ends.get(place) ?? [])]
        .filter((at) => at >= from && at < to)
        .map((at) => `${place}:${String(at)}`),
    )
  }
}
