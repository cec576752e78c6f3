/** How far from its trigger word a match may extend within a sentence. */
export const farthest = 120

/** The windows of a text in which one rule may match: each within one sentence, in order. */
export class SearchWindows {
  readonly starts: number[] = []
  readonly ends: number[] = []
  readonly #reach: number
  #sentence = -1

  constructor(reach = farthest) {
    this.#reach = reach
  }

  /** A trigger at [start, end) in its sentence. Call in the order of `end`. */
  add(start: number, end: number, sentence: number, sentenceEnd: number): void {
    const from = Math.max(sentence, start - this.#reach)
    const to = Math.min(sentenceEnd, end + this.#reach)
    const last = this.ends.length - 1
    if (sentence !== this.#sentence || from > (this.ends[last] ?? 0)) {
      this.#sentence = sentence
      this.starts.push(from)
      this.ends.push(to)
      return
    }
    this.starts[last] = Math.min(from, this.starts[last] ?? 0)
    this.ends[last] = Math.max(to, this.ends[last] ?? 0)
  }
}
