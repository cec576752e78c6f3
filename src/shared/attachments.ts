import { z } from 'zod'
import { limits } from './limits.ts'
import { line } from './text.ts'

const hexId = z.string().regex(/^[0-9a-f]{32}$/)

/** A file as it was attached, or its cleaned copy. Its bytes lie outside the record. */
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

export const Attachment = AttachedFile.extend({
  /** The copy without hidden data; null: nobody made one. */
  cleaned: AttachedFile.nullable(),
})

export type AttachedFile = z.infer<typeof AttachedFile>
export type Attachment = z.infer<typeof Attachment>

/** All files that a report holds, cleaned copies among them. */
export const attachedFiles = ({
  attachments,
}: {
  readonly attachments?: readonly Attachment[] | undefined
}): AttachedFile[] =>
  (attachments ?? []).flatMap(({ cleaned, ...file }) =>
    cleaned === null ? [file] : [file, cleaned],
  )
