import type { SentenceContext } from './context.ts'
import { severityOf } from './finding.ts'
import type { RuleFinding } from './finding.ts'
import { toOriginal } from './fold.ts'
import type { Folded } from './fold.ts'
import { isHan, isHangul, isLatin } from './letters.ts'

const pairs: Readonly<Record<string, string>> = { '"': '"', "'": "'", '「': '」', '『': '』' }

/** Minimum length of a long quotation: words of Latin letters count twice, syllables once. */
const longFrom = 14

/** A quotation without a closing mark ends here. */
const farthest = 3_000

const weight = (text: string, start: number, end: number): number => {
  let total = 0
  for (let at = start; at < end; at += 1) {
    const unit = text[at] ?? ''
    if (isHan(unit) || isHangul(unit)) total += 1
    else if (isLatin(unit) && !isLatin(text[at - 1] ?? ' ') && text[at - 1] !== "'") total += 2
  }
  return total
}

/** `Won Jae-chun said`, `said Julie Turner`, `Mr. Won told`: a speaker on the record. */
const named =
  /\b[A-Z][a-z]+ (?:[A-Z][a-z]*[.]? ?)?[A-Z][a-z]+(?:-[a-z]+)?,? (?:said|told|stated|testified|wrote|added|argued|warned)\b|\b(?:said|stated|wrote|added|argued|warned) (?:[A-Z][a-z]+ )*[A-Z][a-z]+ [A-Z][a-z]+|\b(?:Mr|Ms|Mrs|Dr|Prof|Professor|Minister|Ambassador|President|Senator|Chairman)\.? [A-Z]/

/** How far from the quotation marks a speaker is searched. */
const around = 90

const onRecord = (
  folded: Folded,
  context: SentenceContext,
  start: number,
  end: number,
): boolean => {
  const before = Math.max(0, start - around)
  if (context.near('source', before, start) || context.near('source', end, end + around)) {
    return false
  }
  return (
    context.near('office', before, start) ||
    context.near('office', end, end + around) ||
    context.near('public', before, start) ||
    named.test(folded.cased.slice(before, start)) ||
    named.test(folded.cased.slice(end, end + around))
  )
}

/** An apostrophe inside a word is not a closing mark. */
const closes = (text: string, at: number, closing: string): boolean =>
  text[at] === closing && (closing !== "'" || !isLatin(text[at + 1] ?? ' '))

/** Long verbatim speech: a person's way of speaking identifies them. Linear. */
export const quotations = (folded: Folded, context: SentenceContext): readonly RuleFinding[] => {
  const text = folded.cased
  const found: RuleFinding[] = []
  const opening = /["'「『]/g
  for (;;) {
    const at = opening.exec(text)?.index
    if (at === undefined) break
    const closing = pairs[text[at] ?? '']
    const next = text[at + 1] ?? ' '
    const isOpening =
      closing !== undefined &&
      next !== ' ' &&
      next !== '\n' &&
      !/[0-9]/.test(text[at - 1] ?? ' ') &&
      // An apostrophe is inside a word or at its end.
      (closing !== "'" || !/[\p{L}\p{N}.,!?"]/u.test(text[at - 1] ?? ' '))
    if (!isOpening) continue
    let end = at + 1
    const last = Math.min(text.length, at + farthest)
    while (end < last && !closes(text, end, closing) && text[end] !== '\n') end += 1
    if (text[end] === closing) end += 1
    if (weight(text, at, end) >= longFrom && !onRecord(folded, context, at, end)) {
      found.push({
        family: 'verbatim',
        rule: 'quotation',
        ...toOriginal(folded, at, end),
        severity: severityOf('verbatim'),
        messageKey: 'finding.verbatim',
      })
    }
    opening.lastIndex = Math.max(end, at + 1)
  }
  return found
}
