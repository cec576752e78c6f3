import { PDFDict, PDFDocument, PDFName, PDFRawStream } from 'pdf-lib'

/** Keys of any dictionary that tell of who made the file, when, or with what. */
const telling = ['Metadata', 'PieceInfo', 'LastModified', 'Creator', 'Producer', 'CreationDate']

/**
 * A PDF without all that its maker wrote about itself: no Info, no ID, no XMP, no dates. Everything
 * else stays as it was, so equal input gives equal bytes.
 *
 * @throws what pdf-lib throws for bytes that are no PDF.
 */
export const stripPdf = async (bytes: Uint8Array): Promise<Uint8Array> => {
  // Without this pdf-lib would write its own name and the time.
  const document = await PDFDocument.load(bytes, { updateMetadata: false })
  const { context } = document
  const info = context.trailerInfo.Info
  if (info !== undefined) context.delete(info as never)
  delete context.trailerInfo.Info
  delete context.trailerInfo.ID
  for (const [, object] of context.enumerateIndirectObjects()) {
    const dictionary =
      object instanceof PDFDict ? object : object instanceof PDFRawStream ? object.dict : null
    for (const key of telling) dictionary?.delete(PDFName.of(key))
  }
  return document.save({
    useObjectStreams: false,
    addDefaultPage: false,
    updateFieldAppearances: false,
  })
}
