import type { Folded } from './fold.ts'
import { lastNotAbove } from './sentences.ts'

/** Letters per cached block; a match that begins in a block may extend a little beyond. */
const block = 1024
const beyond = 48

/** Starts and ends of the matches in one block. */
type Block = {
  readonly starts: readonly number[]
  readonly ends: readonly number[]
}

/**
 * Context words near a candidate. Many candidates query the same stretch of a text: each block is
 * searched once, and the results are cached while the text is in memory. Otherwise a text full of
 * candidates would be read as often as it has candidates.
 *
 * The pattern looks only at letters: it contains no `^` and no `$`, and matches at most 48 letters.
 */
export class CachedMatcher {
  readonly #pattern: RegExp
  readonly #seen = new WeakMap<Folded, (Block | undefined)[]>()

  constructor(pattern: RegExp) {
    this.#pattern = new RegExp(pattern.source, 'g')
  }

  #blocks(folded: Folded): (Block | undefined)[] {
    let blocks = this.#seen.get(folded)
    if (blocks === undefined) {
      blocks = []
      this.#seen.set(folded, blocks)
    }
    return blocks
  }

  #look(text: string, index: number): Block {
    const from = index * block
    const to = from + block
    // Letters before the block, for lookbehind.
    const first = Math.max(0, from - beyond)
    const part = text.slice(first, to + beyond)
    const starts: number[] = []
    const ends: number[] = []
    this.#pattern.lastIndex = from - first
    for (;;) {
      const match = this.#pattern.exec(part)
      if (match === null || first + match.index >= to) break
      starts.push(first + match.index)
      ends.push(first + match.index + match[0].length)
      // The next one may overlap this one.
      this.#pattern.lastIndex = match.index + 1
    }
    return { starts, ends }
  }

  /** Calls `visit` for matches within [from, to) until it answers true; true if it did. */
  #some(
    folded: Folded,
    from: number,
    to: number,
    visit: (start: number, end: number) => boolean,
  ): boolean {
    const blocks = this.#blocks(folded)
    for (let index = Math.floor(from / block); index * block < to; index += 1) {
      const { starts, ends } = (blocks[index] ??= this.#look(folded.lower, index))
      for (let at = lastNotAbove(starts, from - 1) + 1; at < starts.length; at += 1) {
        const start = starts[at] ?? 0
        const end = ends[at] ?? 0
        if (start >= to) break
        if (end <= to && visit(start, end)) return true
      }
    }
    return false
  }

  /** True where a match is within [from, to) of the text in lower case. */
  within(
    folded: Folded,
    { start, end }: { readonly start: number; readonly end: number },
  ): boolean {
    return this.#some(folded, start, end, () => true)
  }

  /** Number of different matches within [start, end), counted up to `most`. */
  kinds(
    folded: Folded,
    { start, end }: { readonly start: number; readonly end: number },
    most: number,
  ): number {
    const kinds = new Set<string>()
    this.#some(folded, start, end, (from, to) => {
      kinds.add(folded.lower.slice(from, to))
      return kinds.size >= most
    })
    return kinds.size
  }
}
