/**
 * Bytes that come in pieces of any length, as chunks of one length. A full chunk waits: only what comes
 * after it says that it is not the last.
 */
export class Chunks {
  readonly #held: Uint8Array
  #length = 0

  /** @param bytes of a full chunk. */
  constructor(bytes: number) {
    this.#held = new Uint8Array(bytes)
  }

  /** Gives each chunk that is not the last: where it lies, so that it is gone once `take` is done. */
  push(bytes: Uint8Array, take: (chunk: Uint8Array) => void): void {
    const full = this.#held.length
    for (let at = 0; at < bytes.length;) {
      if (this.#length === full) {
        take(this.#held)
        this.#length = 0
      }
      // What is full as it came is not copied.
      if (this.#length === 0 && bytes.length - at > full) {
        take(bytes.subarray(at, at + full))
        at += full
        continue
      }
      const part = bytes.subarray(at, at + full - this.#length)
      this.#held.set(part, this.#length)
      this.#length += part.length
      at += part.length
    }
  }

  /** The last one, once all has come. */
  last(): Uint8Array {
    return this.#held.subarray(0, this.#length)
  }

  wipe(): void {
    this.#held.fill(0)
  }
}
