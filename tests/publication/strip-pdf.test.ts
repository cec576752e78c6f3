import { deflateSync, inflateSync } from 'node:zlib'
import { PDFDict, PDFDocument, PDFName, PDFRawStream, PDFString } from 'pdf-lib'
import type { PDFRef } from 'pdf-lib'
import { describe, expect, it } from 'vitest'
import { createYield } from '../../src/main/exchange/pace.ts'
import { UnknownPdfPart } from '../../src/publication/known-pdf.ts'
import { blankCff, namelessFont } from '../../src/publication/nameless-font.ts'
import { stripPdf } from '../../src/publication/strip-pdf.ts'
import { longestWait } from '../exchange/cpu-time.ts'

const wide = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16()

/** A font with the given tables, built from the OpenType specification. */
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
  const page = document.addPage()
  const { context } = document
  const stream = PDFRawStream.of(context.obj({ Filter: filter, Length1: font.length }), packed)
  const descriptor = context.obj({
    Type: 'FontDescriptor',
    FontName: 'AAAAAA+DejaVuSans',
    [key]: context.register(stream),
  })
  const drawn = {
    Type: 'Font',
    Subtype: 'CIDFontType2',
    FontDescriptor: context.register(descriptor),
  }
  page.node.set(PDFName.of('Resources'), context.obj({ Font: { F4: drawn } }))
  return document.save({ useObjectStreams: false })
}

/** A PDF with an author in every place that the format has for one. */
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
  const state = { ca: 1, Metadata: xmp('InNested') }
  page.node.set(PDFName.of('Resources'), context.obj({ ExtGState: { G3: state } }))
  const author = context.register(PDFString.of('InInfo'))
  context.trailerInfo.Info = context.register(context.obj({ Author: author }))
  return document.save({ useObjectStreams: false })
}

describe('the author of a PDF', () => {
  it('is in none of its objects, not even in unreferenced ones', async () => {
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
  it('keeps its shapes, but not its name, version or dates', () => {
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

  it('loses its names, at its place in the file', async () => {
    const pdf = await pdfWith('FontFile2', new Uint8Array(deflateSync(font)), 'FlateDecode')
    expect(await fontsIn(pdf)).toContain(wide('DejaVu').toString('latin1'))
    const stripped = await stripPdf(pdf)
    expect(await fontsIn(stripped)).toContain(glyphs.toString())
    expect(await fontsIn(stripped)).not.toContain(wide('DejaVu').toString('latin1'))
    expect(Buffer.from(stripped).toString('latin1')).not.toMatch(/DejaVu/)
    expect(await stripPdf(pdf)).toEqual(stripped)
  })

  it('that cannot be parsed stops the file', async () => {
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

/**
 * A tagged page with a table of one head and one cell, whose IDs begin at a number of the process.
 */
const taggedPdf = async (first: number): Promise<PDFDocument> => {
  const document = await PDFDocument.create({ updateMetadata: false })
  document.addPage()
  const { context } = document
  const id = (n: number) => PDFString.of(`node${String(first + n).padStart(8, '0')}`)
  const [root, table, head, cell] = [0, 1, 2, 3].map(() => context.nextRef()) as [
    ...[PDFRef, PDFRef, PDFRef, PDFRef],
  ]
  const element = (n: number, S: string, P: PDFRef, K: PDFRef[] | number, A: object = {}) =>
    context.obj({ Type: 'StructElem', S, P, K, ID: id(n), ...A } as never)
  const headers = { A: [{ O: 'Table', Headers: [id(2), id(9)] }] }
  context.assign(table, element(1, 'Table', root, [head, cell]))
  context.assign(head, element(2, 'TH', table, 0))
  context.assign(cell, element(3, 'TD', table, 1, headers))
  const leaf = context.register(
    context.obj({ Limits: [id(1), id(3)], Names: [id(1), table, id(2), head, id(3), cell] }),
  )
  const names = context.register(context.obj({ Kids: [leaf] }))
  const parents = context.obj({ Type: 'ParentTree', Nums: [0, [head, cell]] })
  context.assign(
    root,
    context.obj({ Type: 'StructTreeRoot', K: table, ParentTree: parents, IDTree: names }),
  )
  document.catalog.set(PDFName.of('StructTreeRoot'), root)
  document.catalog.set(PDFName.of('Lang'), PDFString.of('ko'))
  return document
}
const written = (document: PDFDocument): Promise<Uint8Array> =>
  document.save({ useObjectStreams: false, addDefaultPage: false })

describe('the tags of a PDF', () => {
  it('contain no counter of the printing process, and still link each cell to its header', async () => {
    const [early, late] = [await written(await taggedPdf(1)), await written(await taggedPdf(4_711))]
    expect(Buffer.from(late).equals(Buffer.from(early))).toBe(false)
    const [first, second] = [await stripPdf(early), await stripPdf(late)]
    expect(Buffer.from(second).equals(Buffer.from(first))).toBe(true)
    const text = Buffer.from(first).toString('latin1')
    expect(text).not.toContain('node')
    expect(text).not.toContain('Limits')
    // The head has the one remaining ID; the cell names it, and no missing one.
    expect(text.match(/\/ID \(.*?\)/g)).toEqual(['/ID (h00000001)'])
    expect(text).toMatch(/\/S \/TH\b[^>]*\/ID \(h00000001\)/)
    expect(text).toMatch(/\/Headers \[ \(h00000001\) \]/)
    expect(text).toMatch(/\/IDTree <<\s*\/Names \[ \(h00000001\) \d+ 0 R \]/)
    for (const tag of ['/StructTreeRoot', '/S /Table', '/S /TH', '/S /TD', '/Lang (ko)'])
      expect(text).toContain(tag)
  })

  it.each([
    ['a key that no list has', 'StructElem/Foo', { Foo: 1 }],
    ['a role that no list has', 'StructElem/S: /Secret', { S: 'Secret' }],
    ['a title', 'StructElem/T', { T: PDFString.of('word') }],
    ['an attribute that no list has', 'Attributes/Owner', { A: [{ O: 'Table', Owner: 'Me' }] }],
    [
      'a language that is none',
      'StructElem/Lang: (D:20240101)',
      { Lang: PDFString.of('D:20240101') },
    ],
  ])('with %s are not written, and the error names the part', async (_, named, more) => {
    const document = await taggedPdf(1)
    const { context } = document
    const root = document.catalog.lookup(PDFName.of('StructTreeRoot'), PDFDict)
    const table = root.lookup(PDFName.of('K'), PDFDict)
    for (const [key, value] of Object.entries(more))
      table.set(PDFName.of(key), context.obj(value as never))
    const failed = stripPdf(await written(document))
    await expect(failed).rejects.toThrow(UnknownPdfPart)
    await expect(failed).rejects.toThrow(named)
  })
})

describe('the drawing instructions of a page', () => {
  const packed = (content: string, more: object = {}) => {
    const { context } = document
    const dict = context.obj({ Filter: 'FlateDecode', ...more })
    const bytes = new Uint8Array(deflateSync(Buffer.from(content, 'latin1')))
    return context.register(PDFRawStream.of(dict, bytes))
  }
  let document: PDFDocument
  const drawnBy = async (content: string, resources?: () => object): Promise<Uint8Array> => {
    document = await PDFDocument.create({ updateMetadata: false })
    const page = document.addPage()
    if (resources !== undefined)
      page.node.set(PDFName.of('Resources'), document.context.obj(resources() as never))
    page.node.set(PDFName.of('Contents'), packed(content))
    return written(document)
  }

  it('are operators, numbers, names of this file and text', async () => {
    const content = `BT\n/P <</MCID 0 >>BDC\n/F4 13 Tf\n1 0 0 -1 0 32 Tm\n<0031> Tj\n(\\(a\0) Tj\nEMC\nET\n`
    await expect(stripPdf(await drawnBy(content))).resolves.toBeInstanceOf(Uint8Array)
  })

  it.each([
    ['% made by somebody\n', '%'],
    ['/P <</MCID 0 /Owner (me)>>BDC EMC', '/Owner'],
    ['/Fm0123x Do', '/Fm0123x'],
    ['BI /W 1 ID x EI', 'BI'],
  ])('are refused if they contain anything else: %j', async (content, named) => {
    const failed = stripPdf(await drawnBy(content))
    await expect(failed).rejects.toThrow(UnknownPdfPart)
    await expect(failed).rejects.toThrow(`Page/Contents: ${named}`)
  })

  it('of hundreds of pages are checked without a wait of more than 200 ms, and the bytes are the same', async () => {
    document = await PDFDocument.create({ updateMetadata: false })
    for (let page = 0; page < 300; page += 1) {
      const content = packed('q 0 0 9 9 re f Q\n'.repeat(1_000))
      document.addPage().node.set(PDFName.of('Contents'), content)
    }
    const pdf = await written(document)
    let stripped = new Uint8Array()
    const wait = await longestWait(async () => {
      stripped = new Uint8Array(await stripPdf(pdf, createYield()))
    })
    expect(wait).toBeLessThan(200)
    expect(Buffer.from(stripped).equals(Buffer.from(await stripPdf(pdf)))).toBe(true)
  })

  const area = { BBox: [0, 0, 9, 9] }
  const form = { ...area, Type: 'XObject', Subtype: 'Form' }
  const pattern = { ...area, Type: 'Pattern', PatternType: 1, PaintType: 1, TilingType: 1 }
  const mask = (G: PDFRef) => ({ SMask: { Type: 'Mask', S: 'Alpha', G } })
  it.each([
    ['a form', 'Drawings/X5', form, (X5: PDFRef) => ({ XObject: { X5 } })],
    ['a drawing without a kind', 'Drawings/X5', area, (X5: PDFRef) => ({ XObject: { X5 } })],
    ['a tiling pattern', 'Patterns/P5', pattern, (P5: PDFRef) => ({ Pattern: { P5 } })],
    ['a mask', 'Mask/G', form, (G: PDFRef) => ({ ExtGState: { G3: mask(G) } })],
  ] as const)('are checked in %s too', async (_, path, dict, resources) => {
    const drawnWith = (drawn: string) => drawnBy('/G3 gs', () => resources(packed(drawn, dict)))
    await expect(stripPdf(await drawnWith('q 0 0 9 9 re f Q\n'))).resolves.toBeDefined()
    for (const [drawn, named] of [
      ['/Owner <</Name (Heron) /ID (node00000042)>> BDC EMC', '/Owner'],
      ['q Q % printed 2026-11-29\n', '%'],
    ] as const) {
      const failed = stripPdf(await drawnWith(drawn))
      await expect(failed).rejects.toThrow(UnknownPdfPart)
      await expect(failed).rejects.toThrow(`${path}: ${named}`)
    }
  })
})
