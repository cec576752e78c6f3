import type { SentenceContext } from './context.ts'
import { toldOf } from './finding.ts'
import type { Family, RuleFinding } from './finding.ts'
import { toOriginal } from './fold.ts'
import type { Folded } from './fold.ts'
import { joinedAt, standsAlone } from './letters.ts'
import type { MatchLocator, MatchSpan } from './match-locator.ts'
import type { Rule } from './rule.ts'

/**
 * Flood guard: at most one finding per 10 characters and one candidate per 2 for one rule. Beyond
 * that, the rest of the text becomes one finding.
 */
const perFinding = 10
const perAttempt = 2

/** Minimum for short texts. */
const atLeast = 100

/** Where to continue after a candidate that was refused at its edges. */
const pastWord = (text: string, start: number, end: number): number => {
  if (!joinedAt(text, start)) return Math.max(end, start + 1)
  let at = start + 1
  while (at < text.length && joinedAt(text, at)) at += 1
  return at
}

const finding = (
  rule: Rule,
  folded: Folded,
  start: number,
  end: number,
  text?: string,
): RuleFinding => {
  const { family, id } = rule
  const { severity, messageKey } = toldOf(family)
  let from = start
  let to = end
  // A pattern may include the blank that ends a number; the finding does not.
  while (to > from && folded.lower[to - 1] === ' ') to -= 1
  while (from < to && folded.lower[from] === ' ') from += 1
  const place = toOriginal(folded, from, to)
  const found: RuleFinding = {
    family,
    rule: id,
    start: place.start,
    end: place.end,
    severity,
    messageKey,
  }
  const replacement = text === undefined ? undefined : rule.replace?.(text)
  return replacement === undefined ? found : { ...found, replacement }
}

/** Longer words are not matched as a whole. */
const longestWord = 400

/**
 * The match that ends first may be inside a word that matches as a whole: a wallet in an address.
 */
const wholeWord = (
  locator: MatchLocator,
  text: string,
  cut: MatchSpan,
  to: number,
): MatchSpan | undefined => {
  const least = cut.start - longestWord
  let at = cut.start
  while (at > least && joinedAt(text, at)) at -= 1
  const word = at === least ? undefined : locator.at(at, to)
  const span = word === undefined ? undefined : locator.span(word)
  return span !== undefined && standsAlone(text, span.start, span.end) ? word : undefined
}

/** Leaders whose every day is on the record. */
const leaders =
  /(?:习近平|金正恩|金正日|金日成|金与正|毛泽东|普京|特朗普|拜登|김정은|김정일|김일성|김여정|시진핑|마오쩌둥|푸틴|트럼프|바이든|kim (?:jong|il|yo)|xi jinping|mao zedong|putin|trump|biden)/

/** A day with its year in a sentence without private facts is history; a year of birth is not. */
const isOnRecord = (
  context: SentenceContext,
  view: string,
  text: string,
  start: number,
  end: number,
  kind: Family,
): boolean =>
  context.isPublic(start, end) ||
  leaders.test(
    view.slice(Math.max(context.sentence(start).start, start - 80), end + 80).toLowerCase(),
  ) ||
  (kind !== 'age' &&
    /(?:1[6-9]\d\d|200\d|201\d)/.test(text) &&
    !context.has('private', start, end) &&
    !context.has('source', start, end))

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

/**
 * Runs one rule over the windows that may hold a match. Linear: an automaton passes over each
 * window once, and refused candidates are skipped whole. When the limit of findings or candidates
 * is reached, the rest of the text becomes one finding, so that flooding hides nothing.
 */
export const runRule = (
  rule: Rule,
  folded: Folded,
  context: SentenceContext,
  windows: SearchWindows,
  locator: MatchLocator,
): readonly RuleFinding[] => {
  const { accept, begin: beginOf, family, on, unlessPublic } = rule
  const mayTouch = rule.alone === false
  const view = folded[on ?? 'lower']
  const found: RuleFinding[] = []
  // A refused word may extend beyond its window.
  let resume = 0
  // The other views are in lower case.
  const shown = (start: number, end: number): string =>
    on === 'cased' ? view.slice(start, end).toLowerCase() : view.slice(start, end)
  let attempts = atLeast + view.length / perAttempt
  const mostFindings = atLeast + view.length / perFinding
  for (let index = 0; index < windows.starts.length; index += 1) {
    const last = windows.ends[index] ?? 0
    const from = Math.max(resume, windows.starts[index] ?? 0)
    let match = from < last ? locator.first(from, last) : undefined
    for (; match !== undefined; match = resume < last ? locator.first(resume, last) : undefined) {
      attempts -= 1
      if (attempts < 0 || found.length >= mostFindings) {
        found.push(finding(rule, folded, match.start, view.length))
        return found
      }
      const isCut = !mayTouch && joinedAt(view, match.start)
      const whole = isCut ? wholeWord(locator, view, match, last) : match
      const span = whole === undefined ? undefined : locator.span(whole)
      if (whole === undefined || span === undefined) {
        resume = pastWord(view, match.start, match.end)
        continue
      }
      const { end } = span
      let { start } = span
      let text = shown(start, end)
      const alone =
        mayTouch || (standsAlone(view, start, end) && standsAlone(view, whole.start, end))
      const begin = alone ? beginOf?.({ folded, context, start, end, text }) : undefined
      if (begin !== undefined) {
        start = begin
        text = shown(start, end)
      }
      const holds =
        alone &&
        (beginOf === undefined || begin !== undefined) &&
        !(unlessPublic === true && isOnRecord(context, view, text, start, end, family)) &&
        accept?.({ folded, context, start, end, text }) !== false
      if (holds) found.push(finding(rule, folded, start, end, text))
      // A keyword may announce a second keyword: 微信(WeChat ID: …).
      if (!holds && alone && span.start > whole.start) resume = span.start
      else resume = alone ? Math.max(end, span.start + 1) : pastWord(view, span.start, end)
    }
  }
  return found
}
