import { utf8 } from '../../crypto/bytes.ts'
import { Failure } from '../../shared/failure.ts'
import { joined } from '../../shared/joined.ts'

/* A frame is one named run of bytes: `name` SP length LF bytes LF. Readable in any text viewer. */

const newline = 10
const lineLimit = 40

export const frameStart = (name: string, length: number): Uint8Array => utf8(`${name} ${length}\n`)
export const frameEnd = (): Uint8Array => Uint8Array.of(newline)

export const frameLength = (name: string, length: number): number =>
  name.length + String(length).length + length + 3

/** Bytes that come piece by piece. */
export type ByteSource = AsyncIterable<Uint8Array> | Iterable<Uint8Array>

/** Reads forward through untrusted bytes of any length, holding one piece at a time. */
export class FrameReader {
  readonly #source: AsyncIterator<Uint8Array> | Iterator<Uint8Array>
  readonly #digits: number
  #piece: Uint8Array = new Uint8Array()
  #at = 0
  #offset = 0
  #broken = false

  /** @param digits of the longest length that a frame of this format may state. */
  constructor(source: ByteSource, digits = 10) {
    this.#digits = digits
    this.#source =
      Symbol.asyncIterator in source ? source[Symbol.asyncIterator]() : source[Symbol.iterator]()
  }

  /** Number of bytes read. */
  get offset(): number {
    return this.#offset
  }

  /** Did the source itself fail? */
  get isBroken(): boolean {
    return this.#broken
  }

  /** A short line of printable ASCII, without its end. @throws Failure 'truncated', 'malformed'. */
  async line(): Promise<string> {
    let text = ''
    while (text.length < lineLimit) {
      const rest = await this.#some(lineLimit - text.length)
      if (rest === null) throw new Failure('truncated')
      const end = rest.indexOf(newline)
      const part = end < 0 ? rest : rest.subarray(0, end)
      text += String.fromCharCode(...part)
      this.#skip(end < 0 ? part.length : end + 1)
      if (end >= 0) return text
    }
    throw new Failure('malformed')
  }

  /** Length of the frame that begins here. @throws Failure 'truncated', 'malformed', 'too-big'. */
  async start(name: string, limit: number): Promise<number> {
    const [, found, stated = ''] = /^([a-z]+) (0|[1-9][0-9]*)$/.exec(await this.line()) ?? []
    if (found !== name || stated.length > this.#digits) throw new Failure('malformed')
    const length = Number(stated)
    if (length > limit) throw new Failure('too-big')
    return length
  }

  /**
   * The bytes of a frame and its end, piece by piece; the caller must read all pieces. A piece is
   * valid until the next is requested.
   *
   * @throws (while iterating) Failure 'truncated', 'malformed'.
   */
  async *content(length: number): AsyncGenerator<Uint8Array, void, void> {
    for (let left = length; left > 0;) {
      const piece = await this.#some(left)
      if (piece === null) throw new Failure('truncated')
      this.#skip(piece.length)
      left -= piece.length
      yield piece
    }
    const end = await this.#some(1)
    if (end === null) throw new Failure('truncated')
    if (end[0] !== newline) throw new Failure('malformed')
    this.#skip(1)
  }

  /** The frame with that name, in a buffer of its own. @throws Failure as `start` and `content`. */
  async frame(name: string, limit: number): Promise<Uint8Array> {
    return this.whole(await this.start(name, limit))
  }

  /** `content`, in a buffer of its own. */
  async whole(length: number): Promise<Uint8Array> {
    const parts: Uint8Array[] = []
    // No memory is reserved from a stated length alone.
    for await (const piece of this.content(length)) parts.push(piece.slice())
    return parts.length === 1 && parts[0] !== undefined ? parts[0] : joined(parts)
  }

  /** Everything up to the end of the source. */
  async *rest(): AsyncGenerator<Uint8Array, void, void> {
    for (;;) {
      const piece = await this.#some(Number.MAX_SAFE_INTEGER)
      if (piece === null) return
      this.#skip(piece.length)
      yield piece
    }
  }

  /** Ends the source. */
  async close(): Promise<void> {
    await this.#source.return?.()
  }

  #skip(count: number): void {
    this.#at += count
    this.#offset += count
  }

  /** Up to `most` of the next bytes, without advancing; null at the end. */
  async #some(most: number): Promise<Uint8Array | null> {
    while (this.#at === this.#piece.length) {
      let next: IteratorResult<Uint8Array, unknown>
      try {
        next = await this.#source.next()
      } catch (cause) {
        this.#broken = true
        throw cause
      }
      if (next.done === true) return null
      this.#piece = next.value
      this.#at = 0
    }
    return this.#piece.subarray(this.#at, this.#at + most)
  }
}
