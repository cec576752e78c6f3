import { PDFDict, PDFDocument, PDFName, PDFRawStream } from 'pdf-lib'

/** Keys of any dictionary that tell of who made the file, when, or with what. */
const telling = [
  'Metadata',
  'PieceInfo',
  'LastModified',
  'Creator',
  'Producer',
  'CreationDate',
  'FontFamily',
]

/** Keys that name a font: one that comes from the system would tell which system. */
const naming = ['BaseFont', 'FontName']

/** Each part of a font keeps the letters that set it apart from the others, and loses its name. */
const namelessly = (name: string): PDFName =>
  PDFName.of(`${/^\/([A-Z]{6})\+/.exec(name)?.[1] ?? 'AAAAAA'}+F`)

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
    for (const key of naming) {
      const name = dictionary?.get(PDFName.of(key))
      if (name !== undefined) dictionary?.set(PDFName.of(key), namelessly(name.toString()))
    }
  }
  return document.save({
    useObjectStreams: false,
    addDefaultPage: false,
    updateFieldAppearances: false,
  })
}
