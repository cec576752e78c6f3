import { deflateSync, inflateSync } from 'node:zlib'
import { PDFArray, PDFDict, PDFDocument, PDFName, PDFNumber, PDFRawStream, PDFRef } from 'pdf-lib'
import type { PDFContext, PDFObject } from 'pdf-lib'
import { readKnownPdf } from './known-pdf.ts'
import { blankCff, namelessFont } from './nameless-font.ts'
import { renameStructureIds } from './structure-ids.ts'

/** Keys of any dictionary that reveal the author, the time or the program of the file. */
const telling = [
  'Metadata',
  'PieceInfo',
  'LastModified',
  'Creator',
  'Producer',
  'CreationDate',
  'FontFamily',
]

/** Keys that name a font: a system font would reveal the system. */
const naming = ['BaseFont', 'FontName']

/**
 * Each part of a font keeps the letters that distinguish it from the others, and loses its name.
 */
const namelessly = (name: string): PDFName =>
  PDFName.of(`${/^\/([A-Z]{6})\+/.exec(name)?.[1] ?? 'AAAAAA'}+F`)

const flate = PDFName.of('FlateDecode')
const files = ['FontFile2', 'FontFile3'].map((key) => PDFName.of(key))

/**
 * The font files themselves carry names, versions and dates, two bytes a letter. A font in an
 * unknown packing cannot be inspected, so nothing is written.
 */
const stripFonts = function* (context: PDFContext): Generator<undefined, void, void> {
  for (const [, object] of context.enumerateIndirectObjects()) {
    yield
    if (!(object instanceof PDFDict)) continue
    if (object.has(PDFName.of('FontFile'))) throw new TypeError('a font of an unknown kind')
    for (const key of files) {
      const at = object.get(key)
      if (at === undefined) continue
      const stream = at instanceof PDFRef ? context.lookup(at) : undefined
      if (
        !(at instanceof PDFRef) ||
        !(stream instanceof PDFRawStream) ||
        stream.dict.get(PDFName.of('Filter')) !== flate
      ) {
        throw new TypeError('a font that cannot be read')
      }
      const { dict } = stream
      const font = new Uint8Array(inflateSync(stream.contents))
      const isBare = key === files[1] && dict.get(PDFName.of('Subtype')) !== PDFName.of('OpenType')
      if (isBare) blankCff(font)
      const drawn = isBare ? font : namelessFont(font)
      if (dict.has(PDFName.of('Length1'))) {
        dict.set(PDFName.of('Length1'), PDFNumber.of(drawn.length))
      }
      const packed = PDFRawStream.of(dict, new Uint8Array(deflateSync(drawn)))
      context.assign(at, packed)
    }
  }
}

/** The objects inside an object, without following references. */
const inside = (object: PDFObject): PDFObject[] =>
  object instanceof PDFRawStream
    ? [object.dict]
    : object instanceof PDFDict
      ? object.values()
      : object instanceof PDFArray
        ? object.asArray()
        : []

/** Dictionaries are nested in others and in arrays, and each may contain such keys. */
const stripKeys = function* (context: PDFContext): Generator<undefined, void, void> {
  const open: PDFObject[] = context.enumerateIndirectObjects().map(([, object]) => object)
  for (let object = open.pop(); object !== undefined; object = open.pop()) {
    if (object instanceof PDFDict) {
      yield
      for (const key of telling) object.delete(PDFName.of(key))
      for (const key of naming) {
        const name = object.get(PDFName.of(key))
        if (name !== undefined) object.set(PDFName.of(key), namelessly(name.toString()))
      }
    }
    open.push(...inside(object))
  }
}

/**
 * Deleting a key leaves the object that it referred to in the file, visible in any editor. So all
 * unreachable objects are deleted.
 */
const dropUnreachable = function* (context: PDFContext): Generator<undefined, void, void> {
  const kept = new Set<PDFRef>()
  const open: (PDFObject | undefined)[] = [context.trailerInfo.Root]
  for (let object = open.pop(); object !== undefined; object = open.pop()) {
    if (!(object instanceof PDFRef)) open.push(...inside(object))
    else if (!kept.has(object)) {
      kept.add(object)
      yield
      const target = context.lookup(object)
      if (target !== undefined) open.push(target)
    }
  }
  for (const [ref] of context.enumerateIndirectObjects()) {
    if (!kept.has(ref)) context.delete(ref)
    yield
  }
}

const readStripped = function* (context: PDFContext): Generator<undefined, void, void> {
  yield* stripKeys(context)
  yield* renameStructureIds(context)
  yield* dropUnreachable(context)
  yield* stripFonts(context)
  yield* readKnownPdf(context)
}

/**
 * Removes a PDF's metadata: no Info, no ID, no XMP and no dates, neither keys nor the objects that
 * a key referred to; fonts keep only glyph data; tags for screen readers get our own IDs. The rest
 * stays unchanged, so equal input gives equal bytes. The result is compared with a closed list, so
 * that nothing unknown to this version is published.
 *
 * @param next gives way; called between two objects.
 * @throws errors of pdf-lib for bytes that are no PDF; TypeError, RangeError for fonts or tags that
 * cannot be inspected; UnknownPdfPart for anything that the list does not name.
 */
export const stripPdf = async (
  bytes: Uint8Array,
  next: () => Promise<void> = () => Promise.resolve(),
): Promise<Uint8Array> => {
  // Otherwise pdf-lib would write its own name and the time.
  const document = await PDFDocument.load(bytes, { updateMetadata: false })
  const { context } = document
  delete context.trailerInfo.Info
  delete context.trailerInfo.ID
  for (const _ of readStripped(context)) await next()
  return document.save({
    useObjectStreams: false,
    addDefaultPage: false,
    updateFieldAppearances: false,
  })
}
