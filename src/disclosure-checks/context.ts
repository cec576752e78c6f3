import { lastNotAbove, sentenceStarts } from './sentences.ts'

/**
 * What the words around a match indicate.
 * - public: an act on the record: a law, a summit, a publication, an anniversary
 * - private: facts that only a source reports: the source, I and we, arrests, crossings
 * - source: a person passes information on
 * - speech: a verb of saying
 * - office: a person speaks for an institution, or reads out loud
 */
export const contextClasses = ['public', 'private', 'source', 'speech', 'office'] as const

export type ContextClass = (typeof contextClasses)[number]

export type ContextWords = Readonly<Record<ContextClass, readonly string[]>>

/** Words further away do not affect a match, even within a sentence. */
const farthest = 400

type Sentence = {
  readonly start: number
  readonly end: number
}

type ContextMarkSet = {
  readonly starts: number[]
  readonly ends: number[]
}

/** Sentences of a text and their context words. Offsets are of the folded text. */
export class SentenceContext {
  /** Starts of sentences, in order. */
  readonly sentences: readonly number[]
  readonly #length: number
  readonly #marks: Readonly<Record<ContextClass, ContextMarkSet>>
  /** The sentence of the last lookup: a rule asks several questions about one place. */
  #last = { at: NaN, start: 0, end: 0 }

  constructor(lower: string) {
    this.sentences = sentenceStarts(lower)
    this.#length = lower.length
    const empty = (): ContextMarkSet => ({ starts: [], ends: [] })
    this.#marks = {
      public: empty(),
      private: empty(),
      source: empty(),
      speech: empty(),
      office: empty(),
    }
  }

  /** Words come in the order of their ends, as the search reports them. */
  mark(kind: ContextClass, start: number, end: number): void {
    const marks = this.#marks[kind]
    marks.starts.push(start)
    marks.ends.push(end)
  }

  /** The sentence around `at`; in a sentence without end, the nearby part. */
  sentence(at: number): Sentence {
    if (at === this.#last.at) return this.#last
    const index = lastNotAbove(this.sentences, at)
    this.#last = {
      at,
      start: Math.max(this.sentences[index] ?? 0, at - farthest),
      end: Math.min(this.sentences[index + 1] ?? this.#length, at + farthest),
    }
    return this.#last
  }

  /** Distance in characters to the nearest word of a class in the same sentence; Infinity if none. */
  distance(kind: ContextClass, start: number, end: number): number {
    const { starts, ends } = this.#marks[kind]
    const sentence = this.sentence(start)
    const before = lastNotAbove(ends, start)
    let best = Infinity
    const left = ends[before]
    if (left !== undefined && left > sentence.start) best = start - left
    // The next few words may overlap the match or be inside it: `committee` in `committee chairman`
    // says nothing about the sentence, `courier` in `a courier will` does.
    const inside = kind !== 'public' && kind !== 'office'
    for (let index = before + 1; index < before + 8; index += 1) {
      const from = starts[index]
      if (from === undefined || from >= sentence.end) break
      if (!inside && from < end) continue
      best = Math.min(best, Math.max(0, from - end, start - (ends[index] ?? start)))
    }
    return best
  }

  /** True where a word of the class is within [from, to), regardless of sentences. */
  near(kind: ContextClass, from: number, to: number): boolean {
    const { starts, ends } = this.#marks[kind]
    const index = lastNotAbove(ends, from) + 1
    const start = starts[index]
    return start !== undefined && start >= from && start < to
  }

  has(kind: ContextClass, start: number, end: number, within = Infinity): boolean {
    const distance = this.distance(kind, start, end)
    return distance !== Infinity && distance <= within
  }

  /**
   * True where the match belongs to something on the public record: a public act is near, and
   * nearer than any word for facts that only a source could report.
   */
  isPublic(start: number, end: number): boolean {
    const open = this.distance('public', start, end)
    if (open > 120) return false
    return open < this.distance('private', start, end)
  }
}
