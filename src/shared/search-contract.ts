import { z } from 'zod'
import { ReportId } from './ids.ts'
import { limits } from './limits.ts'
import { method } from './method.ts'
import { ReportRow } from './records.ts'

const Hit = z.strictObject({
  row: ReportRow,
  /** Where the words were found. */
  field: z.enum(['title', 'body', 'translation', 'filter']),
  /** Text around the first hit; `marks` are [start, end) offsets into it. */
  snippet: z.string(),
  marks: z.array(z.tuple([z.int(), z.int()])),
})

const SearchPlace = z.strictObject({
  part: z.enum(['title', 'body', 'translated-title', 'translated-body']),
  /** Which translation; 0 for the other parts. */
  index: z.int().nonnegative(),
  /** UTF-16 code units of that text. */
  start: z.int().nonnegative(),
  end: z.int().nonnegative(),
  /** The text there, so that a text that was edited since is not marked elsewhere. */
  words: z.string(),
})
/** Where a report has the words of a search. */
export type SearchPlace = z.infer<typeof SearchPlace>

/** The search of the reports. */
export const searchContract = {
  'search.query': method(
    z.strictObject({ query: z.string().max(limits.query), limit: z.int().min(1).max(limits.page) }),
    z.strictObject({
      hits: z.array(Hit),
      /** Counting stops at 10 000. */
      total: z.int(),
      /** Filters that name nothing (`source:` of an unknown code name), shown to the person. */
      unknown: z.array(z.string()),
    }),
  ),
  /** In the order of the texts: title, text, then each translation. */
  'search.places': method(
    z.strictObject({ id: ReportId, query: z.string().max(limits.query) }),
    z.strictObject({ places: z.array(SearchPlace).max(limits.searchPlaces) }),
  ),
}
