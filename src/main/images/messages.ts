import { z } from 'zod'
import { Preview } from '../../shared/attachments.ts'
import { limits } from '../../shared/limits.ts'

/*
 * What the vault process and an image process say to each other, over a port that main made and does
 * not read. One process does one job.
 */

/** First the image in pieces, then what is wanted of it. */
export type ToImages =
  | { readonly kind: 'piece'; readonly bytes: Uint8Array }
  | { readonly kind: 'run'; readonly want: 'cleaned' | 'preview' }

const side = z.int().min(1).max(limits.imageSide)
const bytes = z.instanceof(Uint8Array)

export const CleanedImage = z.strictObject({
  format: z.enum(['jpeg', 'png']),
  width: side,
  height: side,
  /** How many pictures were in it; the first one was taken. */
  frames: z.int().min(1).max(limits.imageFrames),
  bytes: bytes.refine(({ length }) => length > 0 && length <= limits.imageBytes),
})
export type CleanedImage = z.infer<typeof CleanedImage>

/** Not believed before it is parsed: whoever sends it has just read a stranger's file. */
export const FromImages = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('done'),
    cleaned: CleanedImage.nullable(),
    preview: Preview,
  }),
  z.strictObject({
    kind: z.literal('failed'),
    code: z.enum(['broken-image', 'not-cleanable', 'too-big', 'image-process']),
  }),
])
export type FromImages = z.infer<typeof FromImages>
