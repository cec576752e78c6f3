import { z } from 'zod'
import { Preview, View } from '../../shared/attachments.ts'
import type { RedactionBox } from '../../shared/attachments.ts'
import { limits } from '../../shared/limits.ts'

/*
 * What the vault process and an image process say to each other, over a port that main made and does
 * not read. One process does one job.
 */

export type Wanted =
  | { readonly want: 'cleaned' | 'preview' | 'view' }
  | { readonly want: 'redacted'; readonly boxes: readonly RedactionBox[] }
  /** What comes in pieces is no image but pixels: red, green, blue and alpha of each, row by row. */
  | { readonly want: 'page'; readonly width: number; readonly height: number }

/** First the image in pieces, then what is wanted of it. */
export type ToImages =
  { readonly kind: 'piece'; readonly bytes: Uint8Array } | ({ readonly kind: 'run' } & Wanted)

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
  z.strictObject({ kind: z.literal('view'), view: View }),
  z.strictObject({
    kind: z.literal('failed'),
    code: z.enum(['broken-image', 'invalid', 'not-cleanable', 'too-big', 'image-process']),
  }),
])
export type FromImages = z.infer<typeof FromImages>
