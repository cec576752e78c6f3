import type { ReportContent } from '../../shared/records.ts'
import type { CheckedPart, CheckedParts, PartText } from '../editor/lint-checker.ts'
import type { LintMark } from '../editor/lint-marks.ts'
import { familyWords, mayOverride } from '../editor/lint-words.ts'
import type { FamilyName } from '../editor/lint-words.ts'
import { asEdited } from '../editor/lint-findings.ts'
import { limits } from './limits.ts'

export type Override = ReportContent['overrides'][number]

/** The text of a report that contains a finding. */
export type ReportPart =
  | { readonly kind: 'title' | 'body' }
  | { readonly kind: 'attachment'; readonly id: string }
  | { readonly kind: 'translated-title' | 'translated-body'; readonly index: number }

export type ReportFinding = {
  /** Stays the same while the words stay, wherever they move. */
  readonly key: string
  /** The name of the part, as `partsOf` returns it. */
  readonly part: string
  readonly family: FamilyName
  readonly start: number
  readonly end: number
  readonly quote: string
  /** The text that an override stores: for hidden characters, with the words around them. */
  readonly kept: string
  readonly replacement: string | null
}

export type ReportFindings = {
  readonly open: readonly ReportFinding[]
  /** Overrides whose words are still in the report. */
  readonly overridden: readonly Override[]
  readonly marks: ReadonlyMap<string, readonly LintMark[]>
  readonly state: CheckedPart['state']
}

/** Every text of a report as its field contains it, in the order of the findings list. */
export const partsOf = ({
  title,
  body,
  language,
  translations,
  attachments = [],
}: ReportContent): ReadonlyMap<string, PartText> =>
  new Map([
    ['title', { text: title, language }],
    ['body', { text: asEdited(body), language }],
    ...translations.flatMap((one, index): [string, PartText][] => [
      [`translated-title.${index}`, { text: one.title, language: one.language }],
      [`translated-body.${index}`, { text: asEdited(one.body), language: one.language }],
    ]),
    ...attachments.map(({ id, name }): [string, PartText] => [
      `attachment.${id}`,
      { text: name, language },
    ]),
  ])

export const partOf = (name: string): ReportPart => {
  const [kind, index] = name.split('.')
  if (kind === 'translated-title' || kind === 'translated-body') {
    return { kind, index: Number(index) }
  }
  if (kind === 'attachment') return { kind, id: index ?? '' }
  return { kind: kind === 'title' ? 'title' : 'body' }
}

/** The marked words as an override stores them: a very long quotation is cut. */
export const quoteOf = (words: string): string => {
  const cut = words.slice(0, limits.reason)
  return /[\ud800-\udbff]$/.test(cut) ? cut.slice(0, -1) : cut
}

/**
 * Hidden characters identify no place by themselves, so an override stores the words around them.
 */
const keptOf = (text: string, family: FamilyName, start: number, end: number): string => {
  const words = text.slice(start, end)
  if (family !== 'hidden') return quoteOf(words)
  const before = /[^ \n\t]*$/.exec(text.slice(0, start))?.[0] ?? ''
  const after = /^[^ \n\t]*/.exec(text.slice(end))?.[0] ?? ''
  return quoteOf(before + words + after)
}

/** Overrides that are allowed and whose words are still in the report. */
export const validOverrides = (content: ReportContent): readonly Override[] => {
  if (content.overrides.length === 0) return content.overrides
  const texts = [...partsOf(content).values()].map(({ text }) => text)
  const overridden = content.overrides.filter(
    ({ family, quote }) =>
      mayOverride(family) && texts.some((text) => text.includes(asEdited(quote))),
  )
  return overridden.length === content.overrides.length ? content.overrides : overridden
}

const nameOf = (family: string, quote: string): string => `${family}\u0000${quote}`

/** The open findings and the overrides of a report, in the order of its texts. */
export const findingsOf = (content: ReportContent, checked: CheckedParts): ReportFindings => {
  const overridden = validOverrides(content)
  const settled = new Set(overridden.map(({ family, quote }) => nameOf(family, asEdited(quote))))
  const seen = new Map<string, number>()
  const open: ReportFinding[] = []
  const marks = new Map<string, readonly LintMark[]>()
  let state: ReportFindings['state'] = 'done'
  for (const [part, { text, findings, state: of }] of checked) {
    if (of === 'failed' || (of === 'behind' && state === 'done')) state = of
    const marked: LintMark[] = []
    for (const { family, start, end, replacement } of findings) {
      const quote = text.slice(start, end)
      const kept = keptOf(text, family, start, end)
      const name = nameOf(family, kept)
      const nth = (seen.get(`${part}${name}`) ?? 0) + 1
      seen.set(`${part}${name}`, nth)
      const key = `${part}\u0000${name}\u0000${nth}`
      const isOverridden = settled.has(name)
      const severity = isOverridden ? 'overridden' : familyWords[family].severity
      marked.push({ key, start, end, family, kept, severity, replacement })
      if (!isOverridden) open.push({ key, part, family, start, end, quote, kept, replacement })
    }
    marks.set(part, marked)
  }
  return { open, overridden, marks, state }
}
