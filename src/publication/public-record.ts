import type { languages, redactionCategory } from '../shared/vocabularies.ts'

export type RecordLanguage = (typeof languages)[number]
export type RedactionCategory = (typeof redactionCategory)[number]

/** Words that stay, or the category of what was taken away in their place. */
export type PublicPart = { readonly text: string } | { readonly removed: RedactionCategory }

/** One statement, every value as coarse as a person chose. Empty: not stated. */
export type PublicClaim = {
  readonly wording: string
  readonly attribution: string
  readonly when: string
  readonly place: string
  readonly count: string
  /** Admiralty scale, `1` to `6`. */
  readonly credibility: string
}

export type PublicText = {
  /** BCP 47 tag of the text, which may differ from the record's own language. */
  readonly language: string
  readonly attribution: string
  readonly parts: readonly PublicPart[]
}

/**
 * All that a public record says, and all that its generators see: no id, no name, no place or time of
 * its making. What is not in here cannot be in a file.
 */
export type PublicRecord = {
  readonly language: RecordLanguage
  readonly title: string
  readonly summary: string
  readonly method: string
  readonly claims: readonly PublicClaim[]
  readonly texts: readonly PublicText[]
}
