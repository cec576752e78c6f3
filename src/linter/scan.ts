import type { Context } from './context.ts'
import { severityOf } from './finding.ts'
import type { Finding } from './finding.ts'
import { toOriginal } from './fold.ts'
import type { Folded } from './fold.ts'
import { joined, standsAlone } from './letters.ts'
import { locate, matchAt } from './locate.ts'
import type { Place } from './locate.ts'
import type { Pieces } from './pieces.ts'
import type { CompiledRule } from './rule.ts'

/** After this many findings of one rule, the rest of the text is one finding. */
const mostFindings = 100

const many = 4_000

/** True where more than `least` pieces are marked. */
function isMarked(marks: Uint8Array, least: number): boolean {
  let count = 0
  for (const mark of marks) {
    count += mark
    if (count > least) return true
  }
  return false
}

/** Where to go on after a candidate that was refused at its edges. */
function pastWord(text: string, start: number, end: number): number {
  if (!joined(text[start - 1] ?? ' ', text[start] ?? ' ')) return Math.max(end, start + 1)
  let at = start + 1
  while (at < text.length && joined(text[at - 1] ?? ' ', text[at] ?? ' ')) at += 1
  return at
}

function finding(
  rule: CompiledRule,
  folded: Folded,
  start: number,
  end: number,
  text?: string,
): Finding {
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

/** What ends first may lie inside a word that matches as a whole: a wallet in an address. */
function wholeWord(rule: CompiledRule, piece: string, place: Place, group: 0 | 1): Place {
  if (standsAlone(piece, place.start, place.end)) return place
  let at = place.whole
  while (at > 0 && joined(piece[at - 1] ?? ' ', piece[at] ?? ' ')) at -= 1
  const other = at === place.whole ? undefined : matchAt(rule.machine, piece, at, group)
  return other !== undefined && standsAlone(piece, other.start, other.end) ? other : place
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
 * Runs one rule over the pieces that may hold a match. Linear: a piece is bounded, a DFA tells
 * first whether there is anything in it, refused candidates are skipped whole, and candidates are
 * counted. Where the count runs out, the rest of the text becomes one finding, so that flooding a
 * text hides nothing.
 */
export function runRule(
  rule: CompiledRule,
  folded: Folded,
  context: Context,
  pieces: Pieces,
  marks: Uint8Array,
): readonly Finding[] {
  const view = folded[rule.on ?? 'lower']
  const found: Finding[] = []
  const group = rule.span ?? 0
  // Pieces overlap, and a refused word may be longer than a piece.
  let resume = 0
  let attempts = 80 + view.length / 1_000
  // Many short pieces cost more than one look at all of them.
  if (pieces.count > many && isMarked(marks, many) && !rule.machine.test(view)) return found
  for (let index = 0; index < pieces.count; index += 1) {
    const last = pieces.ends[index] ?? 0
    if (marks[index] === 0 || resume >= last) continue
    const from = Math.max(resume, pieces.starts[index] ?? 0)
    const piece = view.slice(from, last)
    let place = locate(rule.machine, piece, 0, group)
    while (place !== undefined) {
      if (rule.alone !== false) place = wholeWord(rule, piece, place, group)
      let start = from + place.start
      const end = from + place.end
      attempts -= 1
      if (attempts < 0 || found.length >= mostFindings) {
        found.push(finding(rule, folded, start, view.length))
        return found
      }
      let text = view.slice(start, end).toLowerCase()
      const alone =
        rule.alone === false ||
        (standsAlone(view, start, end) &&
          (group === 0 || standsAlone(view, from + place.whole, end)))
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
      if (!holds && alone && place.start > place.whole) resume = next
      else resume = alone ? Math.max(end, next + 1) : pastWord(view, next, end)
      place = resume < last ? locate(rule.machine, piece, resume - from, group) : undefined
    }
  }
  return found
}
