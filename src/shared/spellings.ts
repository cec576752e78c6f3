import { z } from 'zod'
import { limits } from './limits.ts'
import { required } from './text.ts'

/** How a vault writes a word, and other ways to write it that are met. */
export const Spelling = z.strictObject({
  preferred: required(limits.spelling),
  variants: z.array(required(limits.spelling)).min(1).max(limits.spellingVariants),
})
export type Spelling = z.infer<typeof Spelling>

const folded = (word: string): string => word.normalize('NFC').toLowerCase()

/** Does every variant lead to one word, and to another than itself? */
const leadSomewhere = (spellings: readonly Spelling[]): boolean => {
  const preferred = new Map(spellings.map((one) => [folded(one.preferred), one]))
  if (preferred.size < spellings.length) return false
  const seen = new Set<string>()
  for (const spelling of spellings) {
    for (const variant of spelling.variants) {
      const word = folded(variant)
      const named = preferred.get(word)
      if (seen.has(word) || variant === spelling.preferred) return false
      if (named !== undefined && named !== spelling) return false
      seen.add(word)
    }
  }
  return true
}

/** The list that a vault keeps. */
export const Spellings = z.array(Spelling).max(limits.spellings).refine(leadSomewhere, 'ambiguous')
