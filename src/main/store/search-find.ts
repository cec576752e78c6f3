import { Failure } from '../../shared/failure.ts'
import { indexPhraseOf, searchableText } from '../../shared/index-words.ts'
import type { IndexPhrase } from '../../shared/index-words.ts'
import type { Steps } from '../../shared/steps.ts'
import type { Context } from './context.ts'
import type { Query } from './query.ts'
import { hasReportsToErase } from './handed-over.ts'
import { readerOf } from './record-state.ts'
import { reportContent } from './record-content.ts'
import { excludedFilter, filterOf } from './search-filters.ts'
import type { SearchFilter } from './search-filters.ts'
import {
  costOf,
  foundAtOnce,
  foundByBeginning,
  foundInRanges,
  newestByFrequentWords,
  pageCounter,
  phrasesIn,
} from './search-index.ts'
import type { SearchBounds } from './search-index.ts'

/** The numbers of the shown rows, newest first, and the total count. */
type FoundReports = { readonly nums: readonly number[]; readonly total: number }

type Words = { readonly wanted: readonly IndexPhrase[]; readonly unwanted: readonly IndexPhrase[] }

const anyOf = (phrases: readonly IndexPhrase[], by: string): string =>
  phrases.map(({ expression }) => expression).join(by)

/** Separate queries for the rows and the total count: both are fast for whole words. */
const foundRows = (
  context: Context,
  { from, order, counted }: Readonly<Record<'from' | 'order' | 'counted', string>>,
  values: readonly string[],
  limit: number,
  { counted: most }: SearchBounds,
): FoundReports => {
  const nums = context
    .sql<unknown[], number>(`SELECT r.num ${from} ORDER BY ${order} DESC LIMIT ?`)
    .pluck()
    .all(...values, limit)
  if (nums.length < limit) return { nums, total: nums.length }
  const all = context
    .sql<unknown[], { n: number }>(
      `SELECT count(*) AS n FROM (SELECT 1 ${counted} LIMIT ${String(most)})`,
    )
    .get(...values)
  return { nums, total: all?.n ?? 0 }
}

/**
 * Rows and count in one query, for words with only the last one as a prefix: the engine then finds
 * the words of that beginning once. Null where the index names rows that cannot be shown, because
 * their replacements are unknown.
 */
const foundByBeginnings = (
  context: Context,
  expression: string,
  limit: number,
  { counted }: SearchBounds,
): FoundReports | null => {
  const rows = context
    .sql<[string, number], { readonly num: number; readonly total: number }>(
      `WITH hit AS MATERIALIZED (SELECT rowid AS num FROM search WHERE search MATCH ?
          ORDER BY rowid DESC LIMIT ${String(counted)})
        SELECT r.num, (SELECT count(*) FROM hit) AS total
        FROM (SELECT num FROM hit ORDER BY num DESC LIMIT ?) shown
        CROSS JOIN record r ON r.num = shown.num CROSS JOIN report p ON p.num = r.num
        WHERE r.kind = 'report' AND r.removed = 0 ORDER BY shown.num DESC`,
    )
    .all(expression, limit)
  const total = rows[0]?.total
  return total === undefined || rows.length < Math.min(limit, total)
    ? null
    : { nums: rows.map(({ num }) => num), total }
}

/** In one step: for words and filters that the engine finds at once. */
const foundTogether = (
  context: Context,
  { wanted, unwanted }: Words,
  filters: readonly SearchFilter[],
  limit: number,
  bounds: SearchBounds,
): FoundReports => {
  let from = `FROM record r CROSS JOIN report p ON p.num = r.num
    WHERE r.kind = 'report' AND r.removed = 0`
  let order = 'r.num'
  const values: string[] = []
  // Of the words alone; without a word to find, only what is excluded is looked for.
  const all = anyOf(wanted, ' AND ')
  const matching = unwanted.length === 0 ? all : `(${all}) NOT (${anyOf(unwanted, ' OR ')})`
  if (wanted.length > 0) {
    from = `FROM search s CROSS JOIN record r ON r.num = s.rowid
      CROSS JOIN report p ON p.num = r.num WHERE search MATCH ? AND r.removed = 0`
    order = 's.rowid'
    values.push(matching)
  } else if (unwanted.length > 0) {
    from += ' AND r.num NOT IN (SELECT rowid FROM search WHERE search MATCH ?)'
    values.push(anyOf(unwanted, ' OR '))
  }
  for (const { together } of filters) {
    from += ` AND ${together.sql}`
    values.push(...together.values)
  }
  const isByWords = wanted.length > 0 && filters.length === 0
  // The index holds what is not removed and nothing else, except while a hand-over is erased: words
  // alone are counted in it alone.
  const isByIndex = isByWords && !hasReportsToErase(context)
  const counted = isByIndex ? 'FROM search WHERE search MATCH ?' : from
  const byBeginnings =
    isByIndex && wanted.some(({ open }) => open)
      ? foundByBeginnings(context, matching, limit, bounds)
      : null
  return byBeginnings ?? foundRows(context, { from, order, counted }, values, limit, bounds)
}

/** Reports that may have a phrase, and whether each of them has it. */
type Candidates = {
  readonly phrase: IndexPhrase
  readonly nums: ReadonlySet<number>
  readonly isExact: boolean
}

const intersection = (a: ReadonlySet<number>, b: ReadonlySet<number>): Set<number> =>
  new Set([...a].filter((num) => b.has(num)))

/**
 * Reports that have a beginning of a phrase, and a word that begins as its last where that is open.
 * Yields.
 */
const candidatesOf = function* (
  context: Context,
  phrase: IndexPhrase,
  bounds: SearchBounds,
): Steps<Candidates> {
  const { words, open } = phrase
  const whole = open ? words.slice(0, -1) : words
  const last = open ? (words.at(-1) ?? '') : null
  const begun = last === null ? null : yield* foundByBeginning(context, last, bounds)
  if (whole.length === 0) return { phrase, nums: begun ?? new Set(), isExact: true }
  const head = `"${whole.slice(0, bounds.phrase).join(' ')}"`
  const nums = yield* foundInRanges(context, head, bounds)
  return {
    phrase,
    nums: begun === null ? nums : intersection(nums, begun),
    isExact: begun === null && whole.length <= bounds.phrase,
  }
}

/** Those of some reports that are here and match the filters, in their order. */
const filtered = (
  context: Context,
  nums: readonly number[],
  filters: readonly SearchFilter[],
): number[] =>
  context
    .sql<unknown[], number>(
      `SELECT r.num FROM json_each(?) shown CROSS JOIN record r ON r.num = shown.value
        CROSS JOIN report p ON p.num = r.num WHERE r.kind = 'report' AND r.removed = 0
        ${filters.map(({ one }) => `AND ${one.sql}`).join(' ')} ORDER BY shown.key`,
    )
    .pluck()
    .all(JSON.stringify(nums), ...filters.flatMap(({ one }) => one.values))

/** The same with a pause between the filters. */
const filteredInSteps = function* (
  context: Context,
  nums: readonly number[],
  filters: readonly SearchFilter[],
): Steps<readonly number[]> {
  let left = context.read(() => filtered(context, nums, filters.slice(0, 1)))
  for (const filter of filters.slice(1)) {
    if (left.length === 0) break
    yield
    left = context.read(() => filtered(context, left, [filter]))
  }
  return left
}

/** Would one query over all reports take long because of the filters? */
const isWide = (
  context: Context,
  filters: readonly SearchFilter[],
  hasWords: boolean,
  { links, compared }: SearchBounds,
): boolean => {
  if (filters.length === 0) return false
  if (filters.reduce((sum, filter) => sum + filter.links, 0) > links) return true
  const most = Math.floor(compared / (filters.length + (hasWords ? 1 : 0)))
  const reports = context
    .sql<[number], number>(
      `SELECT count(*) FROM (SELECT 1 FROM record INDEXED BY record_by_kind
        WHERE kind = 'report' AND removed = 0 LIMIT ?)`,
    )
    .pluck()
    .get(most + 1)
  return (reports ?? 0) > most
}

/** All reports, newest first, some at a time. */
const allReports = function* (
  context: Context,
  { reports }: SearchBounds,
): Generator<number[], void, void> {
  for (let before = Number.MAX_SAFE_INTEGER; ;) {
    const nums = context.read(() =>
      context
        .sql<[number], number>(
          `SELECT num FROM record INDEXED BY record_by_kind
            WHERE kind = 'report' AND removed = 0 AND num < ?
            ORDER BY num DESC LIMIT ${String(reports)}`,
        )
        .pluck()
        .all(before),
    )
    const last = nums.at(-1)
    if (last === undefined) return
    yield nums
    before = last
  }
}

const newestFirst = (nums: ReadonlySet<number>): number[] => [
  ...Float64Array.from(nums).sort().reverse(),
]

const inParts = function* (
  nums: readonly number[],
  { reports }: SearchBounds,
): Generator<readonly number[], void, void> {
  for (let from = 0; from < nums.length; from += reports) yield nums.slice(from, from + reports)
}

type Classed = { readonly quick: IndexPhrase[]; readonly long: IndexPhrase[] }

/** Which phrases the engine finds in one step together, and which it does not. Yields. */
const classed = function* (
  phrases: readonly IndexPhrase[],
  cost: (phrase: IndexPhrase) => Steps<number>,
  { ms }: SearchBounds,
): Steps<Classed> {
  const costs: (readonly [IndexPhrase, number])[] = []
  for (const phrase of phrases) costs.push([phrase, yield* cost(phrase)])
  const [quick, long]: [IndexPhrase[], IndexPhrase[]] = [[], []]
  let left = ms
  for (const [phrase, own] of costs.sort(([, a], [, b]) => a - b)) {
    left -= own
    ;(left >= 0 ? quick : long).push(phrase)
  }
  return { quick, long }
}

type FoundSets = {
  /** Null: all reports. */
  readonly wanted: ReadonlySet<number> | null
  readonly unwanted: ReadonlySet<number>
  /** Phrases that are looked for in the texts of these. */
  readonly inexact: readonly (Candidates & { readonly isWanted: boolean })[]
}

const setsOf = function* (
  context: Context,
  wanted: Classed,
  unwanted: Classed,
  bounds: SearchBounds,
): Steps<FoundSets> {
  const inexact: (Candidates & { readonly isWanted: boolean })[] = []
  let found: ReadonlySet<number> | null = null
  if (wanted.quick.length > 0) {
    found = new Set(foundAtOnce(context, anyOf(wanted.quick, ' AND ')))
    yield
  }
  for (const phrase of wanted.long) {
    const one = yield* candidatesOf(context, phrase, bounds)
    found = found === null ? one.nums : intersection(found, one.nums)
    if (!one.isExact) inexact.push({ ...one, isWanted: true })
    yield
  }
  const excluded = new Set<number>()
  if (unwanted.quick.length > 0) {
    for (const num of foundAtOnce(context, anyOf(unwanted.quick, ' OR '))) excluded.add(num)
    yield
  }
  for (const phrase of unwanted.long) {
    const one = yield* candidatesOf(context, phrase, bounds)
    if (one.isExact) for (const num of one.nums) excluded.add(num)
    else inexact.push({ ...one, isWanted: false })
    yield
  }
  return { wanted: found, unwanted: excluded, inexact }
}

/** Whether a report has those phrases and none of the excluded ones, by its own text. */
const textReader = (context: Context, phrases: readonly IndexPhrase[]) =>
  readerOf(context, ({ row }) => {
    const { title, body, translation } = searchableText(reportContent(row.content))
    return phrasesIn([title, body, translation], phrases)
  })

/** In steps, none of them long: first the words, then the reports one after the other. Yields. */
const foundInSteps = function* (
  context: Context,
  { wanted, unwanted, inexact }: FoundSets,
  filters: readonly SearchFilter[],
  limit: number,
  bounds: SearchBounds,
): Steps<FoundReports> {
  const read = textReader(
    context,
    inexact.map(({ phrase }) => phrase),
  )
  const isErasing = context.read(() => hasReportsToErase(context))
  const nums: number[] = []
  let total = 0
  const parts = wanted === null ? allReports(context, bounds) : inParts(newestFirst(wanted), bounds)
  for (const part of parts) {
    yield
    const left = part.filter((num) => !unwanted.has(num))
    // What is only counted is not looked up, except while the index has words of erased reports.
    const isLookedUp = filters.length > 0 || nums.length < limit || isErasing
    for (const num of isLookedUp ? yield* filteredInSteps(context, left, filters) : left) {
      if (inexact.some(({ isWanted, nums: those }) => isWanted || those.has(num))) {
        const has = yield* read(num)
        if (!inexact.every(({ isWanted }, i) => has?.[i] === isWanted)) continue
      }
      if (nums.length < limit) nums.push(num)
      total += 1
      if (total === bounds.counted) return { nums, total }
    }
  }
  return { nums, total }
}

/** Texts that are read beside the reports of frequent words. */
const fewTexts = 20

/** Has a report the phrase? Null: it cannot be read, as one of a damaged vault may be. Yields. */
const hasPhrase = function* (
  read: ReturnType<typeof textReader>,
  num: number,
): Steps<boolean | null> {
  try {
    return (yield* read(num))?.[0] ?? false
  } catch (cause) {
    if (cause instanceof Failure) return null
    throw cause
  }
}

/**
 * What a beginning alone finds, such as the first letter that is typed, if nearly every report has it:
 * the engine would take as long for all its words as for a long search. The newest reports of its
 * frequent words are found at once, and each newer one that has none of these is looked at itself.
 *
 * @returns null where that takes longer or may find fewer, and where a report cannot be read: the
 *   other search reads only those that it shows. Yields.
 */
const foundByFrequentWords = function* (
  context: Context,
  phrase: IndexPhrase,
  limit: number,
  bounds: SearchBounds,
): Steps<FoundReports | null> {
  const [word = ''] = phrase.words
  if (phrase.words.length > 1 || !phrase.open) return null
  if (context.read(() => hasReportsToErase(context))) return null
  const found = yield* newestByFrequentWords(context, word, limit, bounds)
  if (found === null) return null
  const last = newestFirst(found)[limit - 1] ?? 0
  const newer = context.read(() =>
    context
      .sql<[number, number], number>(
        `SELECT num FROM record INDEXED BY record_by_kind
          WHERE kind = 'report' AND removed = 0 AND num > ? ORDER BY num DESC LIMIT ?`,
      )
      .pluck()
      .all(last, limit + fewTexts),
  )
  const others = newer.filter((num) => !found.has(num))
  if (newer.length === limit + fewTexts || others.length > fewTexts) return null
  const read = textReader(context, [phrase])
  const nums = new Set(found)
  for (const num of others) {
    yield
    const has = yield* hasPhrase(read, num)
    if (has === null) return null
    if (has) nums.add(num)
  }
  const newest = newestFirst(nums).slice(0, limit)
  // The index may name reports that are not here, in a damaged vault.
  const here = context.read(() => filtered(context, newest, []))
  return here.length < limit ? null : { nums: newest, total: bounds.counted }
}

type FoundByQuery = FoundReports & { readonly unknown: string[] }

/** The reports that a query finds, without their texts. Yields. */
export const findReports = function* (
  context: Context,
  { terms, filters }: Query,
  limit: number,
  bounds: SearchBounds,
): Steps<FoundByQuery> {
  const unknown: string[] = []
  const found: SearchFilter[] = []
  let possible = true
  for (const filter of filters) {
    const one = yield* filterOf(context, filter, bounds)
    if (one === null) {
      unknown.push(`${filter.key}:${filter.value}`)
      if (!filter.excluded) possible = false
    } else found.push(filter.excluded ? excludedFilter(one) : one)
  }
  const phrases = terms.flatMap(({ text, prefix, excluded }) => {
    const phrase = indexPhraseOf(text, prefix)
    return phrase === null ? [] : [{ ...phrase, excluded }]
  })
  const words = {
    wanted: phrases.filter(({ excluded }) => !excluded),
    unwanted: phrases.filter(({ excluded }) => excluded),
  }
  const asked = words.wanted.length + words.unwanted.length + found.length > 0
  if (!possible || !asked) return { nums: [], total: 0, unknown }
  const pages = context.read(() => pageCounter(context))
  const cost = (phrase: IndexPhrase): Steps<number> => costOf(pages, phrase)
  const wanted = yield* classed(words.wanted, cost, bounds)
  const unwanted = yield* classed(words.unwanted, cost, bounds)
  const isLong =
    wanted.long.length + unwanted.long.length > 0 ||
    context.read(() => isWide(context, found, phrases.length > 0, bounds))
  const [only] = words.wanted
  const isAlone = words.wanted.length === 1 && words.unwanted.length === 0 && found.length === 0
  if (isLong && isAlone && only !== undefined) {
    const frequent = yield* foundByFrequentWords(context, only, limit, bounds)
    if (frequent !== null) return { ...frequent, unknown }
  }
  const reports = isLong
    ? yield* foundInSteps(
        context,
        yield* setsOf(context, wanted, unwanted, bounds),
        found,
        limit,
        bounds,
      )
    : context.read(() => foundTogether(context, words, found, limit, bounds))
  return { ...reports, unknown }
}
