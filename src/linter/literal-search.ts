/** Where a literal ends and which it was. */
export type OnHit = (literal: number, start: number, end: number) => void

interface Node {
  readonly next: Map<number, number>
  fail: number
  /** Literals that end here, those of the failure chain included. */
  ends: readonly number[]
}

/**
 * All occurrences of many literals in one pass (Aho and Corasick, 1975): linear in the text plus
 * the number of hits, whatever the text.
 */
export class LiteralSearch {
  readonly #nodes: Node[] = [{ next: new Map(), fail: 0, ends: [] }]
  readonly #lengths: readonly number[]
  /** The first step of a literal, by unit: nearly every unit of a text is looked up here alone. */
  readonly #first = new Int32Array(0x1_0000)

  constructor(literals: readonly string[]) {
    this.#lengths = literals.map((literal) => literal.length)
    literals.forEach((literal, id) => this.#add(literal, id))
    this.#link()
    for (const [unit, to] of this.#node(0).next) this.#first[unit] = to
  }

  #node(index: number): Node {
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
        this.#nodes.push({ next: new Map(), fail: 0, ends: [] })
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
      const unit = text.charCodeAt(index)
      let to: number | undefined
      while (at !== 0) {
        const node = this.#node(at)
        to = node.next.get(unit)
        if (to !== undefined) break
        at = node.fail
      }
      at = to ?? this.#first[unit] ?? 0
      if (at === 0) continue
      const { ends } = this.#node(at)
      for (const id of ends) onHit(id, index + 1 - (this.#lengths[id] ?? 0), index + 1)
    }
  }
}
