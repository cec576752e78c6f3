import { z } from 'zod'
import { limits } from './limits.ts'
import { languages } from './vocabularies.ts'
import { FileToken, RecordId } from './ids.ts'
import { method } from './method.ts'

/** One block of a printed sheet. The order of the blocks is their order on paper. */
export const PaperBlock = z.strictObject({
  /** `fact`: a name and its value; `code`: ids, digests and keys, to be compared sign by sign. */
  as: z.enum(['title', 'heading', 'text', 'fact', 'code']),
  /** Label of a fact or code; empty where it has none. */
  name: z.string().max(limits.note),
  words: z.string().max(limits.body),
  /** The language of the words; empty: that of the sheet. */
  language: z.string().max(limits.language),
  /** Nesting depth in lists. */
  depth: z.int().min(0).max(4),
  /** List marker: a number, a dot, or nothing. */
  mark: z.string().max(10),
})
export type PaperBlock = z.infer<typeof PaperBlock>

/** A printed sheet as it was shown: words and their roles, no markup. */
export const Paper = z.strictObject({
  language: z.enum(languages),
  blocks: z.array(PaperBlock).min(1).max(limits.paperBlocks),
})
export type Paper = z.infer<typeof Paper>

/** Printed sheets as files. Recovery sheets are excluded: their code is in no record. */
export const paperContract = {
  /**
   * A sheet about a record as PDF, in clear and without a word about itself, in a folder that the
   * person chose, after a warning.
   */
  'paper.save': method(
    z.strictObject({
      /** The record that the sheet is about: its journal says that it was saved. */
      id: RecordId,
      paper: Paper,
      folder: FileToken.copyFolder,
      /** The person was told what a file in clear means, and wants it. */
      confirmed: z.literal(true),
    }),
    z.strictObject({ fileName: z.string() }),
  ),
}
