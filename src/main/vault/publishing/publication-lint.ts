import type { PublicationContent } from '../../../shared/claims.ts'
import type { PublicRecord } from '../../../publication/public-record.ts'
import { flatText } from '../../../publication/words.ts'
import { createYield } from '../../exchange/pace.ts'
import type { NameExceptions } from '../sealed-identities/name-exceptions.ts'
import type { LintPort } from '../lint/lint-port.ts'
import { phrasesOf } from '../review/printed-phrases.ts'
import type { ReviewIssue } from '../review/review-items.ts'
import { findingsInTexts } from '../review/text-findings.ts'
import type { ExportedText, TextFinding } from '../review/text-findings.ts'

type KnownOf = (index: number) => ExportedText['known']
/** The name of the printed claim or report in the vault. */
type NameOf = (place: 'claim' | 'report', index: number) => string

/** Every printed text, with its location. */
export const sectionsOf = (
  content: PublicationContent,
  record: PublicRecord,
  { knownOf, nameOf }: { readonly knownOf: KnownOf; readonly nameOf: NameOf },
): ExportedText[] => {
  const { language } = record
  const own = (place: 'title' | 'summary' | 'method', text: string): ExportedText => ({
    where: place,
    subject: null,
    place,
    name: '',
    language,
    text,
    known: [],
  })
  return [
    own('title', record.title),
    own('summary', record.summary),
    own('method', record.method),
    ...record.claims.map(({ wording, attribution, when, place, count }, i): ExportedText => {
      const id = content.claims[i]?.claimId as string
      return {
        where: `claim-${id}`,
        subject: id,
        place: 'claim',
        name: nameOf('claim', i),
        language,
        text: [wording, attribution, when, place, count].join('\n'),
        known: [],
      }
    }),
    ...record.texts.map((text, i): ExportedText => {
      const id = content.reports[i]?.reportId as string
      return {
        where: `report-${id}`,
        subject: id,
        place: 'report',
        name: nameOf('report', i),
        language: text.language,
        text: [text.attribution, flatText(text.parts, language)].join('\n'),
        known: knownOf(i),
      }
    }),
  ].filter(({ text }) => text !== '')
}

/**
 * The findings of the checks in every printed text, and hidden characters. An item is bound to its
 * words, so that an override never covers other words. An override in a report was made for
 * colleagues, so it is asked again before publication.
 */
export const lintItems = async (
  sections: readonly ExportedText[],
  record: PublicRecord,
  check: LintPort,
  nameExceptions: NameExceptions,
): Promise<ReviewIssue[]> => {
  const phrases = phrasesOf(record)
  const next = createYield()
  const spots: TextFinding[] = []
  for (const section of sections) {
    // Findings that are cached come in the same turn.
    await next()
    // Sequential: the checks have one worker.
    spots.push(...(await findingsInTexts(section, phrases, check, nameExceptions)))
  }
  const items = new Map<string, TextFinding>()
  for (const spot of spots) {
    const count = (items.get(spot.item)?.count ?? 0) + 1
    items.set(spot.item, { ...spot, count })
  }
  return [...items.values()]
}
