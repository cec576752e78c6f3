import type { z } from 'zod'
import { AttributionContent, ClaimContent, PublicationContent } from './claims.ts'
import { CaseContent, ReportContent, SourceContent } from './records.ts'
import type { recordKind } from './vocabularies.ts'

/** What the content of a revision must be, by its kind. */
export const contentSchemas = {
  case: CaseContent,
  source: SourceContent,
  report: ReportContent,
  claim: ClaimContent,
  attribution: AttributionContent,
  publication: PublicationContent,
} as const satisfies Readonly<Record<(typeof recordKind)[number], z.ZodType>>

const isPlain = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Is `raw` what was parsed, but for keys that an older version did not know and a default stands for? */
const saysTheSame = (raw: unknown, parsed: unknown): boolean => {
  if (Array.isArray(raw)) {
    return (
      Array.isArray(parsed) &&
      raw.length === parsed.length &&
      raw.every((one, i) => saysTheSame(one, parsed[i]))
    )
  }
  if (!isPlain(raw)) return raw === parsed
  return isPlain(parsed) && Object.keys(raw).every((key) => saysTheSame(raw[key], parsed[key]))
}

/**
 * Is this the content of a record of that kind, in the form of this version or of an earlier one? Asked
 * of what was signed, as it is: the one rule for what is shown of a file and for what is taken of it.
 */
export const fitsKind = (kind: keyof typeof contentSchemas, content: unknown): boolean => {
  const parsed = contentSchemas[kind].safeParse(content)
  return parsed.success && saysTheSame(content, parsed.data)
}
