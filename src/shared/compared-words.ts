import { z } from 'zod'
import { limits } from './limits.ts'
import * as vocabulary from './vocabularies.ts'

const count = 12

/**
 * Words that encode a key for comparison between people: the same twelve words in each language, in
 * one order.
 */
export const KeyWords = z.record(z.enum(vocabulary.languages), z.array(z.string()).length(count))

/**
 * The two words that were not shown, as the user typed them, and the language of the comparison.
 */
export const HeardWords = z.strictObject({
  language: z.enum(vocabulary.languages),
  heard: z
    .array(
      z.strictObject({
        at: z
          .int()
          .min(0)
          .max(count - 1),
        word: z.string().max(limits.name),
      }),
    )
    .length(2)
    .refine(([one, two]) => one?.at !== two?.at),
})
export type HeardWords = z.infer<typeof HeardWords>
