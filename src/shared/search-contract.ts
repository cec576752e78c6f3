import { z } from 'zod'
import { limits } from './limits.ts'
import { method } from './method.ts'
import * as r from './records.ts'

const Hit = z.strictObject({
  row: r.ReportRow,
  /** Where the words were found. */
  field: z.enum(['title', 'body', 'translation', 'filter']),
  /** Text around the first hit; `marks` are [start, end) offsets into it. */
  snippet: z.string(),
  marks: z.array(z.tuple([z.int(), z.int()])),
})

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
}
