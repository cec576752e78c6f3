import { z } from 'zod'
import { limits } from './limits.ts'

/*
 * Messages between the vault process and a PDF reader, over a port that the main process made and
 * does not read. One reader reads one document.
 */

/**
 * First the document in pieces, then one page request at a time, each after the previous answer.
 */
export type ToPdf =
  | { readonly kind: 'piece'; readonly bytes: Uint8Array }
  | { readonly kind: 'draw'; readonly page: number }

const page = z.int().min(1).max(limits.pdfPages)
const side = z.int().min(1).max(limits.viewSide)

/** A page of a PDF as pixels: red, green, blue and alpha of each, row by row. */
export const DrawnPage = z
  .strictObject({
    page,
    /** How many pages the document has. */
    pages: page,
    width: side,
    height: side,
    pixels: z.instanceof(Uint8Array),
  })
  .refine(
    ({ width, height, pixels }) =>
      width * height <= limits.viewPixels && pixels.length === width * height * 4,
  )
  // A small view can sit on a large buffer, which would be sent to the window in full.
  .refine(({ pixels }) => pixels.buffer.byteLength === pixels.length)
  .refine(({ page, pages }) => page <= pages)
export type DrawnPage = z.infer<typeof DrawnPage>

/** Parsed before use: the sender has just read an untrusted file. */
export const FromPdf = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('drawn'), drawn: DrawnPage }),
  z.strictObject({
    kind: z.literal('failed'),
    code: z.enum(['broken-pdf', 'encrypted-pdf', 'not-found', 'too-big']),
  }),
])
export type FromPdf = z.infer<typeof FromPdf>
