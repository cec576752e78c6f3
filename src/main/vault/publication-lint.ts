import type { PublicationContent } from '../../shared/claims.ts'
import type { RecordId } from '../../shared/ids.ts'
import { hiddenCharacters } from '../../record/hidden-text.ts'
import type { PublicRecord } from '../../record/public-record.ts'
import { flatText } from '../../record/words.ts'
import type { LintPort } from './lint-port.ts'
import type { ReviewItem } from './export-review.ts'
import { phrasesOf, withoutPrinted } from './printed-phrases.ts'

type Section = {
  /** Names the section in an item: `title`, `claim-…`, `report-…`. */
  readonly where: string
  readonly subject: RecordId | null
  readonly language: string
  readonly text: string
  /** Findings that a person let stand in the report itself, with why. */
  readonly known: readonly { readonly family: string; readonly quote: string; reason: string }[]
}

const quoteMax = 100

const sectionsOf = (
  content: PublicationContent,
  record: PublicRecord,
  knownOf: (index: number) => Section['known'],
): Section[] => {
  const { language } = record
  const own = (where: string, text: string): Section => ({
    where,
    subject: null,
    language,
    text,
    known: [],
  })
  return [
    own('title', record.title),
    own('summary', record.summary),
    own('method', record.method),
    ...record.claims.map(({ wording, attribution, when, place, count }, i): Section => {
      const id = content.claims[i]?.claimId as string
      const text = [wording, attribution, when, place, count].join('\n')
      return { ...own(`claim-${id}`, text), subject: id as RecordId }
    }),
    ...record.texts.map((text, i): Section => {
      const id = content.reports[i]?.reportId as string
      return {
        where: `report-${id}`,
        subject: id as RecordId,
        language: text.language,
        text: [text.attribution, flatText(text.parts, language)].join('\n'),
        known: knownOf(i),
      }
    }),
  ].filter(({ text }) => text.trim() !== '')
}

const oneLine = (text: string): string =>
  Array.from(text.replace(/\s+/g, ' ').trim()).slice(0, quoteMax).join('')

const hiddenItems = ({ where, subject, text }: Section): ReviewItem[] =>
  hiddenCharacters(text).map((about) => ({
    item: `hidden:${where}:${about}`,
    kind: 'hidden-text',
    state: 'blocks',
    subject,
    about,
    reason: null,
  }))

/**
 * What the checks find in everything that would be printed, and characters that nobody would see. An
 * item carries the words that it is about, so that an override never covers other words. What a
 * person let stand in a report for those who work with it is asked again before the public reads it.
 */
export const lintItems = async (
  content: PublicationContent,
  record: PublicRecord,
  ports: { readonly check: LintPort; readonly knownOf: (index: number) => Section['known'] },
): Promise<ReviewItem[]> => {
  const items = new Map<string, ReviewItem>()
  const add = (item: ReviewItem): void => {
    if (!items.has(item.item)) items.set(item.item, item)
  }
  const phrases = phrasesOf(record)
  for (const section of sectionsOf(content, record, ports.knownOf)) {
    hiddenItems(section).forEach(add)
    const { where, subject, text, language, known } = section
    // One after another: the checks have one worker.
    const findings = await ports.check({ text, language, subject })
    if (findings === null) {
      const item = `lint:${where}:unchecked`
      add({ item, kind: 'lint', state: 'blocks', subject, about: '', reason: null })
    }
    for (const { family, start, end } of withoutPrinted(text, findings ?? [], phrases)) {
      if (family === 'hidden') continue
      const quote = text.slice(start, end)
      add({
        item: `lint:${where}:${family}:${oneLine(quote)}`,
        kind: 'lint',
        state: 'blocks',
        subject,
        about: oneLine(quote),
        reason: known.find((one) => one.family === family && one.quote === quote)?.reason ?? null,
      })
    }
  }
  return [...items.values()]
}
