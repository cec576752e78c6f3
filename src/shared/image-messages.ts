import { z } from 'zod'
import { Preview, View } from './attachments.ts'
import type { RedactionBox } from './attachments.ts'
import { limits } from './limits.ts'

/*
 * Messages between the vault process and an image page, over a port that the main process made
 * and does not read. One process does one job.
 */

export type Wanted =
  | { readonly want: 'cleaned' | 'preview' | 'view' }
  | { readonly want: 'redacted'; readonly boxes: readonly RedactionBox[] }
  /** The pieces are not an image but pixels: red, green, blue and alpha of each, row by row. */
  | { readonly want: 'page'; readonly width: number; readonly height: number }

/** First the image in pieces, then the job. */
export type ToImages =
  { readonly kind: 'piece'; readonly bytes: Uint8Array } | ({ readonly kind: 'run' } & Wanted)

/** A small view can sit on a large buffer, which would be held, or sent to the window, in full. */
const isWhole = ({ buffer, length }: Uint8Array): boolean => buffer.byteLength === length

const side = z.int().min(1).max(limits.imageSide)
const bytes = z.instanceof(Uint8Array)

export const CleanedImage = z.strictObject({
  format: z.enum(['jpeg', 'png']),
  width: side,
  height: side,
  /** Number of pictures in the image; only the first was used. */
  frames: z.int().min(1).max(limits.imageFrames),
  bytes: bytes.refine(({ length }) => length > 0 && length <= limits.imageBytes).refine(isWhole),
})
export type CleanedImage = z.infer<typeof CleanedImage>

/** Parsed before use: the sender has just read an untrusted file. */
export const FromImages = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('done'),
    cleaned: CleanedImage.nullable(),
    preview: Preview.refine(({ pixels }) => isWhole(pixels)),
  }),
  z.strictObject({
    kind: z.literal('view'),
    view: View.refine(({ shown }) => isWhole(shown.pixels)),
  }),
  z.strictObject({
    kind: z.literal('failed'),
    code: z.enum(['broken-image', 'invalid', 'not-cleanable', 'too-big', 'image-process']),
  }),
])
export type FromImages = z.infer<typeof FromImages>
