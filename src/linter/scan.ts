import type { Context } from './context.ts'
import { severityOf } from './finding.ts'
import type { Finding } from './finding.ts'
import { toOriginal } from './fold.ts'
import type { Folded } from './fold.ts'
import { joined, standsAlone } from './letters.ts'
import type { Locator, Place } from './locate.ts'
import type { Rule } from './rule.ts'
import type { Stretches } from './stretches.ts'

/**
 * No text says the same kind of thing every ten characters, or seems to every other one. Where
 * findings or candidates of one rule come thicker than that, the rest of it is one finding.
 */
const perFinding = 10
const perAttempt = 2

/** Short texts may. */
const atLeast = 100

/** Where to go on after a candidate that was refused at its edges. */
function pastWord(text: string, start: number, end: number): number {
  if (!joined(text[start - 1] ?? ' ', text[start] ?? ' ')) return Math.max(end, start + 1)
  let at = start + 1
  while (at < text.length && joined(text[at - 1] ?? ' ', text[at] ?? ' ')) at += 1
  return at
}

function finding(rule: Rule, folded: Folded, start: number, end: number, text?: string): Finding {
  const replacement = text === undefined ? undefined : rule.replace?.(text)
  return {
    family: rule.family,
    rule: rule.id,
    ...toOriginal(folded, start, end),
    severity: severityOf(rule.family),
    ...(replacement === undefined ? {} : { replacement }),
    messageKey: `finding.${rule.family}`,
  }
}

/** Longer words than this are not looked at as a whole. */
const longestWord = 400

/** What ends first may lie inside a word that matches as a whole: a wallet in an address. */
function wholeWord(locator: Locator, text: string, place: Place, to: number): Place {
  if (standsAlone(text, place.start, place.end)) return place
  const least = place.whole - longestWord
  let at = place.whole
  while (at > least && joined(text[at - 1] ?? ' ', text[at] ?? ' ')) at -= 1
  const other = at === place.whole || at === least ? undefined : locator.at(at, to)
  return other !== undefined && standsAlone(text, other.start, other.end) ? other : place
}

/** Whose days are on the record, wherever they go. */
const leaders =
  /(?:习近平|金正恩|金正日|金日成|金与正|毛泽东|普京|特朗普|拜登|김정은|김정일|김일성|김여정|시진핑|마오쩌둥|푸틴|트럼프|바이든|kim (?:jong|il|yo)|xi jinping|mao zedong|putin|trump|biden)/

/** A day with its year in a sentence with nothing private is history: somebody looked it up. */
const isOnRecord = (
  context: Context,
  view: string,
  text: string,
  start: number,
  end: number,
): boolean =>
  context.isPublic(start, end) ||
  leaders.test(
    view.slice(Math.max(context.sentence(start).start, start - 80), end + 80).toLowerCase(),
  ) ||
  (/(?:1[6-9]\d\d|200\d|201\d)/.test(text) &&
    !context.has('private', start, end) &&
    !context.has('source', start, end))

/**
 * Runs one rule over the stretches that may hold a match. Linear: an automaton passes over each
 * stretch once, and refused candidates are skipped whole. Where the count of findings or of
 * candidates runs out, the rest of the text becomes one finding, so that flooding hides nothing.
 */
export function runRule(
  rule: Rule,
  folded: Folded,
  context: Context,
  stretches: Stretches,
  locator: Locator,
): readonly Finding[] {
  const view = folded[rule.on ?? 'lower']
  const found: Finding[] = []
  const group = rule.span ?? 0
  // A refused word may reach beyond its stretch.
  let resume = 0
  let attempts = atLeast + view.length / perAttempt
  const mostFindings = atLeast + view.length / perFinding
  for (let index = 0; index < stretches.starts.length; index += 1) {
    const last = stretches.ends[index] ?? 0
    const from = Math.max(resume, stretches.starts[index] ?? 0)
    let place = from < last ? locator.first(from, last) : undefined
    while (place !== undefined) {
      if (rule.alone !== false) place = wholeWord(locator, view, place, last)
      let { start } = place
      const { whole, end } = place
      attempts -= 1
      if (attempts < 0 || found.length >= mostFindings) {
        found.push(finding(rule, folded, start, view.length))
        return found
      }
      let text = view.slice(start, end).toLowerCase()
      const alone =
        rule.alone === false ||
        (standsAlone(view, start, end) && (group === 0 || standsAlone(view, whole, end)))
      const next = start
      const begin = alone ? rule.begin?.({ folded, context, start, end, text }) : undefined
      if (begin !== undefined) {
        start = begin
        text = view.slice(start, end).toLowerCase()
      }
      const holds =
        alone &&
        (rule.begin === undefined || begin !== undefined) &&
        !(rule.unlessPublic === true && isOnRecord(context, view, text, start, end)) &&
        rule.accept?.({ folded, context, start, end, text }) !== false
      if (holds) found.push(finding(rule, folded, start, end, text))
      // A keyword may announce a second keyword: 微信(WeChat ID: …).
      if (!holds && alone && next > whole) resume = next
      else resume = alone ? Math.max(end, next + 1) : pastWord(view, next, end)
      place = resume < last ? locator.first(resume, last) : undefined
    }
  }
  return found
}
