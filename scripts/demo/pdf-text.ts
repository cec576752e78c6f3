import { inflateSync } from 'node:zlib'
import { PDFArray, PDFDict, PDFDocument, PDFName, PDFRawStream, PDFRef } from 'pdf-lib'
import type { PDFObject } from 'pdf-lib'

const contentOf = (stream: PDFRawStream): string =>
  Buffer.from(
    String(stream.dict.get(PDFName.of('Filter'))) === '/FlateDecode'
      ? inflateSync(stream.contents)
      : stream.contents,
  ).toString('latin1')

const charactersOf = (hex: string): string => Buffer.from(hex, 'hex').swap16().toString('utf16le')

/** The text of each glyph of a font, from its ToUnicode map. */
const readMap = (map: string): Map<number, string> => {
  const found = new Map<number, string>()
  for (const [, block = ''] of map.matchAll(/beginbfchar([\s\S]*?)endbfchar/g))
    for (const [, glyph = '', to = ''] of block.matchAll(/<([\da-f]+)>\s*<([\da-f]+)>/gi))
      found.set(Number.parseInt(glyph, 16), charactersOf(to))
  for (const [, block = ''] of map.matchAll(/beginbfrange([\s\S]*?)endbfrange/g)) {
    for (const [, from = '', last = '', to = ''] of block.matchAll(
      /<([\da-f]+)>\s*<([\da-f]+)>\s*<([\da-f]+)>/gi,
    )) {
      const start = Number.parseInt(from, 16)
      for (let glyph = start; glyph <= Number.parseInt(last, 16); glyph += 1)
        found.set(
          glyph,
          String.fromCodePoint((charactersOf(to).codePointAt(0) ?? 0) + glyph - start),
        )
    }
    for (const [, from = '', , list = ''] of block.matchAll(
      /<([\da-f]+)>\s*<([\da-f]+)>\s*\[([^\]]*)\]/gi,
    )) {
      const start = Number.parseInt(from, 16)
      for (const [index, [, to = '']] of [...list.matchAll(/<([\da-f]+)>/gi)].entries())
        found.set(start + index, charactersOf(to))
    }
  }
  return found
}

export type PdfRead = {
  /** All visible text, in the order in which it is drawn, without white space. */
  readonly text: string
  /** Every stream unpacked and every object written out, to be searched as bytes. */
  readonly unpacked: string
}

/** Reads the visible text and the whole content of a PDF, as far as Chromium produces them. */
export const readPdf = async (bytes: Uint8Array): Promise<PdfRead> => {
  const document = await PDFDocument.load(bytes, { updateMetadata: false })
  const { context } = document
  const resolved = (object: PDFObject | undefined): PDFObject | undefined =>
    object instanceof PDFRef ? context.lookup(object) : object
  const unpacked = context
    .enumerateIndirectObjects()
    .map(([, object]) =>
      object instanceof PDFRawStream
        ? `${String(object.dict)}\n${contentOf(object)}`
        : String(object),
    )
    .join('\n')
  let text = ''
  for (const page of document.getPages()) {
    const fonts = resolved(
      (resolved(page.node.Resources()) as PDFDict | undefined)?.get(PDFName.of('Font')),
    )
    const maps = new Map<string, Map<number, string>>()
    if (fonts instanceof PDFDict)
      for (const [name, ref] of fonts.entries()) {
        const map = resolved((resolved(ref) as PDFDict).get(PDFName.of('ToUnicode')))
        if (map instanceof PDFRawStream) maps.set(String(name), readMap(contentOf(map)))
      }
    const contents = resolved(page.node.Contents())
    const streams = contents instanceof PDFArray ? contents.asArray().map(resolved) : [contents]
    let font = new Map<number, string>()
    for (const stream of streams) {
      if (!(stream instanceof PDFRawStream)) continue
      // The ActualText of a span replaces its glyphs.
      let isSaid = false
      for (const [all, name, literal, said16, hex] of contentOf(stream).matchAll(
        /(\/[^\s/<>[\]]+)\s+[\d.]+\s+Tf|ActualText\s*(?:\(((?:[^()\\]|\\.)*)\)|<([\da-f\s]+)>)|<([\da-f\s]+)>\s*T|\bEMC\b/gi,
      )) {
        const said = said16 === undefined ? literal : charactersOf(said16).replace('\uFEFF', '')
        if (name !== undefined) font = maps.get(name) ?? new Map()
        else if (said !== undefined) {
          text += said
          isSaid = true
        } else if (all === 'EMC') isSaid = false
        else if (!isSaid)
          for (const [glyph] of (hex ?? '').replaceAll(/\s/g, '').matchAll(/[\da-f]{4}/gi))
            text += font.get(Number.parseInt(glyph, 16)) ?? ''
      }
    }
  }
  return { text: text.replaceAll(/\s/g, ''), unpacked }
}
