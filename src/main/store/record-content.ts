import { z } from 'zod'
import { ReportContent, SourceContent } from '../../shared/records.ts'

/** The values of the fields that a schema fills in: an earlier version did not write them. */
const defaultsOf = (schema: z.ZodObject): object =>
  Object.fromEntries(
    Object.entries(schema.shape).flatMap(([key, field]) =>
      field instanceof z.ZodDefault ? [[key, field.def.defaultValue]] : [],
    ),
  )

const sourceDefaults = defaultsOf(SourceContent)
const reportDefaults = defaultsOf(ReportContent)

/**
 * A source's content, in full: a signed source of a contact may lack what an earlier version did not
 * write.
 *
 * @param content canonical JSON whose digest the caller has checked; it is not parsed by the schema.
 */
export const sourceContent = (content: string): SourceContent =>
  ({ ...sourceDefaults, ...(JSON.parse(content) as object) }) as SourceContent

/** A report's content, as {@link sourceContent}. */
export const reportContent = (content: string): ReportContent =>
  ({ ...reportDefaults, ...(JSON.parse(content) as object) }) as ReportContent
