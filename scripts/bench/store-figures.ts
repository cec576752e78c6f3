import { rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { bareCommitMs, pagesOf } from './bare-commit.ts'
import { figure } from './figure.ts'
import type { Bar, Figure, Measured } from './figure.ts'
import { asked, run } from './engine-acts.ts'
import type { PairOfVaults } from './pair-of-vaults.ts'
import { seededRandom } from '../soak/random.ts'
import { openSide } from './side.ts'
import type { Side } from './side.ts'
import { sizesOf } from './sizes.ts'
import { storeActs } from './store-acts.ts'
import { median, middleHalf, quantile, sideBySide } from './timing.ts'
import type { Pair } from './timing.ts'
import { searchedWords, vocabularies } from './words.ts'

export type Effort = {
  /** Rounds of a cheap act, and how often in each. */
  readonly rounds: number
  readonly each: number
  /** How often in each round an act with more than one statement. */
  readonly whole: number
  /** Rounds of an act that reads or writes the whole file. */
  readonly heavy: number
}

const most = (value: number): Bar => ({ on: 'ratio', most: value })

/** The results of one size. Growth is judged by the medians in `times`. */
export type StoreFigures = {
  readonly figures: readonly Figure[]
  readonly times: ReadonlyMap<string, number>
}

export const inWords = (reports: number): string =>
  reports >= 1_000 ? `${String(reports / 1_000)}k` : String(reports)

/** The store against its twin without a key, at the current size of both. */
export const storeFigures = (
  pair: PairOfVaults,
  effort: Effort,
  fdatasync: number,
): StoreFigures => {
  const size = pair.reports.length
  const group = `Store, ${inWords(size)} reports`
  const figures: Figure[] = []
  const times = new Map<string, number>()
  const acts = storeActs(pair, seededRandom(size))
  const words = vocabularies()
  const whole = { rounds: effort.rounds, each: effort.whole }
  const heavy = { rounds: effort.heavy, each: 1 }

  const both = (
    act: (side: Side, turn: number) => unknown,
    of: { rounds: number; each: number } = effort,
  ): Pair =>
    sideBySide(
      (turn) => act(pair.ours, turn),
      (turn) => act(pair.limit, turn),
      of,
    )
  const add = (measured: Omit<Measured, 'group' | 'unit'>, unit: Measured['unit'] = 'ms'): void => {
    figures.push(figure({ group, unit, ...measured }))
  }
  const compare = (name: string, { ours, limit, ratios }: Pair, bar?: Bar): void => {
    times.set(name, median(ours))
    add({
      name,
      ours: median(ours),
      limit: { of: 'ms, no key', value: median(limit) },
      spread: middleHalf(ratios),
      ...(bar === undefined ? {} : { bar }),
    })
  }
  const tail = (name: string, { ours, limit }: Pair, bar: Bar): void =>
    add({
      name: `${name}, 99th of 100`,
      ours: quantile(ours, 0.99),
      limit: { of: 'ms, no key', value: quantile(limit, 0.99) },
      // The percentile of fewer samples is the worst one, which measures the machine.
      ...(ours.length < 200 ? {} : { bar }),
    })

  compare('open a report', both(acts.point), most(1.2))
  compare('list the first 50', both(acts.firstPage, whole), most(1.2))
  compare('list 50 further down', both(acts.pageInTheMiddle, whole), most(1.2))
  compare(
    'engine alone: point read',
    both((side, turn) => run(side, 'point', 1 + ((turn * 7_919) % size))),
    most(1.2),
  )
  compare(
    'engine alone: keyset page',
    both((side, turn) => run(side, 'page', 60 + ((turn * 7_919) % size))),
    most(1.2),
  )

  const terms = [
    ['English word', searchedWords(words.en, 9)],
    ['Korean, 2 syllables', searchedWords(words.ko, 2)],
    ['Korean, 1 syllable', searchedWords(words.ko, 1)],
    ['Chinese, 2 characters', searchedWords(words.zh, 2)],
    ['Chinese, 1 character', searchedWords(words.zh, 1)],
  ] as const
  for (const [kind, list] of terms) {
    const word = (turn: number): string => list[turn % list.length] ?? ''
    compare(
      `search, ${kind}`,
      both((side, turn) => acts.search(side, word(turn)), whole),
      most(1.15),
    )
  }
  for (const [kind, list] of terms) {
    const expression = (turn: number): string => asked(list[turn % list.length] ?? '')
    const name = `engine alone: newest 50, ${kind}`
    const newest = both((side, turn) => run(side, 'newest', expression(turn)))
    compare(name, newest, most(1.15))
    tail(name, newest, most(2.5))
  }
  compare(
    'engine alone: 50 by bm25',
    both((side, turn) => run(side, 'ranked', asked(terms[0][1][turn % 16] ?? '')), whole),
    most(1.1),
  )
  compare(
    'engine alone: full scan',
    both((side) => run(side, 'scan'), heavy),
    most(1.5),
  )

  const saves = both(acts.save)
  compare('save a new report', saves, most(1.1))
  tail('save a new report', saves, most(1.3))
  add({
    name: 'save a new report, beside the disk',
    ours: median(saves.ours),
    limit: { of: 'ms fdatasync', value: fdatasync },
    bar: most(10),
  })
  const pages = pagesOfSave(pair, (side, turn) => acts.save(side, 1_000_000 + turn))
  if (pages !== null) {
    const bare = bareCommitMs(dirname(pair.ourPlace.paths.folder), pages)
    add({
      name: `the same, beside its ${String(pages)} pages and five syncs alone`,
      ours: median(saves.ours),
      limit: { of: 'ms, written and synced', value: bare },
    })
  }
  compare('save a sentence more', both(acts.edit, whole))

  const opened = openings(pair, effort, words.ko.words.slice(300))
  compare('open with the key, list, search', opened, most(2.5))
  add({
    name: 'the same, in itself',
    ours: median(opened.ours),
    bar: { on: 'ours', most: 10 },
    spread: middleHalf(opened.ours),
  })

  const [ours, limit] = [sizesOf(pair.ours), sizesOf(pair.limit)]
  const bytes = (name: string, kind: 'tables' | 'index', bar: Bar): void =>
    add(
      {
        name,
        ours: ours[kind] / 1e6,
        limit: { of: 'MB, no key', value: limit[kind] / 1e6 },
        bar,
      },
      'MB',
    )
  bytes('size of the tables', 'tables', most(1.02))
  bytes('size of the search index', 'index', most(1.2))
  if (size <= copied) compare('copy (VACUUM INTO)', copies(pair, heavy), most(1.3))
  return { figures, times }
}

/** Largest vault that is copied: copying larger ones would take longer than all the rest. */
const copied = 10_000

/** Pages that a save writes, the median of nine. Both sides save, so that both stay alike. */
const pagesOfSave = (
  pair: PairOfVaults,
  save: (side: Side, turn: number) => unknown,
): number | null => {
  const all = Array.from({ length: 9 }, (_, turn) => {
    save(pair.limit, turn)
    return pagesOf(() => save(pair.ours, turn))
  })
  const known = all.filter((pages) => pages !== null)
  return known.length === 0 ? null : Math.round(median(known))
}

/** Each opening uses a new connection; afterwards the files that were open are opened again. */
const openings = (pair: PairOfVaults, { rounds }: Effort, list: readonly string[]): Pair => {
  const acts = storeActs(pair, seededRandom(3))
  pair.ours.close()
  pair.limit.close()
  const open =
    (place: PairOfVaults['ourPlace']) =>
    (turn: number): Side => {
      const side = openSide(place)
      acts.firstPage(side)
      acts.search(side, list[turn % 16] ?? '')
      return side
    }
  const pairOf = sideBySide(open(pair.ourPlace), open(pair.limitPlace), {
    rounds,
    each: 3,
    after: (side) => side.close(),
  })
  pair.ours = openSide(pair.ourPlace)
  pair.limit = openSide(pair.limitPlace)
  return pairOf
}

const copies = (pair: PairOfVaults, of: { rounds: number; each: number }): Pair => {
  const copy = (side: Side, file: string): void => {
    rmSync(file, { force: true })
    side.db.prepare('VACUUM INTO ?').run(file)
  }
  const [ours, limit] = [pair.ourPlace, pair.limitPlace].map(
    ({ paths }) => `${paths.database}.copy`,
  )
  try {
    return sideBySide(
      () => copy(pair.ours, ours ?? ''),
      () => copy(pair.limit, limit ?? ''),
      of,
    )
  } finally {
    for (const file of [ours, limit]) rmSync(file ?? '', { force: true })
  }
}
