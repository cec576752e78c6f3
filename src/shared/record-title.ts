import type { AttributionContent, ClaimContent, PublicationContent } from './claims.ts'
import type { CaseContent, ReportContent, SourceContent } from './records.ts'
import type { recordKind } from './vocabularies.ts'

type TitledKind = (typeof recordKind)[number]

/**
 * The title of a record, from its content, which must fit the schema of its kind. A protected
 * source has its code name; a report may have no title.
 */
export const titleOf = (kind: TitledKind, content: unknown): string => {
  switch (kind) {
    case 'source': {
      const { codeName, name } = content as SourceContent
      return codeName === '' ? name : codeName
    }
    case 'claim':
      return (content as ClaimContent).statement
    case 'attribution':
      return (content as AttributionContent).phrase
    case 'case':
    case 'report':
    case 'publication':
      return (content as CaseContent | ReportContent | PublicationContent).title
  }
}

/** The same from the content as canonical JSON. */
export const titleOfContent = (kind: TitledKind, content: string): string =>
  titleOf(kind, JSON.parse(content))
