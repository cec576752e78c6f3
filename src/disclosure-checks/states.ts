/** What a letter does to a set of instructions. */
export type StateStep = {
  readonly members: readonly number[]
  readonly accepts: boolean
}

/** An automaton that would remember more transitions than this is begun anew. */
const most = 1 << 17

/** All of them together may have so many places for transitions: 64 MiB at most. */
const mostHeld = 1 << 23
let held = 0

/** True where so much is remembered that it is time to begin anew. */
export const holdsMuch = (): boolean => held > mostHeld / 2

const smallest = 64

/** Of the states that are met first, transitions lie in a plain table of up to so many: 16 KiB. */
const mostPlain = 1 << 12

/**
 * A deterministic automaton that is built while it runs (Thompson, 1968; as in RE2): a state is a
 * set of instructions, a transition is worked out once and kept. Each letter costs one look, or
 * one step of the sets. What has grown too large is begun anew.
 *
 * A state is the place where its row of transitions begins, so that state and letter add up to the
 * place of a transition. That holds the next state, or minus the next state if it accepts; 0 if not
 * known yet.
 */
export class States {
  /** The state that every run begins with, and that a search is in nearly all the time. */
  readonly start: number
  /** The state that nothing leads out of, where a match must begin at the start. */
  readonly dead: number
  readonly #width: number
  readonly #first: readonly number[]
  readonly #step: (members: readonly number[], letter: number) => StateStep
  readonly #ids = new Map<string, number>()
  #members: (readonly number[])[] = []
  /** Transitions of the first states, by state and letter. */
  #plain = new Int32Array(0)
  /** Those of all others, in open addressing. */
  #keys = new Int32Array(0)
  #values = new Int32Array(0)
  #shift = 0
  #count = 0

  /** `letters` is the number of letter classes; the next one is skipped. */
  constructor(
    letters: number,
    first: readonly number[],
    step: (members: readonly number[], letter: number) => StateStep,
  ) {
    this.#width = letters + 1
    this.start = this.#width
    this.dead = this.#width * 2
    this.#first = first
    this.#step = step
    this.reset()
  }

  /** Forgets every transition. */
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

  /** The transition out of a state by a letter, worked out where it is not known. */
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
   * Where the first transition over the letters of [from, to) accepts; -1 if none does. `own` tells
   * a letter's class. Nearly all rules pass over nearly all of a text in the inner loop: it calls
   * nothing, computes with 32 bits, and leaves what is not in the plain table to the outer one.
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
