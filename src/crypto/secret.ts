import { randomBytes } from './random.ts'
import { sodium } from './sodium.ts'

const redacted = '[secret]'

/**
 * Key bytes that can be wiped and that no log, JSON or inspection shows.
 *
 * The code that creates or receives a `Secret` wipes it. Wiping clears only this buffer:
 * libsodium's WebAssembly heap keeps copies of the bytes that passed through it, so the process
 * that holds a vault ends at lock (ADR 0002).
 */
export class Secret {
  #bytes: Uint8Array | null

  private constructor(bytes: Uint8Array) {
    this.#bytes = bytes
  }

  /** Takes the buffer over: the caller must not keep, change or share it. */
  static take(bytes: Uint8Array): Secret {
    return new Secret(bytes)
  }

  /** A fresh random key. */
  static random(bytes = 32): Secret {
    return new Secret(randomBytes(bytes))
  }

  /**
   * The bytes themselves, not a copy. @throws Error once wiped: a defect, never a user's mistake.
   */
  get bytes(): Uint8Array {
    if (this.#bytes === null) throw new Error('a wiped secret was used')
    return this.#bytes
  }

  get wiped(): boolean {
    return this.#bytes === null
  }

  /** An independent copy; the caller wipes it. */
  copy(): Secret {
    return new Secret(this.bytes.slice())
  }

  /** Compares in constant time. */
  equals(other: Secret): boolean {
    return this.bytes.length === other.bytes.length && sodium.memcmp(this.bytes, other.bytes)
  }

  wipe(): void {
    this.#bytes?.fill(0)
    this.#bytes = null
  }

  toJSON(): string {
    return redacted
  }

  toString(): string {
    return redacted
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return redacted
  }
}
