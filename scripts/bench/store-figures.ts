import { dirname } from 'node:path'
import { seededRandom } from '../soak/random.ts'
import { bareCommitMs, pagesOf } from './disk.ts'
import { figure } from './figure.ts'
import type { Bar, Figure, Measured } from './figure.ts'
import { asked, run } from './engine-actions.ts'
import type { PairOfVaults } from './pair-of-vaults.ts'
import type { Side } from './side.ts'
import { storeActions } from './store-actions.ts'
import { median, middleHalf, sideBySide } from './timing.ts'
import type { Pair } from './timing.ts'
import { searchedWords, vocabularies } from './words.ts'

export type Effort = {
  /** Rounds of a cheap act, and how often in each. */
  readonly rounds: number
  readonly each: number
  /** How often in each round an act that does more than one statement. */
  readonly whole: number
  /** Rounds of an act that reads the whole file. */
  readonly heavy: number
}

const most = (value: number): Bar => ({ on: 'ratio', most: value })

export const inWords = (reports: number): string =>
  reports >= 1_000 ? `${String(reports / 1_000)}k` : String(reports)

const terms = () => {
  const words = vocabularies()
  return {
    'English word': searchedWords(words.en, 9),
    'Korean, 2 syllables': searchedWords(words.ko, 2),
    'Chinese, 2 characters': searchedWords(words.zh, 2),
  }
}

type Term = keyof ReturnType<typeof terms>

/** Ways of timing both sides of the pair, at the size that both have now. */
const stopwatch = (pair: PairOfVaults, effort: Effort) => {
  const actions = storeActions(pair, seededRandom(pair.reports.length))
  const lists = terms()
  const both = (
    act: (side: Side, turn: number) => unknown,
    of: { rounds: number; each: number } = effort,
  ): Pair =>
    sideBySide(
      (turn) => act(pair.ours, turn),
      (turn) => act(pair.limit, turn),
      of,
    )
  const word = (term: Term, turn: number): string => lists[term][turn % lists[term].length] ?? ''
  const whole = { rounds: effort.rounds, each: effort.whole }
  return {
    actions,
    both,
    whole,
    list: () => both(actions.firstPage, whole),
    newest: (term: Term) => both((side, turn) => run(side, 'newest', asked(word(term, turn)))),
    scan: () => both((side) => run(side, 'scan'), { rounds: effort.heavy, each: 1 }),
    save: () => both(actions.save),
  }
}

/** Medians that growth is judged by. */
export type Growing = Readonly<Record<'list' | 'newest' | 'save', number>>

const growing = (list: Pair, newest: Pair, save: Pair): Growing => ({
  list: median(list.ours),
  newest: median(newest.ours),
  save: median(save.ours),
})

/** The same medians of a smaller vault. */
export const growingTimes = (pair: PairOfVaults, effort: Effort): Growing => {
  const { list, newest, save } = stopwatch(pair, effort)
  return growing(list(), newest('Korean, 2 syllables'), save())
}

/** What is followed while the vault grows a hundredfold, and by how much it may rise. */
const followed = [
  ['save', 'save a new report', 1.2],
  ['list', 'list the first 50', 1.2],
  ['newest', 'engine alone: newest 50, Korean, 2 syllables', 5],
] as const

const growthFigures = (
  { reports, times }: { readonly reports: number; readonly times: Growing },
  [whole, grown]: readonly [number, Growing],
): readonly Figure[] =>
  followed.map(([key, name, atMost]) =>
    figure({
      group: `Growth, ${inWords(whole)} beside ${inWords(reports)}`,
      name,
      unit: 'ms',
      ours: grown[key],
      limit: { of: `ms at ${inWords(reports)}`, value: times[key] },
      bar: most(atMost),
    }),
  )

/**
 * The store beside its twin without a key, at the size that both have now, and beside itself when
 * it was small.
 */
export const storeFigures = (
  pair: PairOfVaults,
  effort: Effort,
  small: { readonly reports: number; readonly times: Growing },
): readonly Figure[] => {
  const group = `Store, ${inWords(pair.reports.length)} reports`
  const figures: Figure[] = []
  const timed = stopwatch(pair, effort)
  const { actions, both, whole } = timed

  const add = (measured: Omit<Measured, 'group' | 'unit'>, unit: Measured['unit'] = 'ms'): void => {
    figures.push(figure({ group, unit, ...measured }))
  }
  const compare = (name: string, { ours, limit, ratios }: Pair, bar: Bar): void =>
    add({
      name,
      ours: median(ours),
      limit: { of: 'ms, no key', value: median(limit) },
      spread: middleHalf(ratios),
      bar,
    })

  const list = timed.list()
  compare('open a report', both(actions.point), most(1.1))
  compare('list the first 50', list, most(1.1))
  compare('list 50 further down', both(actions.pageInTheMiddle, whole), most(1.1))
  const newest = timed.newest('Korean, 2 syllables')
  for (const [term, times] of [
    ['English word', timed.newest('English word')],
    ['Korean, 2 syllables', newest],
    ['Chinese, 2 characters', timed.newest('Chinese, 2 characters')],
  ] as const)
    compare(`engine alone: newest 50, ${term}`, times, most(1.15))
  compare('engine alone: full scan', timed.scan(), most(1.3))

  const saves = timed.save()
  compare('save a new report', saves, most(1.1))
  const pages = pagesOfSave(pair, (side, turn) => actions.save(side, 1_000_000 + turn))
  if (pages !== null)
    add({
      name: `the same, beside its ${String(pages)} pages and five syncs alone`,
      ours: median(saves.ours),
      limit: {
        of: 'ms, written and synced',
        value: bareCommitMs(dirname(pair.ourPlace.paths.folder), pages),
      },
      bar: most(2.5),
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
  const times = growing(list, newest, saves)
  return [...figures, ...growthFigures(small, [pair.reports.length, times])]
}

/** Bytes of the pages of the search index, and of everything else. */
type Sizes = {
  readonly tables: number
  readonly index: number
}

const sizesOf = ({ db }: Side): Sizes => {
  const rows = db
    .prepare<[], { name: string; bytes: number }>(
      'SELECT name, sum(pgsize) AS bytes FROM dbstat GROUP BY name',
    )
    .all()
  const sum = (wanted: (name: string) => boolean): number =>
    rows.filter(({ name }) => wanted(name)).reduce((total, { bytes }) => total + bytes, 0)
  const isIndex = (name: string): boolean => name.startsWith('search_')
  return { tables: sum((name) => !isIndex(name)), index: sum(isIndex) }
}

/** Pages that a save writes, the middle of nine. Both sides save, so that both stay alike. */
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
