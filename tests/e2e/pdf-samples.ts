import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  degrees,
  PDFDict,
  PDFDocument,
  PDFHexString,
  PDFName,
  PDFNumber,
  PDFString,
  StandardFonts,
} from 'pdf-lib'
import type { PDFContext, PDFObject } from 'pdf-lib'
import type { Launched } from './launch.ts'

/** A4 in points. */
const [width, height] = [595, 842]

const saved = (pdf: PDFDocument): Promise<Uint8Array> => pdf.save({ useObjectStreams: false })

/**
 * Pages that show their number, the last one turned by a quarter. The words are also in the file as
 * plain text: on the pages they are glyph numbers, which a search for the text would miss.
 */
export const numbered = async (count: number, words = ''): Promise<Uint8Array> => {
  const pdf = await PDFDocument.create()
  const font = await pdf.embedFont(StandardFonts.Helvetica)
  for (let number = 1; number <= count; number += 1) {
    const page = pdf.addPage([width, height])
    page.drawText(`${words} ${String(number)}`, { x: 60, y: 600, size: 60, font })
    if (number === count) page.setRotation(degrees(90))
  }
  pdf.catalog.set(PDFName.of('Words'), PDFString.of(words))
  return saved(pdf)
}

/** One square page with this side, in points. */
export const sized = async (side: number): Promise<Uint8Array> => {
  const pdf = await PDFDocument.create()
  pdf.addPage([side, side])
  return saved(pdf)
}

/** One page that the page tree names `count` times. */
export const repeated = async (count: number): Promise<Uint8Array> => {
  const pdf = await PDFDocument.create()
  const page = pdf.addPage([width, height])
  const tree = pdf.catalog.Pages()
  for (let number = 1; number < count; number += 1) tree.Kids().push(page.ref)
  tree.set(PDFName.of('Count'), PDFNumber.of(count))
  return saved(pdf)
}

/** Asks for a password that cannot exist: its verification value matches none. */
export const encrypted = async (): Promise<Uint8Array> => {
  const pdf = await PDFDocument.create()
  pdf.addPage([width, height])
  const { context } = pdf
  const id = PDFHexString.of('ab'.repeat(16))
  context.trailerInfo.ID = context.obj([id, id])
  context.trailerInfo.Encrypt = context.register(
    context.obj({
      Filter: 'Standard',
      V: 1,
      R: 2,
      P: -4,
      O: PDFHexString.of('5a'.repeat(32)),
      U: PDFHexString.of('a5'.repeat(32)),
    }),
  )
  return saved(pdf)
}

const act = (context: PDFContext, kind: string, more: Record<string, PDFObject>): PDFDict =>
  PDFDict.fromMapWithContext(
    new Map([
      [PDFName.of('S'), PDFName.of(kind)],
      ...Object.entries(more).map(([key, value]) => [PDFName.of(key), value] as const),
    ]),
    context,
  )

/** A page that would run a script, start a program, open addresses and load a remote picture. */
export const hostile = async (): Promise<Uint8Array> => {
  const pdf = await PDFDocument.load(await numbered(1, 'HOSTILE'))
  const { context, catalog } = pdf
  const address = PDFString.of('https://example.org/seen')
  const file = context.obj({ FS: 'URL', F: address })
  const script = act(context, 'JavaScript', {
    JS: PDFString.of('app.launchURL("https://example.org/script"); globalThis.ran = true'),
  })
  catalog.set(PDFName.of('OpenAction'), script)
  catalog.set(
    PDFName.of('AA'),
    context.obj({ WC: act(context, 'Launch', { F: PDFString.of('/bin/sh') }) }),
  )
  const page = pdf.getPage(0)
  page.node.set(
    PDFName.of('AA'),
    context.obj({ O: act(context, 'URI', { URI: address }), C: script }),
  )
  const link = context.obj({ Type: 'Annot', Subtype: 'Link', Rect: [0, 0, width, height] })
  link.set(PDFName.of('A'), act(context, 'Launch', { F: PDFString.of('/bin/sh') }))
  page.node.set(PDFName.of('Annots'), context.obj([context.register(link)]))
  const picture = context.stream(new Uint8Array(3), {
    Type: 'XObject',
    Subtype: 'Image',
    Width: 1,
    Height: 1,
    ColorSpace: 'DeviceRGB',
    BitsPerComponent: 8,
    F: file,
  })
  page.node.setXObject(PDFName.of('Far'), context.register(picture))
  page.node.addContentStream(context.register(context.stream('q 50 0 0 50 20 20 cm /Far Do Q')))
  return saved(pdf)
}

/** Arrays nested so deep that a recursive parser overflows its stack. */
export const deep = async (): Promise<Uint8Array> => {
  const pdf = await PDFDocument.create()
  const page = pdf.addPage([width, height])
  const text = `${'['.repeat(400_000)}${']'.repeat(400_000)} TJ`
  page.node.addContentStream(pdf.context.register(pdf.context.stream(text)))
  return saved(pdf)
}

/** Forms that draw forms that draw forms: few bytes, exponential work. */
export const laughing = async (): Promise<Uint8Array> => {
  const pdf = await PDFDocument.create()
  const page = pdf.addPage([width, height])
  const { context } = pdf
  let inner = context.register(
    context.stream('0 0 1 1 re f', { Type: 'XObject', Subtype: 'Form', BBox: [0, 0, 600, 900] }),
  )
  for (let level = 0; level < 12; level += 1) {
    const form = context.stream('/X Do '.repeat(12), {
      Type: 'XObject',
      Subtype: 'Form',
      BBox: [0, 0, 600, 900],
      Resources: { XObject: { X: inner } },
    })
    inner = context.register(form)
  }
  page.node.setXObject(PDFName.of('X'), inner)
  page.node.addContentStream(context.register(context.stream('/X Do')))
  return saved(pdf)
}

/** Korean in a font that is not embedded, by the codes of an old table. */
export const koreanWithoutFont = async (): Promise<Uint8Array> => {
  const pdf = await PDFDocument.create()
  const page = pdf.addPage([width, height])
  const { context } = pdf
  const descendant = context.obj({
    Type: 'Font',
    Subtype: 'CIDFontType0',
    BaseFont: 'HYGoThic-Medium',
    CIDSystemInfo: {
      Registry: PDFString.of('Adobe'),
      Ordering: PDFString.of('Korea1'),
      Supplement: 1,
    },
    FontDescriptor: {
      Type: 'FontDescriptor',
      FontName: 'HYGoThic-Medium',
      Flags: 4,
      FontBBox: [0, -120, 1000, 880],
      ItalicAngle: 0,
      Ascent: 880,
      Descent: -120,
      CapHeight: 700,
      StemV: 80,
    },
  })
  const font = context.obj({
    Type: 'Font',
    Subtype: 'Type0',
    BaseFont: 'HYGoThic-Medium',
    Encoding: 'KSCms-UHC-H',
    DescendantFonts: [context.register(descendant)],
  })
  page.node.setFontDictionary(PDFName.of('K'), context.register(font))
  // 한국 in the Windows code page.
  const content = 'BT /K 80 Tf 60 600 Td <C7D1B1B9> Tj ET'
  page.node.addContentStream(context.register(context.stream(content)))
  return saved(pdf)
}

const fonts = join('node_modules', '@fontsource', 'noto-sans-kr')

/** The part of a font that has this letter, as a data URL. */
const fontWith = (letter: string): string => {
  const at = letter.codePointAt(0) ?? 0
  const faces = readFileSync(join(fonts, '400.css'), 'utf8').split('@font-face')
  const face = faces.find((each) =>
    (/unicode-range: ([^;]*)/.exec(each)?.[1] ?? '').split(',').some((part) => {
      const [from = '', to = from] = part.replace('U+', '').split('-')
      return at >= Number.parseInt(from, 16) && at <= Number.parseInt(to, 16)
    }),
  )
  const file = /url\(\.\/files\/([^)]*\.woff2)\)/.exec(face ?? '')?.[1] ?? ''
  return `data:font/woff2;base64,${readFileSync(join(fonts, 'files', file)).toString('base64')}`
}

/** Korean in an embedded font, as a browser prints it. */
export const korean = async ({ app }: Launched): Promise<Uint8Array> => {
  const page = `<style>@font-face { font-family: K; src: url(${fontWith('한')}) }
    body { font: 80px K }</style>한`
  const base64 = await app.evaluate(async ({ BrowserWindow }, html) => {
    const window = new BrowserWindow({ show: false })
    await window.loadURL(`data:text/html;charset=utf-8,${encodeURIComponent(html)}`)
    const printed = await window.webContents.printToPDF({})
    window.destroy()
    return printed.toString('base64')
  }, page)
  return new Uint8Array(Buffer.from(base64, 'base64'))
}
