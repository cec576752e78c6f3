/** What a letter does to a set of instructions. */
export interface Step {
  readonly members: readonly number[]
  readonly accepts: boolean
}

/** A table that would grow beyond so many entries is begun anew: 16 MiB. */
const most = 1 << 22

/** The state that nothing leads out of, where a match must begin at the start. */
export const dead = 2

/** Entries of all tables together may be so many: 64 MiB. Tables do not grow beyond. */
const mostHeld = 1 << 24
let held = 0

/** True where so much is remembered that it is time to begin anew. */
export const holdsMuch = (): boolean => held > mostHeld / 2

/**
 * A deterministic automaton that is built while it runs (Thompson, 1968; as in RE2): a state is a
 * set of instructions, a transition is worked out once and kept. Each letter costs one look into
 * the table, or one step of the sets. A table that has grown too large is begun anew.
 *
 * A transition is a number: twice the state, and 1 more if it accepts; 0 if not known yet.
 */
export class States {
  readonly width: number
  table = new Int32Array(0)
  readonly #start: readonly number[]
  readonly #step: (members: readonly number[], letter: number) => Step
  readonly #ids = new Map<string, number>()
  #members: (readonly number[])[] = []

  /** `letters` is the number of letter classes; the next one is skipped. */
  constructor(
    letters: number,
    start: readonly number[],
    step: (members: readonly number[], letter: number) => Step,
  ) {
    this.width = letters + 1
    this.#start = start
    this.#step = step
    this.reset()
  }

  /** The state that every run begins with. */
  static readonly start = 1

  /** Forgets every transition. */
  reset(): void {
    held -= this.table.length
    this.#ids.clear()
    this.#members = [[]]
    this.table = new Int32Array(this.width * 8)
    held += this.table.length
    this.#id(this.#start)
    if (this.#start.length > 0) this.#id([])
  }

  #id(members: readonly number[]): number {
    const key = String.fromCharCode(...members)
    const known = this.#ids.get(key)
    if (known !== undefined) return known
    const id = this.#members.length
    this.#ids.set(key, id)
    this.#members.push(members)
    if ((id + 1) * this.width > this.table.length) {
      const wider = new Int32Array(this.table.length * 2)
      wider.set(this.table)
      held += wider.length - this.table.length
      this.table = wider
    }
    return id
  }

  members(state: number): readonly number[] {
    return this.#members[state] ?? []
  }

  /** Works out one transition. The table may be another one afterwards. */
  make(state: number, letter: number): number {
    const members = this.#members[state] ?? []
    if (letter === this.width - 1) {
      this.table[state * this.width + letter] = state * 2
      return state * 2
    }
    const step = this.#step(members, letter)
    const needed = (this.#members.length + 1) * this.width
    const full = needed > most || (held > mostHeld && needed > this.table.length)
    if (full) this.reset()
    const made = this.#id(step.members) * 2 + (step.accepts ? 1 : 0)
    if (!full) this.table[state * this.width + letter] = made
    return made
  }
}
