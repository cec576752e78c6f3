/** Where a literal ends and which it was. */
export type OnHit = (literal: number, start: number, end: number) => void

type TrieNode = {
  readonly next: Map<number, number>
  fail: number
  /** Literals that end here, those of the failure chain included. */
  ends: readonly number[]
}

const none: readonly number[] = []

/**
 * Steps from node to node in open addressing, because nearly every unit of a text needs one. Units
 * outside all literals are class 0 and lead nowhere.
 */
class Steps {
  readonly #classes = new Uint16Array(0x1_0000)
  readonly #width: number
  readonly #shift: number
  readonly #keys: Int32Array
  readonly #values: Int32Array

  constructor(nodes: readonly TrieNode[]) {
    let width = 1
    let count = 0
    for (const { next } of nodes) {
      count += next.size
      for (const unit of next.keys()) {
        if (this.#classes[unit] !== 0) continue
        this.#classes[unit] = width
        width += 1
      }
    }
    // A key is a positive number of 31 bits.
    if (nodes.length * width > 0x7fff_ffff) throw new RangeError('literals')
    this.#width = width
    const bits = Math.ceil(Math.log2(count * 2 + 2))
    this.#shift = 32 - bits
    this.#keys = new Int32Array(1 << bits)
    this.#values = new Int32Array(1 << bits)
    nodes.forEach(({ next }, at) => {
      for (const [unit, to] of next) {
        const key = at * width + this.classOf(unit)
        let place = Math.imul(key, 0x9e37_79b1) >>> this.#shift
        while (this.#keys[place] !== 0) place = (place + 1) & (this.#keys.length - 1)
        this.#keys[place] = key
        this.#values[place] = to
      }
    })
  }

  classOf(unit: number): number {
    return this.#classes[unit] ?? 0
  }

  /** Where a unit of this class leads to; 0 where nowhere. */
  of(at: number, letter: number): number {
    const key = at * this.#width + letter
    let place = Math.imul(key, 0x9e37_79b1) >>> this.#shift
    for (;;) {
      const found = this.#keys[place]
      if (found === key) return this.#values[place] ?? 0
      if (found === 0) return 0
      place = (place + 1) & (this.#keys.length - 1)
    }
  }
}

/**
 * All occurrences of many literals in one pass (Aho and Corasick, 1975): linear in the text plus
 * the number of hits, for any text.
 */
export class LiteralSearch {
  readonly #nodes: TrieNode[] = [{ next: new Map(), fail: 0, ends: none }]
  readonly #lengths: readonly number[]
  readonly #steps: Steps
  /** Where to go on when a node leads nowhere, and what ends there. */
  readonly #fails: Int32Array
  readonly #ends: readonly (readonly number[])[]

  constructor(literals: readonly string[]) {
    this.#lengths = literals.map((literal) => literal.length)
    literals.forEach((literal, id) => this.#add(literal, id))
    this.#link()
    this.#steps = new Steps(this.#nodes)
    this.#fails = Int32Array.from(this.#nodes, ({ fail }) => fail)
    this.#ends = this.#nodes.map(({ ends }) => ends)
  }

  #node(index: number): TrieNode {
    const node = this.#nodes[index]
    if (node === undefined) throw new RangeError('node')
    return node
  }

  #add(literal: string, id: number): void {
    let at = 0
    for (let index = 0; index < literal.length; index += 1) {
      const unit = literal.charCodeAt(index)
      const node = this.#node(at)
      let to = node.next.get(unit)
      if (to === undefined) {
        to = this.#nodes.length
        this.#nodes.push({ next: new Map(), fail: 0, ends: none })
        node.next.set(unit, to)
      }
      at = to
    }
    const last = this.#node(at)
    last.ends = [...last.ends, id]
  }

  #link(): void {
    const queue = [...this.#node(0).next.values()]
    for (const at of queue) {
      const node = this.#node(at)
      for (const [unit, to] of node.next) {
        queue.push(to)
        let fail = node.fail
        while (fail !== 0 && !this.#node(fail).next.has(unit)) fail = this.#node(fail).fail
        const target = this.#node(fail).next.get(unit)
        const child = this.#node(to)
        child.fail = target !== undefined && target !== to ? target : 0
        child.ends = [...child.ends, ...this.#node(child.fail).ends]
      }
    }
  }

  scan(text: string, onHit: OnHit): void {
    let at = 0
    for (let index = 0; index < text.length; index += 1) {
      const letter = this.#steps.classOf(text.charCodeAt(index))
      if (letter === 0) {
        at = 0
        continue
      }
      let to = this.#steps.of(at, letter)
      while (to === 0 && at !== 0) {
        at = this.#fails[at] ?? 0
        to = this.#steps.of(at, letter)
      }
      at = to
      for (const id of this.#ends[at] ?? none) {
        onHit(id, index + 1 - (this.#lengths[id] ?? 0), index + 1)
      }
    }
  }
}
