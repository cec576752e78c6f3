import { isDigit } from './letters.ts'
import { lastNotAbove } from './sentences.ts'

/** A piece is a sentence; a longer one is searched in parts that overlap by as much as a match. */
const longest = 600
const overlap = 180

/** The stretches of a text that rules search one by one. A match lies within one of them. */
export class Pieces {
  readonly starts: readonly number[]
  readonly ends: readonly number[]

  /** `sentences` holds where sentences start, in order, beginning with 0. */
  constructor(sentences: readonly number[], length: number) {
    const starts: number[] = []
    const ends: number[] = []
    sentences.forEach((start, index) => {
      const end = sentences[index + 1] ?? length
      for (let from = start; from < end; from += longest - overlap) {
        starts.push(from)
        ends.push(Math.min(end, from + longest))
        if (from + longest >= end) break
      }
    })
    this.starts = starts
    this.ends = ends
  }

  get count(): number {
    return this.starts.length
  }

  /** Marks every piece that holds [start, end) whole. */
  mark(marks: Uint8Array, start: number, end: number): void {
    const last = lastNotAbove(this.starts, start)
    for (let index = last; index >= Math.max(0, last - 1); index -= 1) {
      if ((this.ends[index] ?? 0) >= end) marks[index] = 1
    }
  }

  /** The pieces with a digit in them. */
  withDigits(text: string): Uint8Array {
    const marks = new Uint8Array(this.count)
    for (let index = 0; index < this.count; index += 1) {
      const end = this.ends[index] ?? 0
      for (let at = this.starts[index] ?? 0; at < end; at += 1) {
        if (!isDigit(text[at] ?? '')) continue
        marks[index] = 1
        break
      }
    }
    return marks
  }
}
