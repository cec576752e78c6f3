import { deflateRawSync, inflateRawSync } from 'node:zlib'
import type { Sequence } from './sequence.ts'

/** Small enough to be packed between two requests, large enough that repetition compresses well. */
const blockBytes = 256 * 1024

const firstBytes = 1024
/** The smallest buffer that zlib accepts. */
const leastRoom = 64

/**
 * Byte strings, kept deflated and outside the heap: as objects, the records of a file take three
 * times the memory of the file. Fastest when read in order.
 */
export class Packed implements Sequence<Uint8Array> {
  readonly #blocks: Uint8Array[] = []
  readonly #ends: number[] = []
  /** Index of the first string in each block, including the open one. */
  readonly #firsts: number[] = [0]
  #open = new Uint8Array(firstBytes)
  #openBytes = 0
  #unpacked: { readonly block: number; readonly bytes: Uint8Array } | null = null

  get length(): number {
    return this.#ends.length
  }

  /** Takes a copy. */
  push(bytes: Uint8Array): void {
    const end = this.#openBytes + bytes.length
    if (end > this.#open.length) this.#grow(end)
    this.#open.set(bytes, this.#openBytes)
    this.#openBytes = end
    this.#ends.push(this.#openBytes)
    if (this.#openBytes >= blockBytes) this.#pack()
  }

  /** Valid until the next call. */
  at(index: number): Uint8Array | undefined {
    const end = this.#ends[index]
    if (end === undefined) return undefined
    const block = this.#blockOf(index)
    const first = this.#firsts[block] ?? 0
    const start = index === first ? 0 : (this.#ends[index - 1] ?? 0)
    return this.#bytesOf(block).subarray(start, end)
  }

  *[Symbol.iterator](): Generator<Uint8Array, void, void> {
    for (let i = 0; i < this.length; i += 1) yield this.at(i) ?? new Uint8Array()
  }

  #grow(least: number): void {
    const larger = new Uint8Array(Math.max(least, this.#open.length * 2))
    larger.set(this.#open.subarray(0, this.#openBytes))
    this.#open = larger
  }

  /** Copied once more, because deflate may return a view of a larger buffer. */
  #pack(): void {
    const filled = this.#open.subarray(0, this.#openBytes)
    this.#blocks.push(new Uint8Array(deflateRawSync(filled, { level: 1 })))
    this.#firsts.push(this.#ends.length)
    this.#openBytes = 0
  }

  #bytesOf(block: number): Uint8Array {
    if (block === this.#blocks.length) return this.#open
    if (this.#unpacked?.block !== block) {
      const packed = this.#blocks[block] ?? new Uint8Array()
      // One byte more than the size: otherwise the output comes in pieces and is copied again.
      const size = this.#ends[(this.#firsts[block + 1] ?? 0) - 1] ?? 0
      const chunkSize = Math.max(leastRoom, size + 1)
      this.#unpacked = { block, bytes: inflateRawSync(packed, { chunkSize }) }
    }
    return this.#unpacked.bytes
  }

  #blockOf(index: number): number {
    let [low, high] = [0, this.#firsts.length - 1]
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((this.#firsts[middle] ?? 0) <= index) low = middle
      else high = middle - 1
    }
    return low
  }
}

/** The same with a form: written when pushed, parsed again on each access. */
export class PackedAs<T> implements Sequence<T> {
  readonly #packed = new Packed()
  readonly #write: (one: T) => Uint8Array
  readonly #read: (bytes: Uint8Array, index: number) => T

  /** @param read parses the output of `write`, which need not be checked again. */
  constructor(write: (one: T) => Uint8Array, read: (bytes: Uint8Array, index: number) => T) {
    this.#write = write
    this.#read = read
  }

  get length(): number {
    return this.#packed.length
  }

  push(one: T): void {
    this.#packed.push(this.#write(one))
  }

  at(index: number): T | undefined {
    const bytes = this.#packed.at(index)
    return bytes === undefined ? undefined : this.#read(bytes, index)
  }

  *[Symbol.iterator](): Generator<T, void, void> {
    for (let i = 0; i < this.length; i += 1) yield this.at(i) as T
  }
}
