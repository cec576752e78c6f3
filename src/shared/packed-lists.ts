import { z } from 'zod'

/**
 * Lists of whole numbers below 2^32 in two texts, for a reply in JSON: millions of single numbers
 * would block both processes. Base64 of 32-bit numbers in the byte order of the machine, which is
 * the same for both.
 */
export const PackedLists = z.strictObject({
  /** For each list, the position after its last member among all members. */
  ends: z.string(),
  members: z.string(),
})
export type PackedLists = z.infer<typeof PackedLists>
