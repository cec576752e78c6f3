import { z } from 'zod'
import { limits } from './limits.ts'
import { line } from './text.ts'

const hexId = z.string().regex(/^[0-9a-f]{32}$/)

/** An attached file or its cleaned copy. Its bytes are stored outside the record. */
const AttachedFile = z.strictObject({
  id: hexId,
  name: line(limits.attachmentName),
  mediaType: z
    .string()
    .max(100)
    .regex(/^[a-z]+\/[a-z0-9][a-z0-9.+-]*$/),
  bytes: z.int().min(1).max(limits.attachmentBytes),
  /** BLAKE2b-256 of the file. */
  digest: z.string().regex(/^[0-9a-f]{64}$/),
})

/** An image re-encoded from the pixels of another. */
export const CleanedFile = AttachedFile.extend({
  /** Number of pictures in the original, when there is more than one. The copy shows the first. */
  frames: z.int().min(2).max(limits.imageFrames).optional(),
  /** Black boxes were burned into its pixels; absent when none were. */
  redacted: z.literal(true).optional(),
})

export const Attachment = AttachedFile.extend({
  /** The copy without hidden data; null: not cleaned yet. */
  cleaned: CleanedFile.nullable(),
})

/** A picture as pixels: red, green, blue and alpha of each, row by row. */
const pixelsWithin = (longest: number, most: number) => {
  const side = z.int().min(1).max(longest)
  return z
    .strictObject({ width: side, height: side, pixels: z.instanceof(Uint8Array) })
    .refine(
      ({ width, height, pixels }) => width * height <= most && pixels.length === width * height * 4,
    )
}

/** A small picture. */
export const Preview = pixelsWithin(limits.previewSide, limits.previewSide ** 2)

const side = z.int().min(1).max(limits.imageSide)

/** A large picture for the viewer: all its pixels, or fewer above the limit. */
export const View = z.strictObject({
  /** Size of the file's picture, in pixels. */
  width: side,
  height: side,
  shown: pixelsWithin(limits.viewSide, limits.viewPixels),
})

/** A part of a picture that becomes black, in pixels of the file. */
export const RedactionBox = z.strictObject({
  left: z
    .int()
    .min(0)
    .max(limits.imageSide - 1),
  top: z
    .int()
    .min(0)
    .max(limits.imageSide - 1),
  width: side,
  height: side,
})

export type AttachedFile = z.infer<typeof AttachedFile>
export type CleanedFile = z.infer<typeof CleanedFile>
export type Preview = z.infer<typeof Preview>
export type View = z.infer<typeof View>
export type RedactionBox = z.infer<typeof RedactionBox>
export type Attachment = z.infer<typeof Attachment>

/** All files of a report, including cleaned copies. */
export const attachedFiles = ({
  attachments,
}: {
  readonly attachments?: readonly Attachment[] | undefined
}): AttachedFile[] =>
  (attachments ?? []).flatMap(({ cleaned, ...file }) =>
    cleaned === null ? [file] : [file, cleaned],
  )
