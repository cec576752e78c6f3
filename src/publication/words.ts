import type { credibility } from '../shared/vocabularies.ts'
import type { PublicPart, PublicClaim, RecordLanguage, RedactionCategory } from './public-record.ts'
import { en } from './words-en.ts'
import { ko } from './words-ko.ts'
import { zh } from './words-zh.ts'

/** The fixed texts of a public record, in one language. */
export type PublicationWords = {
  /** Title of the page's type. */
  readonly kind: string
  readonly summary: string
  readonly claims: string
  readonly texts: string
  readonly method: string
  readonly grading: string
  readonly gradingText: string
  readonly digests: string
  readonly digestsText: string
  /** Introduces a command; `{item}` is the number of the item that it applies to. */
  readonly digestsHow: string
  readonly redaction: string
  readonly redactionText: string
  readonly attributionText: string
  readonly number: string
  readonly claim: string
  readonly attribution: string
  readonly when: string
  readonly place: string
  readonly count: string
  readonly credibility: string
  readonly digest: string
  readonly text: string
  /** Labels of the notes beside a table. */
  readonly columns: string
  readonly claimOrText: string
  readonly meaning: string
  readonly language: string
  readonly credibilities: Readonly<Record<(typeof credibility)[number], string>>
  readonly removed: Readonly<Record<RedactionCategory, string>>
}

const words = { en, ko, zh } as const satisfies Record<RecordLanguage, PublicationWords>

export const wordsOf = (language: RecordLanguage): PublicationWords => words[language]

/** A text as one string, with redactions replaced by their category. */
export const flatText = (parts: readonly PublicPart[], language: RecordLanguage): string =>
  parts
    .map((part) => ('text' in part ? part.text : wordsOf(language).removed[part.removed]))
    .join('')

/** The meaning of a claim's grade, in words. */
export const meaningOf = ({ credibility: grade }: PublicClaim, language: RecordLanguage): string =>
  wordsOf(language).credibilities[grade as keyof PublicationWords['credibilities']]
