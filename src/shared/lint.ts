import { z } from 'zod'
import * as vocabulary from './vocabularies.ts'

/** One place in a text that could lead to a source. Offsets are UTF-16 code units. */
export const Finding = z.strictObject({
  family: z.enum(vocabulary.lintFamily),
  rule: z.string(),
  start: z.int().min(0),
  end: z.int().min(0),
  /** A replacement for the marked words; null when only the author can find one. */
  replacement: z.string().nullable(),
})
export type Finding = z.infer<typeof Finding>
