const rowsAtOnce = 1024

/** Rows of bytes of one width, in order: separate objects would take several times the memory. */
export class Rows {
  readonly #width: number
  readonly #blocks: Uint8Array[] = []
  #length = 0

  constructor(width: number) {
    this.#width = width
  }

  get length(): number {
    return this.#length
  }

  /** The next row, all zeros: the caller fills it. */
  next(): Uint8Array {
    const row = this.#length
    if (row % rowsAtOnce === 0) this.#blocks.push(new Uint8Array(rowsAtOnce * this.#width))
    this.#length += 1
    return this.at(row) ?? new Uint8Array(this.#width)
  }

  /** The row itself, not a copy. */
  at(index: number): Uint8Array | undefined {
    if (index < 0 || index >= this.#length) return undefined
    const start = (index % rowsAtOnce) * this.#width
    return this.#blocks[Math.floor(index / rowsAtOnce)]?.subarray(start, start + this.#width)
  }
}
