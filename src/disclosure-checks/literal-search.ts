/** Where a literal ends and which it was. */
export type OnHit = (literal: number, start: number, end: number) => void

const none: readonly number[] = []

/**
 * All occurrences of many different literals in one pass (Aho and Corasick, 1975): linear in the
 * text plus the number of hits, for any text.
 */
export class LiteralSearch {
  readonly #lengths: readonly number[]
  /** The nodes that the root, node 0, leads to by a unit; 0 where nowhere. */
  readonly #roots = new Int32Array(0x1_0000)
  /** Of each node: the unit that leads to it, its first child, and the next child of its parent. */
  readonly #units = [0]
  readonly #children = [0]
  readonly #siblings = [0]
  /** Where to go on when a node leads nowhere: its longest suffix that begins a literal. */
  readonly #fails = [0]
  /** Literals that end at a node, the longest first. */
  readonly #ends: (readonly number[])[] = [none]

  constructor(literals: readonly string[]) {
    this.#lengths = literals.map((literal) => literal.length)
    literals.forEach((literal, id) => {
      let node = 0
      for (let at = 0; at < literal.length; at += 1) {
        const unit = literal.charCodeAt(at)
        node = this.#child(node, unit) || this.#newChild(node, unit)
      }
      this.#ends[node] = [id]
    })
    // The shorter suffixes of a node are linked before it.
    const queue = [...this.#roots].filter((node) => node !== 0)
    for (const node of queue) {
      let child = this.#children[node] ?? 0
      for (; child !== 0; child = this.#siblings[child] ?? 0) {
        queue.push(child)
        const fail = this.#step(this.#fails[node] ?? 0, this.#units[child] ?? 0)
        this.#fails[child] = fail
        const ends = this.#ends[fail] ?? none
        if (ends.length > 0) this.#ends[child] = [...(this.#ends[child] ?? none), ...ends]
      }
    }
  }

  #child(node: number, unit: number): number {
    if (node === 0) return this.#roots[unit] ?? 0
    let child = this.#children[node] ?? 0
    while (child !== 0 && this.#units[child] !== unit) child = this.#siblings[child] ?? 0
    return child
  }

  #newChild(node: number, unit: number): number {
    const child = this.#units.push(unit) - 1
    this.#siblings.push(node === 0 ? 0 : (this.#children[node] ?? 0))
    if (node === 0) this.#roots[unit] = child
    else this.#children[node] = child
    this.#children.push(0)
    this.#fails.push(0)
    this.#ends.push(none)
    return child
  }

  #step(from: number, unit: number): number {
    let node = from
    let to = this.#child(node, unit)
    while (to === 0 && node !== 0) {
      node = this.#fails[node] ?? 0
      to = this.#child(node, unit)
    }
    return to
  }

  scan(text: string, onHit: OnHit): void {
    let node = 0
    for (let at = 0; at < text.length; at += 1) {
      node = this.#step(node, text.charCodeAt(at))
      for (const id of this.#ends[node] ?? none) {
        onHit(id, at + 1 - (this.#lengths[id] ?? 0), at + 1)
      }
    }
  }
}
