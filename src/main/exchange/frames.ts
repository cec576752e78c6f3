import { concat, utf8 } from '../../crypto/bytes.ts'
import { Failure } from '../../shared/failure.ts'

/** One named run of bytes: `name` SP length LF bytes LF. Readable in any text viewer. */
export type Frame = { readonly name: string; readonly bytes: Uint8Array }

const newline = 10
const lineLimit = 40

export const frameBytes = ({ name, bytes }: Frame): Uint8Array =>
  concat(utf8(`${name} ${bytes.length}\n`), bytes, Uint8Array.of(newline))

export const frameLength = (name: string, length: number): number =>
  name.length + String(length).length + length + 3

/** Reads forward through bytes that may end anywhere or be anything. */
export class FrameReader {
  readonly #bytes: Uint8Array
  #offset = 0

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
  }

  get offset(): number {
    return this.#offset
  }

  /** A short line of printable ASCII, without its end. @throws Failure 'truncated', 'malformed'. */
  line(): string {
    const rest = this.#bytes.subarray(this.#offset, this.#offset + lineLimit)
    const end = rest.indexOf(newline)
    if (end < 0) throw new Failure(rest.length < lineLimit ? 'truncated' : 'malformed')
    const text = String.fromCharCode(...rest.subarray(0, end))
    this.#offset += end + 1
    return text
  }

  /** The frame of that name, as a view. @throws Failure 'truncated', 'malformed', 'too-big'. */
  frame(name: string, limit: number): Uint8Array {
    const match = /^([a-z]+) (0|[1-9][0-9]{0,9})$/.exec(this.line())
    if (match?.[1] !== name) throw new Failure('malformed')
    const length = Number(match[2])
    if (length > limit) throw new Failure('too-big')
    const end = this.#offset + length
    if (end + 1 > this.#bytes.length) throw new Failure('truncated')
    if (this.#bytes[end] !== newline) throw new Failure('malformed')
    const bytes = this.#bytes.subarray(this.#offset, end)
    this.#offset = end + 1
    return bytes
  }
}
