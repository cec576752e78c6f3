import type { z } from 'zod'
import { AttributionContent, ClaimContent, PublicationContent } from './claims.ts'
import { CaseContent, ReportContent, SourceContent } from './records.ts'
import type { recordKind } from './vocabularies.ts'

/** Schema of a revision's content, by record kind. */
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

/**
 * Does `raw` equal `parsed`, except for keys that an older version did not know and that have a
 * default?
 */
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
 * Does this signed content fit its kind, in the form of this version or an earlier one? The same
 * rule applies to previewing and to importing a file.
 */
export const fitsKind = (kind: keyof typeof contentSchemas, content: unknown): boolean => {
  const parsed = contentSchemas[kind].safeParse(content)
  return parsed.success && saysTheSame(content, parsed.data)
}
