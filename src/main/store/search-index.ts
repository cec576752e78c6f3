import type { Steps } from '../../shared/steps.ts'
import type { Context } from './context.ts'
import { indexWords } from '../../shared/index-words.ts'
import type { IndexPhrase } from '../../shared/index-words.ts'

/** What one step of a search takes at most. */
export type SearchBounds = {
  /** What the engine is asked for, in milliseconds. */
  readonly ms: number
  /** Words in the reports of one step; a report of the largest size has twice as many. */
  readonly tokens: number
  /** Words of a phrase that the engine looks for in these reports. */
  readonly phrase: number
  /** Words of the index that are listed. */
  readonly listed: number
  /** Beginnings that are asked for, however few reports have them. */
  readonly beginnings: number
  /** Links of reports to tags or sources, of all filters together. */
  readonly links: number
  /** Reports in one query over all of them, once for each filter and once for the words. */
  readonly compared: number
  /** Reports that are compared with a filter. */
  readonly reports: number
  /** Reports that a search counts: there are so many or more. */
  readonly counted: number
}

/** Each step measured as some 50 ms at most. */
export const searchBounds: SearchBounds = {
  ms: 70,
  tokens: 250_000,
  phrase: 6,
  listed: 500,
  beginnings: 8,
  links: 20_000,
  compared: 100_000,
  reports: 500,
  counted: 10_000,
}

/** Takes the words of a text one by one, and says whether the phrase was among them. */
type PhraseMatcher = { readonly next: (token: string) => void; readonly isFound: () => boolean }

/** In linear time, by the algorithm of Knuth, Morris and Pratt. */
const phraseMatcher = ({ words, open }: IndexPhrase): PhraseMatcher => {
  const head = open ? words.slice(0, -1) : words
  const last = open ? words.at(-1) : undefined
  /** For each length of a beginning: the longest shorter one that it ends with. */
  const shorter = [0, 0]
  const longer = (length: number, token: string): number => {
    let at = length
    while (at > 0 && head[at] !== token) at = shorter[at] ?? 0
    return head[at] === token ? at + 1 : 0
  }
  for (let length = 1; length < head.length; length += 1)
    shorter.push(longer(shorter[length] ?? 0, head[length] ?? ''))
  let length = 0
  let found = false
  return {
    next: (token) => {
      if (last !== undefined && length === head.length && token.startsWith(last)) found = true
      length = longer(length, token)
      if (last === undefined && length === head.length) found = true
    },
    isFound: () => found,
  }
}

/** Words that are compared with one phrase before a pause. */
const comparedAtOnce = 100_000

/**
 * Which phrases are in a text, as the index finds them: in the same words, one after the other.
 *
 * @param fields no phrase reaches from one to the next. Yields.
 */
export const phrasesIn = function* (
  fields: readonly string[],
  phrases: readonly IndexPhrase[],
): Steps<boolean[]> {
  const found = phrases.map(() => false)
  for (const field of fields) {
    yield
    const words = indexWords(field)
    for (const [i, phrase] of phrases.entries()) {
      if (found[i]) continue
      const { next, isFound } = phraseMatcher(phrase)
      for (let from = 0; from < words.length; from += comparedAtOnce) {
        yield
        for (const word of words.slice(from, from + comparedAtOnce)) next(word)
      }
      found[i] = isFound()
    }
  }
  return found
}

const mainPrefix = '0'
const bytesOf = (token: string): Buffer => Buffer.from(mainPrefix + token)

/** Sorts right after all words that begin so. */
const beyond = (token: string): Buffer => {
  const bytes = bytesOf(token)
  // No byte of a text is 255.
  bytes.writeUInt8(bytes.readUInt8(bytes.length - 1) + 1, bytes.length - 1)
  return bytes
}

/** The parts of the index and the last page of each, as JSON. */
const segmentsOf = (context: Context): string => {
  const next = context
    .sql<[number], number | null>('SELECT min(segid) FROM search_idx WHERE segid > ?')
    .pluck()
  // The number of a page is in the lower 31 bits of its id, that of its part above 37 bits.
  const last = context
    .sql<[number, number], number | null>(
      `SELECT max(id) & 2147483647 FROM search_data
        WHERE id >= ? << 37 AND id < (? << 37) + 2147483648`,
    )
    .pluck()
  const segments: (readonly [number, number])[] = []
  for (let id = next.get(0) ?? null; id !== null; id = next.get(id) ?? null)
    segments.push([id, last.get(id, id) ?? 1])
  return JSON.stringify(segments)
}

/** Says how many pages of the index hold a word, or the words that begin with it. */
export type PageCount = (token: string, open: boolean) => number

/** @returns counts by the index's own table of contents, which is as long as the index has pages. */
export const pageCounter = (context: Context): PageCount => {
  const segments = segmentsOf(context)
  const known = new Map<string, number>()
  const counted = context
    .sql<[Buffer, Buffer, string], number>(
      `SELECT sum(1 + coalesce(
            (SELECT pgno >> 1 FROM search_idx WHERE segid = part.value ->> 0 AND term >= ?
              ORDER BY term LIMIT 1), part.value ->> 1)
          - coalesce(
            (SELECT pgno >> 1 FROM search_idx WHERE segid = part.value ->> 0 AND term <= ?
              ORDER BY term DESC LIMIT 1), 1))
        FROM json_each(?) part`,
    )
    .pluck()
  return (token, open) => {
    const key = `${open ? '*' : ' '}${token}`
    const pages =
      known.get(key) ??
      counted.get(open ? beyond(token) : bytesOf(`${token}\0`), bytesOf(token), segments) ??
      0
    known.set(key, pages)
    return pages
  }
}

/**
 * Milliseconds that the engine takes for a page of one word, and of the words of one beginning,
 * which are merged: 0.05 in reports of 2,000 characters, 0.12 in those of the largest size.
 */
const [msAWord, msABeginning] = [0.01, 0.06]

/** Of a word in a phrase: its places are compared with those of the others. */
const msAPhraseWord = 0.03

/** About how long the engine takes to look for a phrase, in milliseconds. Yields. */
export const costOf = function* (pages: PageCount, { words, open }: IndexPhrase): Steps<number> {
  let cost = 0
  for (const [i, word] of words.entries()) {
    const isOpen = open && i === words.length - 1
    const closed = words.length > 1 ? msAPhraseWord : msAWord
    cost += pages(word, isOpen) * (isOpen ? msABeginning : closed)
    if (i % 32 === 31) yield
  }
  return cost
}

/** How many words the index has of a report: a number of seven bits a byte for each field. */
const tokenCount = (sizes: Uint8Array): number => {
  let total = 0
  let value = 0
  for (const byte of sizes) {
    value = value * 128 + (byte & 127)
    if (byte < 128) {
      total += value
      value = 0
    }
  }
  return total
}

/** Reports that an expression finds, by ranges of reports of bounded length. Yields. */
export const foundInRanges = function* (
  context: Context,
  expression: string,
  bounds: SearchBounds,
): Steps<Set<number>> {
  const found = new Set<number>()
  for (let end = Number.MAX_SAFE_INTEGER; end > 0;) {
    end = context.read(() => {
      const sizes = context
        .sql<[number], { readonly id: number; readonly sz: Uint8Array }>(
          'SELECT id, sz FROM search_docsize WHERE id < ? ORDER BY id DESC LIMIT 1000',
        )
        .all(end)
      let left = bounds.tokens
      let start = 0
      for (const { id, sz } of sizes) {
        start = id
        left -= tokenCount(sz)
        if (left < 0) break
      }
      const nums = context
        .sql<[string, number, number], number>(
          // As integers: the index ignores a bound that is another number, and reads all reports.
          `SELECT rowid FROM search WHERE search MATCH ?
            AND rowid >= CAST(? AS INTEGER) AND rowid < CAST(? AS INTEGER) ORDER BY rowid DESC`,
        )
        .pluck()
        .all(expression, start, end)
      for (const num of nums) found.add(num)
      return start
    })
    yield
  }
  return found
}

/** Reports that an expression finds, in one step. */
export const foundAtOnce = (context: Context, expression: string): number[] =>
  context.read(() =>
    context
      .sql<[string], number>('SELECT rowid FROM search WHERE search MATCH ?')
      .pluck()
      .all(expression),
  )

/**
 * The number of reports that have a word, and about how long the engine takes for it, among others
 * and alone, in milliseconds.
 */
type IndexWord = {
  readonly word: string
  readonly reports: number
  readonly cost: number
  readonly alone: number
}

/** For a report that has a word, and for a place there, where words are merged and alone. */
const [msAReport, msAPlace, msAReportAlone, msAPlaceAlone] = [0.000_2, 0.000_04, 0.000_1, 0.000_01]

/** Of this connection alone, in memory, as the index of an older file may be. */
const defineWords = (context: Context): void => {
  const isInMemory = context.sql("SELECT 1 FROM temp.sqlite_schema WHERE name = 'search'").get()
  context.db.exec(
    isInMemory === undefined
      ? 'CREATE VIRTUAL TABLE IF NOT EXISTS temp.search_term USING fts5vocab (main, search, row)'
      : 'CREATE VIRTUAL TABLE IF NOT EXISTS temp.search_term USING fts5vocab (temp, search, row)',
  )
}

/** The words of the index with a beginning, in the order of their bytes. Yields. */
const wordsWith = function* (
  context: Context,
  beginning: string,
  { listed }: SearchBounds,
): Steps<IndexWord[]> {
  const words: IndexWord[] = []
  for (let from = beginning; ;) {
    yield
    const rows = context.read(() => {
      defineWords(context)
      return context
        .sql<[string], { readonly term: string; readonly doc: number; readonly cnt: number }>(
          `SELECT term, doc, cnt FROM search_term WHERE term >= ? LIMIT ${String(listed)}`,
        )
        .all(from)
    })
    for (const { term, doc, cnt } of rows) {
      if (!term.startsWith(beginning)) return words
      const cost = doc * msAReport + cnt * msAPlace
      const alone = doc * msAReportAlone + cnt * msAPlaceAlone
      words.push({ word: term, reports: doc, cost, alone })
      from = `${term}\0`
    }
    if (rows.length < listed) return words
  }
}

/** Words in the order of their bytes that begin with the same `shared` units. */
type WordRange = { readonly from: number; readonly to: number; readonly shared: number }

/** An expression of the index, and about how long the engine takes for it, in milliseconds. */
type IndexQuery = { readonly expression: string; readonly cost: number }

/** Beginnings and whole words that together are these words, as few as take no long time each. */
const beginningsOf = (
  words: readonly IndexWord[],
  shared: number,
  { ms }: SearchBounds,
): IndexQuery[] => {
  const sums = [0]
  for (const { cost } of words) sums.push((sums.at(-1) ?? 0) + cost)
  const wordAt = (at: number): string => words[at]?.word ?? ''
  const found: IndexQuery[] = []
  const left: WordRange[] = words.length === 0 ? [] : [{ from: 0, to: words.length, shared }]
  for (let range = left.pop(); range !== undefined; range = left.pop()) {
    const [first, last] = [wordAt(range.from), wordAt(range.to - 1)]
    const cost = (sums[range.to] ?? 0) - (sums[range.from] ?? 0)
    if (range.to - range.from === 1) {
      found.push({ expression: `"${first}"`, cost: words[range.from]?.alone ?? 0 })
      continue
    }
    if (cost <= ms) {
      found.push({ expression: `"${first.slice(0, range.shared)}" *`, cost })
      continue
    }
    let same = range.shared
    while (same < first.length && first.codePointAt(same) === last.codePointAt(same))
      same += (first.codePointAt(same) ?? 0) > 0xffff ? 2 : 1
    for (let from = range.from; from < range.to;) {
      const point = wordAt(from).codePointAt(same)
      let to = from + 1
      while (to < range.to && wordAt(to).codePointAt(same) === point) to += 1
      // Without a next letter: the word that all others begin with.
      left.push({ from, to, shared: same + (point === undefined ? 0 : point > 0xffff ? 2 : 1) })
      from = to
    }
  }
  return found
}

/** Reports with a word of this beginning: of many words, by longer beginnings. Yields. */
export const foundByBeginning = function* (
  context: Context,
  beginning: string,
  bounds: SearchBounds,
): Steps<Set<number>> {
  const found = new Set<number>()
  let [asked, cost]: [string[], number] = [[], 0]
  const ask = function* (): Steps<void> {
    yield
    for (const num of asked.length === 0 ? [] : foundAtOnce(context, asked.join(' OR ')))
      found.add(num)
    ;[asked, cost] = [[], 0]
  }
  const words = yield* wordsWith(context, beginning, bounds)
  for (const { expression, cost: own } of beginningsOf(words, beginning.length, bounds)) {
    if (own > bounds.ms) {
      for (const num of yield* foundInRanges(context, expression, bounds)) found.add(num)
      continue
    }
    if (cost + own > bounds.ms || asked.length === bounds.beginnings) yield* ask()
    asked.push(expression)
    cost += own
  }
  yield* ask()
  return found
}

/**
 * The newest reports with one of the most frequent words of a beginning. A report that is newer than
 * the first `limit` of these may be missing: it may have a rarer word.
 *
 * @returns null if they are fewer than `limit`, or if no word is in as many reports as a search
 *   counts. Yields.
 */
export const newestByFrequentWords = function* (
  context: Context,
  beginning: string,
  limit: number,
  bounds: SearchBounds,
): Steps<ReadonlySet<number> | null> {
  const words = yield* wordsWith(context, beginning, bounds)
  const frequent = words.sort((a, b) => b.reports - a.reports).slice(0, bounds.beginnings)
  if ((frequent[0]?.reports ?? 0) < bounds.counted) return null
  const found = new Set<number>()
  for (const { word } of frequent) {
    yield
    const newest = context.read(() =>
      context
        .sql<[string, number], number>(
          'SELECT rowid FROM search WHERE search MATCH ? ORDER BY rowid DESC LIMIT ?',
        )
        .pluck()
        .all(`"${word}"`, limit),
    )
    for (const num of newest) found.add(num)
  }
  return found.size < limit ? null : found
}
