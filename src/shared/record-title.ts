import type { AttributionContent, ClaimContent, PublicationContent } from './claims.ts'
import type { CaseContent, ReportContent, SourceContent } from './records.ts'
import type { recordKind } from './vocabularies.ts'

/**
 * What a person calls a record, from its content as canonical JSON that fits the schema of its kind.
 * A protected source goes by its code name; a report may have no title.
 */
export const titleOfContent = (kind: (typeof recordKind)[number], content: string): string => {
  const parsed: unknown = JSON.parse(content)
  switch (kind) {
    case 'source': {
      const { codeName, name } = parsed as SourceContent
      return codeName === '' ? name : codeName
    }
    case 'claim':
      return (parsed as ClaimContent).statement
    case 'attribution':
      return (parsed as AttributionContent).phrase
    case 'case':
    case 'report':
    case 'publication':
      return (parsed as CaseContent | ReportContent | PublicationContent).title
  }
}
