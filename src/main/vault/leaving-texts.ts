import { AttributionContent, ClaimContent } from '../../shared/claims.ts'
import type { RecordId } from '../../shared/ids.ts'
import { CaseContent, ReportContent, SourceContent } from '../../shared/records.ts'
import type { Revision } from '../../shared/records.ts'
import { wordsName } from './review-items.ts'
import type { LeavingText } from './text-findings.ts'

/** The texts of one revision; short ones together, since one look is enough for them. */
type Texts = {
  /** What the record is called. */
  readonly name: string
  readonly texts: readonly { readonly text: string; readonly language: string }[]
  readonly known: ReportContent['overrides']
  /** The report whose words these are; null: it is by itself. */
  readonly of: RecordId | null
}

const inAnyLanguage = 'und'
const together = (lines: readonly (string | undefined)[]) => ({
  text: lines.filter((one) => one !== undefined && one !== '').join('\n'),
  language: inAnyLanguage,
})

const textsOfReport = (content: ReportContent): Texts => ({
  name: content.title,
  texts: [
    ...[content, ...content.translations].flatMap(({ title, body, language }) =>
      [title, body].map((text) => ({ text, language })),
    ),
    together([
      content.place.text,
      content.handling.note,
      ...content.tags,
      ...content.translations.flatMap(({ translator, editor }) => [translator, editor]),
      ...content.overrides.flatMap(({ quote, reason }) => [quote, reason]),
    ]),
  ],
  known: content.overrides,
  of: null,
})

/** Whoever speaks on the record is named in it, and means to be. */
const textsOfSource = (content: SourceContent): Texts => ({
  name: content.kind === 'protected' ? content.codeName : content.name,
  texts: [
    together([
      content.codeName,
      content.note,
      content.reliabilityReason,
      ...content.consents.flatMap(({ audience, note }) => [audience, note]),
      ...content.risks.map(({ note }) => note),
      content.jointPool?.basis,
    ]),
  ],
  known: [],
  of: null,
})

const textsOf = ({ kind, content }: Revision): Texts => {
  const value: unknown = JSON.parse(content)
  switch (kind) {
    case 'report':
      return textsOfReport(ReportContent.parse(value))
    case 'source':
      return textsOfSource(SourceContent.parse(value))
    case 'case': {
      const { title, question } = CaseContent.parse(value)
      return { name: title, texts: [together([title, question])], known: [], of: null }
    }
    case 'attribution': {
      const { phrase, organisation, basis } = AttributionContent.parse(value)
      return { name: phrase, texts: [together([phrase, organisation, basis])], known: [], of: null }
    }
    case 'claim': {
      const claim = ClaimContent.parse(value)
      const { quote, statement, act, whom, byWhom, from, to, credibilityReason } = claim
      return {
        name: statement,
        texts: [
          together([quote, statement, act, whom, byWhom, from.text, to.text, credibilityReason]),
        ],
        known: [],
        of: claim.reportId as string as RecordId,
      }
    }
    case 'publication':
      return { name: '', texts: [], known: [], of: null }
  }
}

/**
 * Every text in an export but its purpose, older revisions included, since they leave too. The same
 * text of one record comes once. What was let stand in the present text of a report is let stand in
 * its older ones and in the words that claims took from it.
 *
 * @param isHead is this revision one of its record's present ones?
 */
export const leavingTexts = (
  revisions: readonly Revision[],
  isHead: (revision: Revision) => boolean,
): LeavingText[] => {
  const read = revisions.map((revision) => ({ revision, ...textsOf(revision) }))
  const names = new Map<string, string>()
  const stands = new Map<string, ReportContent['overrides'][number][]>()
  for (const { revision, name, known } of read) {
    const { subject } = revision
    if (!isHead(revision)) continue
    names.set(subject, name)
    stands.set(subject, [...(stands.get(subject) ?? []), ...known])
  }
  const found = new Map<string, LeavingText & { readonly isPresent: boolean }>()
  for (const { revision, name, texts, known, of } of read) {
    const { subject, kind } = revision
    const isPresent = isHead(revision)
    // A present text is judged by what stands now: somebody may have thought better of it.
    const stood = [...(isPresent ? [] : known), ...(stands.get(of ?? subject) ?? [])]
    for (const { text, language } of texts) {
      if (text === '') continue
      const key = wordsName(subject, language, text)
      const before = found.get(key)
      if (before?.isPresent === true) continue
      found.set(key, {
        where: `${kind}-${subject}`,
        subject,
        place: kind,
        name: names.get(subject) ?? name,
        language,
        text,
        known: before === undefined || isPresent ? stood : [...before.known, ...known],
        isPresent,
      })
    }
  }
  return [...found.values()]
}
