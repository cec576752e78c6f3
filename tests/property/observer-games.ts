import { randomInt } from 'node:crypto'
import { gapsOf, headerMeasures } from './header-features.ts'
import type { History, HistoryPair } from './observed-histories.ts'
import { trainedObservers } from './trained-observers.ts'
import type { Score } from './trained-observers.ts'

/*
 * A game shows an observer two rows of headers, of which one has the answer yes, and asks which. An
 * observer that learns nothing from headers is right in half of the games, whatever it does.
 */

type Row = readonly Uint8Array[]
type Game = { readonly yes: Row; readonly no: Row }

const headersOf = (history: History): Row => history.map(({ header }) => header)

const game = (yes: History, no: History): readonly Game[] => [
  { yes: headersOf(yes), no: headersOf(no) },
]

/** The header before a session and the one after it. */
const around = (history: History, session: number): History =>
  history.slice(session - 1, session + 1)

/** The games that a pair of histories, and the next one of another vault, allow. */
type Ask = (pair: HistoryPair, next: HistoryPair) => readonly Game[]

const everSet: Ask = ({ withWipe, without }) => game(withWipe, without)

const setNow: Ask = ({ script: { endsAt }, withWipe, without }) =>
  game(withWipe.slice(0, endsAt), without.slice(0, endsAt))

const setBetween: Ask = ({ script: { setAt }, withWipe, without }) =>
  game(around(withWipe, setAt), around(without, setAt))

const removedBetween: Ask = ({ script: { fate, endsAt }, withWipe, without }) =>
  fate === 'removed' ? game(around(withWipe, endsAt), around(without, endsAt)) : []

/** Whether a change was that of the wipe passphrase or another one of the same vault. */
const setOrOther: Ask = ({ script, withWipe }) => {
  const others = withWipe.flatMap(({ acts }, at) =>
    at > 0 && at !== script.setAt && at !== script.endsAt && acts.length > 0 ? [at] : [],
  )
  const other = others.length === 0 ? undefined : others[randomInt(others.length)]
  if (other === undefined) return []
  return game(around(withWipe, script.setAt), around(withWipe, other))
}

const wipeStopped: Ask = ({ script, withWipe, without }) =>
  script.fate === 'stopped-wipe' ? game(withWipe.slice(-2), without.slice(-2)) : []

/** The first headers that the empty vault after a wipe has, or a created one. */
const leftByWipe: Ask = (pair, next) => {
  if (pair.script.start === next.script.start) return []
  const [wiped, created] = pair.script.start === 'left-by-wipe' ? [pair, next] : [next, pair]
  return game(wiped.without.slice(0, 2), created.without.slice(0, 2))
}

export const questions = {
  everSet,
  setNow,
  setBetween,
  removedBetween,
  setOrOther,
  wipeStopped,
  leftByWipe,
} as const
export type Question = keyof typeof questions

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)
const growth = (values: readonly number[]): number => (values.at(-1) ?? 0) - (values[0] ?? 0)

/** Rules that need no examples, from an audit of the first header format. */
export const rules = {
  'areas that changed': (row) => sum(gapsOf(row).map(({ changedAreas }) => changedAreas)),
  'slots that stayed': (row) => sum(gapsOf(row).map(({ slotsThatStay }) => slotsThatStay)),
  'commitments that stayed': (row) =>
    sum(gapsOf(row).map(({ commitmentsThatStay }) => commitmentsThatStay)),
  'salt that changed': (row) => gapsOf(row).filter(({ isSaltChanged }) => isSaltChanged).length,
  'clear fields that grew': (row) => sum(gapsOf(row).map(({ clearGrowth }) => clearGrowth)),
  'slots with an ML-KEM ciphertext': (row) =>
    sum(row.map((header) => headerMeasures(header).mlkemEvidence)),
  'slots that became a ciphertext': (row) =>
    growth(row.map((header) => headerMeasures(header).mlkemEvidence)),
  'slots with an X25519 key': (row) => -sum(row.map((header) => headerMeasures(header).bit255)),
  'entropy of the bodies': (row) => sum(row.map((header) => headerMeasures(header).bodyEntropy)),
} as const satisfies Record<string, Score>

/** How often one observer was right. */
export type Result = {
  readonly question: Question
  readonly observer: string
  readonly right: number
  readonly games: number
}

/** A score that says nothing is a coin. */
const isRight = (score: Score, { yes, no }: Game): boolean => {
  const difference = score(yes) - score(no)
  return difference === 0 || Number.isNaN(difference) ? randomInt(2) === 1 : difference > 0
}

/**
 * Plays one question. Rules play all games; trained observers learn from the first half, and play
 * the second.
 */
export const ask = (question: Question, pairs: readonly HistoryPair[]): readonly Result[] => {
  const games: Game[] = []
  for (let at = 0; at < pairs.length; at += 2) {
    const [pair, other] = [pairs[at], pairs[at + 1]]
    if (pair === undefined || other === undefined) break
    games.push(...questions[question](pair, other))
    // No header is in two games of one question.
    if (question !== 'leftByWipe') games.push(...questions[question](other, pair))
  }
  const result = (observer: string, score: Score, played: readonly Game[]): Result => ({
    question,
    observer,
    right: played.filter((each) => isRight(score, each)).length,
    games: played.length,
  })
  const half = Math.floor(games.length / 2)
  const [known, unknown] = [games.slice(0, half), games.slice(half)]
  const examples = { yes: known.map(({ yes }) => yes), no: known.map(({ no }) => no) }
  return [
    ...Object.entries(rules).map(([name, rule]) => result(name, rule, games)),
    ...Object.entries(trainedObservers).map(([name, train]) =>
      result(name, train(examples), unknown),
    ),
  ]
}

/** Logarithms of the factorials up to `most`. */
const logFactorials = (most: number): Float64Array => {
  const logs = new Float64Array(most + 1)
  for (let n = 2; n <= most; n++) logs[n] = (logs[n - 1] ?? 0) + Math.log(n)
  return logs
}

/**
 * Probability that a coin is as far from half as this or farther, to either side: exact, from the
 * binomial distribution.
 */
export const chanceOf = ({ right, games }: Pick<Result, 'right' | 'games'>): number => {
  const logs = logFactorials(games)
  const least = Math.max(right, games - right)
  let tail = 0
  for (let k = least; k <= games; k++) {
    const ways = (logs[games] ?? 0) - (logs[k] ?? 0) - (logs[games - k] ?? 0)
    tail += Math.exp(ways - games * Math.LN2)
  }
  return Math.min(1, 2 * tail)
}
