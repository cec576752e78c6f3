import { LazyDfa } from './lazy-dfa.ts'
import type { DfaStep } from './lazy-dfa.ts'
import { letterSets } from './letter-classes.ts'
import type { Alphabet, LetterSets } from './letter-classes.ts'
import { gapRows, waysFrom } from './program.ts'
import type { Program } from './program.ts'
import { isAmong } from './sentences.ts'

const none: readonly number[] = []

/** Limit of cached answers about ways and letters, per pattern. */
const mostOnwards = 1 << 12

/** How an instruction that reads, or ends the match, is reached. */
type ScanDirection = {
  readonly to: number
  readonly begins: boolean
  readonly ends: boolean
}

/**
 * The instructions that go on to each, in one list: those of `at` begin at `first[at]` and end before
 * `first[at + 1]`. A list for each would take ten times as much.
 */
type Sources = { readonly first: Uint32Array; readonly list: Uint32Array }

const sourcesOf = (program: Program): Sources => {
  const { size } = program
  const first = new Uint32Array(size + 1)
  for (let at = 0; at < size; at += 1) {
    for (const next of waysFrom(program, at)) first[next + 1] = (first[next + 1] ?? 0) + 1
  }
  for (let at = 0; at < size; at += 1) first[at + 1] = (first[at + 1] ?? 0) + (first[at] ?? 0)
  const list = new Uint32Array(first[size] ?? 0)
  const filled = first.slice()
  for (let at = 0; at < size; at += 1) {
    for (const next of waysFrom(program, at)) {
      const place = filled[next] ?? 0
      list[place] = at
      filled[next] = place + 1
    }
  }
  return { first, list }
}

/**
 * Finds a pattern's matches in one pass over the letters: re2js tests for a match with such an
 * automaton but finds positions only with its slow engine. Three automata over one program of
 * re2js: where the first match ends, where matches with that end begin, and how far the match from
 * a place extends, which equals re2js's result. All run over a text written in the alphabet's
 * classes.
 */
export class Automaton {
  readonly #program: Program
  readonly #sets: LetterSets
  readonly #back: ({ readonly letters: readonly number[]; readonly start: boolean } | undefined)[] =
    []
  readonly #ways: (readonly ScanDirection[] | undefined)[] = []
  readonly #onwards = new Map<number, readonly ScanDirection[]>()
  readonly #stamp: Uint32Array
  #now = 0
  #sources: Sources | undefined
  #forward: LazyDfa | undefined
  #reverse: LazyDfa | undefined
  #anchored: LazyDfa | undefined

  constructor(program: Program, alphabet: Alphabet) {
    this.#program = program
    this.#sets = letterSets(program, alphabet)
    this.#stamp = new Uint32Array(program.size)
  }

  /** Drops all cached results. */
  reset(): void {
    for (const dfa of [this.#forward, this.#reverse, this.#anchored]) dfa?.reset()
    this.#onwards.clear()
  }

  /** End of the match that ends first in [from, to); -1 if there is none. */
  firstEnd(text: Uint16Array, from: number, to: number): number {
    this.#forward ??= this.#newForward()
    const { own, count } = this.#sets
    const at = this.#forward.search(text, own, from, to)
    if (at === -1) return -1
    return own[text[at + 1] ?? 0] === count ? at + 2 : at + 1
  }

  /** Calls `visit` for each start of a match that ends at `end`, the last one first. */
  starts(text: Uint16Array, from: number, end: number, visit: (at: number) => void): void {
    this.#reverse ??= this.#newReverse()
    const dfa = this.#reverse
    const { own } = this.#sets
    const { dead } = dfa
    let state = dfa.start
    for (let at = end - 1; at >= from && state !== dead; at -= 1) {
      const next = dfa.next(state, own[text[at] ?? 0] ?? 0) | 0
      if (next < 0) visit(at)
      state = (next < 0 ? -next : next) | 0
    }
  }

  /** End of the match that begins at `at`, as the pattern prefers it; -1 if there is none. */
  endFrom(text: Uint16Array, at: number, to: number): number {
    this.#anchored ??= this.#newAnchored()
    const dfa = this.#anchored
    const { own, count } = this.#sets
    const { dead } = dfa
    let state = dfa.start
    let end = -1
    for (let index = at; index < to && state !== dead; index += 1) {
      const next = dfa.next(state, own[text[index] ?? 0] ?? 0) | 0
      state = (next < 0 ? -next : next) | 0
      if (next < 0) end = index + 1
    }
    return end !== -1 && own[text[end] ?? 0] === count ? end + 1 : end
  }

  /**
   * The position of the first group in the match [at, end). Runs forward and takes, in the
   * pattern's order of preference, the first way that can still end the match at `end`. That check
   * is needed only where several ways read a letter. Undefined if it is no match, or the group took
   * no part in it.
   */
  group(text: Uint16Array, at: number, end: number): { start: number; end: number } | undefined {
    const { own, count } = this.#sets
    let able: readonly (readonly number[])[] | undefined
    let begin = -1
    let last = -1
    let from = this.#program.start
    for (let index = at; index <= end; index += 1) {
      const letter = own[text[index] ?? 0] ?? 0
      if (index < end && letter === count) continue
      const ways = this.#onward(from, index === end ? count : letter)
      let way = ways[0]
      if (ways.length > 1 && index < end) {
        able ??= this.#able(text, at, end)
        const there = able[end - 1 - index] ?? none
        way = ways.find((each) => isAmong(there, each.to))
      }
      if (way === undefined) return undefined
      if (way.begins) begin = index
      if (way.ends) last = index
      from = this.#program.preferred[way.to] ?? 0
    }
    return begin === -1 || last === -1 ? undefined : { start: begin, end: last }
  }

  /** The ways that read a letter; for the skipped class, those that end the match. */
  #onward(from: number, letter: number): readonly ScanDirection[] {
    const { count } = this.#sets
    const place = from * (count + 1) + letter
    const known = this.#onwards.get(place)
    if (known !== undefined) return known
    const ways = this.#reached(from).filter(({ to }) =>
      letter === count ? this.#program.ends[to] === true : this.#reads(to, letter),
    )
    if (this.#onwards.size >= mostOnwards) this.#onwards.clear()
    this.#onwards.set(place, ways)
    return ways
  }

  /**
   * Runs backward over a match: for each letter, the last one first, the instructions that can
   * still end it.
   */
  #able(text: Uint16Array, at: number, end: number): readonly (readonly number[])[] {
    this.#reverse ??= this.#newReverse()
    const dfa = this.#reverse
    const { own } = this.#sets
    const able: (readonly number[])[] = []
    let state = dfa.start
    for (let index = end - 1; index >= at; index -= 1) {
      able.push(dfa.members(state))
      const next = dfa.next(state, own[text[index] ?? 0] ?? 0)
      state = next < 0 ? -next : next
    }
    return able
  }

  #reads(at: number, letter: number): boolean {
    const set = this.#sets.setOf[at] ?? -1
    return set >= 0 && this.#sets.holds[set * this.#sets.count + letter] === 1
  }

  #isFresh(at: number): boolean {
    if (this.#stamp[at] === this.#now) return false
    this.#stamp[at] = this.#now
    return true
  }

  /**
   * Instructions that read a letter or end the match, reached from `at` without reading, with the
   * bounds of the group that are passed on the way.
   */
  #reached(at: number): readonly ScanDirection[] {
    const known = this.#ways[at]
    if (known !== undefined) return known
    const { ends, marks } = this.#program
    const list: ScanDirection[] = []
    const waiting: ScanDirection[] = [{ to: at, begins: false, ends: false }]
    this.#now += 1
    for (let way = waiting.pop(); way !== undefined; way = waiting.pop()) {
      if (!this.#isFresh(way.to)) continue
      if (this.#sets.setOf[way.to] !== -1 || ends[way.to] === true) list.push(way)
      else {
        const begins = way.begins || marks[way.to] === 'begin'
        const passed = { begins, ends: way.ends || marks[way.to] === 'end' }
        for (const next of [...waysFrom(this.#program, way.to)].reverse())
          waiting.push({ to: next, ...passed })
      }
    }
    return (this.#ways[at] = list)
  }

  /** The instructions that may follow one that read a letter. */
  #after(at: number): readonly ScanDirection[] {
    return this.#reached(this.#program.preferred[at] ?? 0)
  }

  /** Unanchored: the beginnings are in every state and not stored. */
  #newForward(): LazyDfa {
    const { ends, start } = this.#program
    const first = this.#reached(start).map(({ to }) => to)
    const isFirst = new Uint8Array(this.#program.size)
    for (const at of first) isFirst[at] = 1
    const gaps = gapRows(this.#program)
    /** Whether another thread of the state, all of them stamped, covers this one. */
    const isCovered = (at: number): boolean => {
      let before = gaps[at] ?? -1
      while (before !== -1 && isFirst[before] === 0 && this.#stamp[before] !== this.#now) {
        before = gaps[before] ?? -1
      }
      return before !== -1
    }
    const fromFirst: (readonly number[] | undefined)[] = []
    const step = (last: readonly number[], letter: number): DfaStep => {
      const begun = (fromFirst[letter] ??= first.filter((at) => this.#reads(at, letter)))
      const lists = [...begun, ...last.filter((at) => this.#reads(at, letter))].map((at) =>
        this.#after(at),
      )
      this.#now += 1
      const found: number[] = []
      for (const list of lists) {
        for (const { to: at } of list) {
          if (ends[at] === true) return { members: none, accepts: true }
          if (isFirst[at] === 0 && this.#isFresh(at)) found.push(at)
        }
      }
      const members = found.filter((at) => !isCovered(at)).sort((a, b) => a - b)
      return { members, accepts: false }
    }
    return new LazyDfa(this.#sets.count, none, step)
  }

  /** Anchored, in order of preference: instructions after the end of a match are dropped. */
  #newAnchored(): LazyDfa {
    const { ends, start } = this.#program
    const step = (members: readonly number[], letter: number): DfaStep => {
      const lists = members.filter((at) => this.#reads(at, letter)).map((at) => this.#after(at))
      this.#now += 1
      const found: number[] = []
      for (const list of lists) {
        for (const { to: at } of list) {
          if (!this.#isFresh(at)) continue
          if (ends[at] === true) return { members: found, accepts: true }
          found.push(at)
        }
      }
      return { members: found, accepts: false }
    }
    const first = this.#reached(start).map(({ to }) => to)
    return new LazyDfa(this.#sets.count, first, step)
  }

  /** The letters that may have been read before `at`, and whether a match may begin there. */
  #before(at: number): { readonly letters: readonly number[]; readonly start: boolean } {
    const known = this.#back[at]
    if (known !== undefined) return known
    const { first, list } = (this.#sources ??= sourcesOf(this.#program))
    const letters: number[] = []
    const waiting = [at]
    let start = false
    this.#now += 1
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      if (next === this.#program.start) start = true
      for (let place = first[next] ?? 0; place < (first[next + 1] ?? 0); place += 1) {
        const source = list[place] ?? 0
        if (!this.#isFresh(source)) continue
        if (this.#sets.setOf[source] === -1) waiting.push(source)
        else letters.push(source)
      }
    }
    return (this.#back[at] = { letters, start })
  }

  #newReverse(): LazyDfa {
    const { ends } = this.#program
    const step = (members: readonly number[], letter: number): DfaStep => {
      const before = members.filter((at) => this.#reads(at, letter)).map((at) => this.#before(at))
      const found = new Set(before.flatMap(({ letters }) => letters))
      return {
        members: [...found].sort((a, b) => a - b),
        accepts: before.some(({ start }) => start),
      }
    }
    const last = ends.flatMap((isEnd, at) => (isEnd ? this.#before(at).letters : none))
    return new LazyDfa(
      this.#sets.count,
      [...new Set(last)].sort((a, b) => a - b),
      step,
    )
  }
}
