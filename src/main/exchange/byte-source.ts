import { concat } from '../../crypto/bytes.ts'
import { Failure } from '../../shared/failure.ts'

const newline = 10
const lineLimit = 40

/** Reads forward through bytes in pieces of any size, and holds at most one piece. */
export class ByteSource {
  readonly #pieces: AsyncIterator<Uint8Array>
  #rest = new Uint8Array()
  #offset = 0

  constructor(pieces: AsyncIterable<Uint8Array>) {
    this.#pieces = pieces[Symbol.asyncIterator]()
  }

  /** Number of bytes read. */
  get offset(): number {
    return this.#offset
  }

  /** The next bytes, at most `limit`; null at the end. */
  async some(limit: number): Promise<Uint8Array | null> {
    while (this.#rest.length === 0) {
      const next = await this.#pieces.next()
      if (next.done === true) return null
      this.#rest = next.value as Uint8Array<ArrayBuffer>
    }
    const taken = this.#rest.subarray(0, limit)
    this.#rest = this.#rest.subarray(taken.length)
    this.#offset += taken.length
    return taken
  }

  /** Passes on exactly `length` bytes, piece by piece. @throws Failure 'truncated'. */
  async pipe(length: number, take: (bytes: Uint8Array) => void | Promise<void>): Promise<void> {
    for (let left = length; left > 0;) {
      const piece = await this.some(left)
      if (piece === null) throw new Failure('truncated')
      await take(piece)
      left -= piece.length
    }
  }

  /** Exactly `length` bytes, for short parts. @throws Failure 'truncated'. */
  async exactly(length: number): Promise<Uint8Array> {
    const parts: Uint8Array[] = []
    await this.pipe(length, (piece) => void parts.push(piece.slice()))
    return concat(...parts)
  }

  /** A short line of ASCII, without its end. @throws Failure 'truncated', 'malformed'. */
  async line(): Promise<string> {
    let text = ''
    for (;;) {
      const [byte] = await this.exactly(1)
      if (byte === newline) return text
      if (text.length === lineLimit || byte === undefined) throw new Failure('malformed')
      text += String.fromCharCode(byte)
    }
  }

  /** The head of the frame with that name: its length. @throws Failure 'truncated', 'malformed'. */
  async head(name: string): Promise<number> {
    const match = /^([a-z]+) (0|[1-9][0-9]{0,14})$/.exec(await this.line())
    if (match?.[1] !== name) throw new Failure('malformed')
    return Number(match[2])
  }

  /** The byte that ends every frame. @throws Failure 'truncated', 'malformed'. */
  async tail(): Promise<void> {
    const [byte] = await this.exactly(1)
    if (byte !== newline) throw new Failure('malformed')
  }

  /** Stops reading, so that the provider of the pieces can close its files. */
  async close(): Promise<void> {
    await this.#pieces.return?.()
  }
}
