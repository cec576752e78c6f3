/** The result of one letter on a set of instructions. */
export type DfaStep = {
  readonly members: readonly number[]
  readonly accepts: boolean
}

/** An automaton with more cached transitions than this is reset. */
const most = 1 << 17

/** Total slots for transitions of all automata: 64 MiB at most. */
const mostHeld = 1 << 23
let held = 0

/** True where the caches are so large that automata should be reset. */
export const isCacheLarge = (): boolean => held > mostHeld / 2

const smallest = 64

/** Size limit of the plain table for transitions of the first states: 16 KiB. */
const mostPlain = 1 << 12

/**
 * A deterministic automaton built on demand (Thompson, 1968; as in RE2): a state is a set of
 * instructions, a transition is computed once and cached. Each letter costs one lookup, or one step
 * of the sets. An automaton that has grown too large is reset.
 *
 * A state is the offset of its row of transitions, so that state plus letter is the offset of a
 * transition. Its value is the next state, negated if it accepts; 0 if it is not computed yet.
 */
export class LazyDfa {
  /** The state in which every run begins, and in which a search is nearly always. */
  readonly start: number
  /** The state without a way out, where a match must begin at the start. */
  readonly dead: number
  readonly #width: number
  readonly #first: readonly number[]
  readonly #step: (members: readonly number[], letter: number) => DfaStep
  readonly #ids = new Map<string, number>()
  #members: (readonly number[])[] = []
  /** Transitions of the first states, by state and letter. */
  #plain = new Int32Array(0)
  /** All other transitions, in open addressing. */
  #keys = new Int32Array(0)
  #values = new Int32Array(0)
  #shift = 0
  #count = 0

  /** `letters` is the number of letter classes; the next one is skipped. */
  constructor(
    letters: number,
    first: readonly number[],
    step: (members: readonly number[], letter: number) => DfaStep,
  ) {
    this.#width = letters + 1
    this.start = this.#width
    this.dead = this.#width * 2
    this.#first = first
    this.#step = step
    this.reset()
  }

  /** Drops all cached transitions. */
  reset(): void {
    this.#ids.clear()
    this.#members = [[]]
    held += smallest - this.#plain.length
    this.#plain = new Int32Array(smallest)
    this.#count = 0
    this.#room(smallest)
    this.#id(this.#first)
    if (this.#first.length > 0) this.#id([])
  }

  members(state: number): readonly number[] {
    return this.#members[state / this.#width] ?? []
  }

  /** The transition out of a state by a letter, computed if it is not cached. */
  next(state: number, letter: number): number {
    const key = state + letter
    if (key < this.#plain.length) {
      const known = this.#plain[key] ?? 0
      return known === 0 ? this.#make(state, letter) : known
    }
    let place = Math.imul(key, 0x9e37_79b1) >>> this.#shift
    for (;;) {
      const found = this.#keys[place]
      if (found === key) return this.#values[place] ?? 0
      if (found === 0) return this.#make(state, letter)
      place = (place + 1) & (this.#keys.length - 1)
    }
  }

  /**
   * Where the first transition over the letters of [from, to) accepts; -1 if none does. `own` gives
   * a letter's class. Nearly all rules scan nearly all of a text in the inner loop: it calls
   * nothing, computes with 32 bits, and leaves transitions outside the plain table to the outer
   * loop.
   */
  search(text: Uint16Array, own: Uint16Array, from: number, to: number): number {
    let state = this.start | 0
    let at = from | 0
    for (;;) {
      const plain = this.#plain
      const size = plain.length
      for (; at < to; at = (at + 1) | 0) {
        const key = (state + (own[text[at] ?? 0] ?? 0)) | 0
        if (key >= size) break
        const next = (plain[key] ?? 0) | 0
        if (next <= 0) break
        state = next
      }
      if (at >= to) return -1
      const next = this.next(state, own[text[at] ?? 0] ?? 0)
      if (next < 0) return at
      state = next | 0
      at = (at + 1) | 0
    }
  }

  #room(size: number): void {
    held += size - this.#keys.length
    this.#keys = new Int32Array(size)
    this.#values = new Int32Array(size)
    this.#shift = 32 - Math.log2(size)
  }

  #put(key: number, value: number): void {
    let place = Math.imul(key, 0x9e37_79b1) >>> this.#shift
    while (this.#keys[place] !== 0) place = (place + 1) & (this.#keys.length - 1)
    this.#keys[place] = key
    this.#values[place] = value
  }

  #widenPlain(key: number): void {
    let size = this.#plain.length
    while (size <= key) size *= 2
    const wider = new Int32Array(size)
    wider.set(this.#plain)
    held += size - this.#plain.length
    this.#plain = wider
  }

  #widen(): void {
    const keys = this.#keys
    const values = this.#values
    this.#room(keys.length * 2)
    keys.forEach((key, index) => {
      if (key !== 0) this.#put(key, values[index] ?? 0)
    })
  }

  #id(members: readonly number[]): number {
    const name = String.fromCharCode(...members)
    const known = this.#ids.get(name)
    if (known !== undefined) return known
    const id = this.#members.length * this.#width
    this.#ids.set(name, id)
    this.#members.push(members)
    return id
  }

  #make(state: number, letter: number): number {
    const before = this.members(state)
    const isSkipped = letter === this.#width - 1
    const { members, accepts } = isSkipped
      ? { members: before, accepts: false }
      : this.#step(before, letter)
    const isTight = this.#count * 2 >= this.#keys.length
    if (this.#count >= most || (isTight && held > mostHeld)) {
      this.reset()
      return accepts ? -this.#id(members) : this.#id(members)
    }
    const made = accepts ? -this.#id(members) : this.#id(members)
    const key = state + letter
    if (key >= this.#plain.length && key < mostPlain) this.#widenPlain(key)
    if (key < this.#plain.length) {
      this.#plain[key] = made
      return made
    }
    if (isTight) this.#widen()
    this.#put(key, made)
    this.#count += 1
    return made
  }
}
