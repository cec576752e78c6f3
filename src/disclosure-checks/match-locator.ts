import type { Automaton } from './automaton.ts'
import { joinedAt } from './letters.ts'

export type MatchSpan = {
  readonly start: number
  readonly end: number
}

/** Longest match, whatever its pattern would allow. */
const longest = 400

/** A view of a text, and its letters in classes of the alphabet. */
export type TextView = {
  readonly text: string
  readonly letters: Uint16Array
}

/** Finds a pattern's matches in one text. */
export class MatchLocator {
  readonly #automaton: Automaton
  readonly #view: TextView
  readonly #group: 0 | 1

  constructor(automaton: Automaton, view: TextView, group: 0 | 1) {
    this.#automaton = automaton
    this.#view = view
    this.#group = group
  }

  /**
   * The match in [from, to) that ends first. It begins as far to the left as possible without
   * entering a word in its middle, and has the length that the pattern prefers.
   */
  first(from: number, to: number): MatchSpan | undefined {
    const { text, letters } = this.#view
    const end = this.#automaton.firstEnd(letters, from, to)
    if (end === -1) return undefined
    let inside = -1
    let outside = -1
    this.#automaton.starts(letters, Math.max(from, end - longest), end, (at) => {
      if (at === from || !joinedAt(text, at)) outside = at
      else if (inside === -1) inside = at
    })
    const start = outside === -1 ? inside : outside
    return start === -1 ? undefined : this.at(start, to)
  }

  /** The match that starts at `at`, with the length that the pattern prefers. */
  at(at: number, to: number): MatchSpan | undefined {
    const { letters } = this.#view
    const end = this.#automaton.endFrom(letters, at, Math.min(to, at + longest))
    return end === -1 ? undefined : { start: at, end }
  }

  /** The finding within a match: all, or its group. */
  span(match: MatchSpan): MatchSpan | undefined {
    if (this.#group === 0) return match
    return this.#automaton.group(this.#view.letters, match.start, match.end)
  }
}
