import { deflateSync, inflateSync } from 'node:zlib'
import { PDFDocument, PDFName, PDFRawStream, PDFString } from 'pdf-lib'
import { describe, expect, it } from 'vitest'
import { blankCff, namelessFont } from '../../src/record/nameless-font.ts'
import { stripPdf } from '../../src/record/strip-pdf.ts'

const wide = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16()

/** A font of the given tables, put together after the OpenType specification. */
const fontOf = (tables: Readonly<Record<string, Uint8Array>>): Uint8Array => {
  const tags = Object.keys(tables)
  const head = Buffer.alloc(12 + 16 * tags.length)
  head.writeUInt32BE(0x00010000, 0)
  head.writeUInt16BE(tags.length, 4)
  const bodies: Buffer[] = []
  let at = head.length
  tags.forEach((tag, i) => {
    const body = Buffer.from(tables[tag]!)
    const entry = 12 + 16 * i
    head.write(tag, entry, 'latin1')
    head.writeUInt32BE(at, entry + 8)
    head.writeUInt32BE(body.length, entry + 12)
    bodies.push(Buffer.concat([body, Buffer.alloc((4 - (body.length % 4)) % 4)]))
    at += bodies.at(-1)!.length
  })
  return new Uint8Array(Buffer.concat([head, ...bodies]))
}

const glyphs = Buffer.from('the shapes of the letters')
const head = Buffer.alloc(54, 7)
const font = fontOf({
  name: wide('DejaVu Sans Version 2.37'),
  'OS/2': Buffer.from('vendor'),
  glyf: glyphs,
  head,
})

const fontsIn = async (bytes: Uint8Array): Promise<string> => {
  const { context } = await PDFDocument.load(bytes, { updateMetadata: false })
  return context
    .enumerateIndirectObjects()
    .map(([, object]) => object)
    .filter((object) => object instanceof PDFRawStream)
    .filter(({ dict }) => dict.get(PDFName.of('Filter')) === PDFName.of('FlateDecode'))
    .map(({ contents }) => Buffer.from(inflateSync(contents)).toString('latin1'))
    .join('\n')
}

const pdfWith = async (key: string, packed: Uint8Array, filter: string): Promise<Uint8Array> => {
  const document = await PDFDocument.create()
  document.addPage()
  const { context } = document
  const stream = PDFRawStream.of(context.obj({ Filter: filter, Length1: font.length }), packed)
  const descriptor = context.obj({
    Type: 'FontDescriptor',
    FontName: 'AAAAAA+DejaVuSans',
    [key]: context.register(stream),
  })
  document.catalog.set(PDFName.of('Held'), context.register(descriptor))
  return document.save({ useObjectStreams: false })
}

/** A PDF whose author stands in every place that the format has for it. */
const signedPdf = async (): Promise<Uint8Array> => {
  const document = await PDFDocument.create()
  const page = document.addPage()
  const { context } = document
  const xmp = (author: string) =>
    context.register(
      PDFRawStream.of(
        context.obj({ Type: 'Metadata', Subtype: 'XML' }),
        Buffer.from(`<x:xmpmeta><dc:creator>${author}</dc:creator></x:xmpmeta>`),
      ),
    )
  document.catalog.set(PDFName.of('Metadata'), xmp('InCatalog'))
  page.node.set(PDFName.of('Metadata'), xmp('InPage'))
  const own = context.register(context.obj({ Author: PDFString.of('InPrivate') }))
  const piece = context.obj({ LastModified: PDFString.of('D:2024'), Private: own })
  const pieces = context.register(context.obj({ Maker: context.register(piece) }))
  document.catalog.set(PDFName.of('PieceInfo'), pieces)
  const nested = context.obj({ Inner: context.obj({ Metadata: xmp('InNested') }) })
  page.node.set(PDFName.of('Held'), context.obj([nested]))
  const author = context.register(PDFString.of('InInfo'))
  context.trailerInfo.Info = context.register(context.obj({ Author: author }))
  return document.save({ useObjectStreams: false })
}

describe('who made a PDF', () => {
  it('is in none of its objects, also where nothing leads to them any more', async () => {
    const places = ['InCatalog', 'InPage', 'InPrivate', 'InNested', 'InInfo', 'D:2024', 'Maker']
    const pdf = await signedPdf()
    const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1')
    for (const place of places) expect(text(pdf)).toContain(place)
    const stripped = await stripPdf(pdf)
    for (const place of places) expect(text(stripped)).not.toContain(place)
    expect((await PDFDocument.load(stripped, { updateMetadata: false })).getPageCount()).toBe(1)
  })
})

describe('a font in a PDF', () => {
  it('keeps its shapes, and neither its name nor its version or dates', () => {
    const bare = Buffer.from(namelessFont(font))
    expect(bare.includes(glyphs)).toBe(true)
    expect(bare.includes(wide('DejaVu'))).toBe(false)
    expect(bare.includes('vendor')).toBe(false)
    const at = bare.indexOf(Buffer.from([7, 7, 7, 7]))
    expect([...bare.subarray(at + 4, at + 12), ...bare.subarray(at + 20, at + 36)]).toEqual(
      Array.from({ length: 24 }, () => 0),
    )
    expect(namelessFont(new Uint8Array(bare))).toEqual(new Uint8Array(bare))
  })

  it('is emptied of its names where it stands in the file', async () => {
    const pdf = await pdfWith('FontFile2', new Uint8Array(deflateSync(font)), 'FlateDecode')
    expect(await fontsIn(pdf)).toContain(wide('DejaVu').toString('latin1'))
    const stripped = await stripPdf(pdf)
    expect(await fontsIn(stripped)).toContain(glyphs.toString())
    expect(await fontsIn(stripped)).not.toContain(wide('DejaVu').toString('latin1'))
    expect(Buffer.from(stripped).toString('latin1')).not.toMatch(/DejaVu/)
    expect(await stripPdf(pdf)).toEqual(stripped)
  })

  it('that cannot be looked into stops the file', async () => {
    await expect(
      stripPdf(await pdfWith('FontFile2', new Uint8Array(font), 'LZWDecode')),
    ).rejects.toThrow(TypeError)
    await expect(
      stripPdf(await pdfWith('FontFile', new Uint8Array(deflateSync(font)), 'FlateDecode')),
    ).rejects.toThrow(TypeError)
  })

  it('of the compact kind loses its names and strings in place', () => {
    const index = (...items: string[]): number[] => {
      const ends = items.reduce<number[]>((at, item) => [...at, at.at(-1)! + item.length], [1])
      return [0, items.length, 1, ...ends, ...Buffer.from(items.join(''))]
    }
    const compact = new Uint8Array([
      ...[1, 0, 4, 1],
      ...index('NotoSerif'),
      ...index('top dict'),
      ...index('Copyright', 'Somebody'),
      ...[0, 0],
    ])
    const { length } = compact
    blankCff(compact)
    const text = Buffer.from(compact).toString('latin1')
    expect(text).not.toMatch(/Noto|Copyright|Somebody/)
    expect(text).toContain('top dict')
    expect(compact).toHaveLength(length)
  })
})
