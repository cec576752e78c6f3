import { z } from 'zod'
import { limits } from './limits.ts'
import { languages } from './vocabularies.ts'

/** One piece of a sheet for paper, in the order in which they stand on it. */
export const PaperBlock = z.strictObject({
  /** `fact`: a name and what it is; `code`: ids, digests and keys, which are compared sign by sign. */
  as: z.enum(['title', 'heading', 'text', 'fact', 'code']),
  /** What a fact or a code is called; empty where it has no name. */
  name: z.string().max(limits.note),
  words: z.string().max(limits.body),
  /** The words' own, or empty: that of the sheet. */
  language: z.string().max(limits.language),
  /** In how many lists it stands. */
  depth: z.int().min(0).max(4),
  /** What a list puts before it: a number, a dot, or nothing. */
  mark: z.string().max(10),
})
export type PaperBlock = z.infer<typeof PaperBlock>

/** A sheet for paper as it was shown: words and what they are, and no markup. */
export const Paper = z.strictObject({
  language: z.enum(languages),
  blocks: z.array(PaperBlock).min(1).max(limits.paperBlocks),
})
export type Paper = z.infer<typeof Paper>
