import { inflateSync } from 'node:zlib'
import { PDFArray, PDFDict, PDFName, PDFRawStream, PDFRef } from 'pdf-lib'
import type { PDFContext, PDFObject } from 'pdf-lib'

/** A PDF carries something that no list here has: its path in the file, in the format's own names. */
export class UnknownPdfPart extends Error {
  override readonly name = 'UnknownPdfPart'
}

/** A form of one value, the name of a kind, or one of several. A list is checked entry by entry. */
type PdfRule = RegExp | string | readonly PdfRule[]
type Keys = Readonly<Record<string, PdfRule>>

const number = /^-?(?:\d+\.?\d*|\.\d+)$/
const truth = /^(?:true|false)$/
/** An ID of ours; see `structure-ids.ts`. */
const id = /^\(h\d{8}\)$/
const language = /^\([A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*\)$/
const fontName = /^\/[A-Z]{6}\+F$/
const colours = /^\/(?:DeviceRGB|DeviceGray|DeviceCMYK)$/
const roles =
  /^\/(?:Document|Part|Sect|Div|Art|BlockQuote|Caption|NonStruct|P|H|H[1-6]|L|LI|Lbl|LBody|Table|TR|TH|TD|THead|TBody|TFoot|Span|Code|Em|Strong|Link|Figure)$/
/** Skia names what a page uses by the number of its object in this file. */
const resource = /^\/(?:[FGPX]|Sh|Pt)\d+$/
const glyph = /^\/g[0-9A-F]{1,4}$/
const filter = /^\/(?:FlateDecode|DCTDecode)$/
const type = (name: string): PdfRule => new RegExp(`^/${name}$`)

const stream: Keys = { Filter: filter, Length: number }

/**
 * Every key of every dictionary that a printed page of ours may hold, and the form of its value.
 * This is the closed list for published PDFs: output of a later Chromium with more keys is refused.
 */
const kinds: Readonly<Record<string, Keys>> = {
  Catalog: {
    Type: type('Catalog'),
    Pages: 'Pages',
    MarkInfo: 'MarkInfo',
    StructTreeRoot: 'StructTreeRoot',
    ViewerPreferences: 'ViewerPreferences',
    Lang: language,
  },
  MarkInfo: { Type: type('MarkInfo'), Marked: truth },
  ViewerPreferences: { Type: type('ViewerPreferences'), DisplayDocTitle: truth },
  Pages: { Type: type('Pages'), Count: number, Kids: ['Pages', 'Page'], Parent: 'Pages' },
  Page: {
    Type: type('Page'),
    Resources: 'Resources',
    MediaBox: number,
    Contents: 'Content',
    StructParents: number,
    Tabs: type('S'),
    Parent: 'Pages',
  },
  Resources: {
    ProcSet: /^\/(?:PDF|Text|Image[BCI])$/,
    ExtGState: 'GraphicsStates',
    Font: 'Fonts',
    XObject: 'Drawings',
    Pattern: 'Patterns',
    Shading: 'Shadings',
  },
  GraphicsStates: { '*': 'GraphicsState' },
  Fonts: { '*': 'Font' },
  Drawings: { '*': 'Drawing' },
  Patterns: { '*': 'Pattern' },
  Shadings: { '*': 'Shading' },
  GraphicsState: {
    ...{ Type: type('ExtGState'), ca: number, CA: number, LC: number, LJ: number, LW: number },
    ...{ ML: number, SA: truth, BM: /^\/[A-Z][A-Za-z]{2,12}$/, AIS: truth },
    SMask: ['Mask', type('None')],
  },
  Mask: {
    ...{ Type: type('Mask'), S: /^\/(?:Alpha|Luminosity)$/, G: 'Drawing', BC: number },
    TR: ['Function', type('Identity')],
  },
  Content: stream,
  Drawing: {
    ...{ ...stream, Type: type('XObject'), Subtype: /^\/(?:Form|Image)$/, Resources: 'Resources' },
    ...{ Matrix: number, BBox: number, Group: 'Group', Width: number, Height: number },
    ...{ ColorSpace: colours, BitsPerComponent: number, ColorTransform: number, Decode: number },
    SMask: 'Drawing',
  },
  Group: {
    ...{ Type: type('Group'), S: type('Transparency'), CS: colours, I: truth, K: truth },
  },
  Pattern: {
    ...{ ...stream, Type: type('Pattern'), PatternType: number, PaintType: number },
    ...{ TilingType: number, BBox: number, XStep: number, YStep: number, Matrix: number },
    ...{ Resources: 'Resources', Shading: 'Shading' },
  },
  Shading: {
    ...{ ShadingType: number, ColorSpace: colours, Coords: number, Domain: number, Extend: truth },
    ...{ Background: number, BBox: number, Function: 'Function' },
  },
  Function: {
    ...{ FunctionType: /^[023]$/, Domain: number, Range: number, C0: number, C1: number },
    ...{ N: number, Functions: 'Function', Bounds: number, Encode: number },
  },
  Font: {
    ...{ Type: type('Font'), Subtype: /^\/(?:Type0|Type3|CIDFontType[02])$/, BaseFont: fontName },
    ...{ Encoding: [type('Identity-H'), 'Encoding'], DescendantFonts: 'Font' },
    ...{ ToUnicode: 'Content', FontDescriptor: 'FontDescriptor', CIDToGIDMap: type('Identity') },
    ...{ CIDSystemInfo: 'CIDSystemInfo', W: number, DW: number, FontMatrix: number },
    ...{ FirstChar: number, LastChar: number, FontBBox: number, Widths: number },
    ...{ CharProcs: 'Glyphs', Resources: 'Resources' },
  },
  CIDSystemInfo: {
    ...{ Registry: /^\(Adobe\)$/, Ordering: /^\((?:Identity|UCS)\)$/, Supplement: number },
  },
  Encoding: { Type: type('Encoding'), Differences: [number, glyph] },
  Glyphs: { '*': 'Content' },
  FontDescriptor: {
    ...{ Type: type('FontDescriptor'), FontName: fontName, Flags: number, Ascent: number },
    ...{ Descent: number, StemV: number, CapHeight: number, XHeight: number, ItalicAngle: number },
    ...{
      FontBBox: number,
      FontWeight: number,
      FontStretch: /^\/(?:Ultra|Extra|Semi)?(?:Condensed|Expanded|Normal)$/,
    },
    ...{ FontFile2: 'FontFile', FontFile3: 'FontFile' },
  },
  FontFile: {
    ...{ ...stream, Length1: number, Subtype: /^\/(?:CIDFontType0C|Type1C|OpenType)$/ },
  },
  StructTreeRoot: {
    ...{ Type: type('StructTreeRoot'), K: 'StructElem', ParentTreeNextKey: number },
    ...{ ParentTree: 'ParentTree', IDTree: 'IdTree' },
  },
  ParentTree: { Type: type('ParentTree'), Nums: [number, 'StructElem', /^null$/] },
  IdTree: { Names: [id, 'StructElem'] },
  StructElem: {
    ...{ Type: type('StructElem'), S: roles, P: ['StructTreeRoot', 'StructElem'], Pg: 'Page' },
    ...{ K: ['StructElem', 'Mark', number], A: 'Attributes', ID: id, Lang: language },
  },
  Mark: { Type: type('MCR'), Pg: 'Page', MCID: number },
  Attributes: {
    ...{ O: /^\/(?:Table|List|Layout)$/, Headers: id, Scope: /^\/(?:Row|Column|Both)$/ },
    ...{ RowSpan: number, ColSpan: number, ListNumbering: /^\/[A-Z][A-Za-z]{2,12}$/ },
    ...{ BBox: number, Placement: /^\/[A-Z][A-Za-z]{2,12}$/ },
  },
}

/** Any name of a page's own that a dictionary may use as a key. */
const ownNames: Readonly<Record<string, RegExp>> = {
  GraphicsStates: resource,
  Fonts: resource,
  Drawings: resource,
  Patterns: resource,
  Shadings: resource,
  Glyphs: glyph,
}

const operators = new Set(
  [
    ...['q Q cm w J j M d gs re m l c v y h W W* n f f* S s B B* b b*'],
    ...['rg RG g G k K cs CS sc SC scn SCN sh Do d0 d1'],
    ...['BT ET Tf Td TD Tm T* Tj TJ Tc Tw Tz TL Tr Ts BDC BMC EMC'],
    ...['findresource begin end begincmap endcmap def dict currentdict defineresource pop'],
    ...['begincodespacerange endcodespacerange beginbfchar endbfchar beginbfrange endbfrange'],
    ...['CMapName true false'],
  ].flatMap((line) => line.split(' ')),
)
const contentNames =
  /^\/(?:MCID|ActualText|ReversedChars|CIDInit|ProcSet|CIDSystemInfo|Registry|Ordering|Supplement|CMapName|Adobe-Identity-UCS|CMapType|CMap|Device(?:RGB|Gray|CMYK)|Pattern)$/
/** Text, in letters or hexadecimal; brackets; a name; a number or an operator. */
const token =
  /\s+|\((?:[^()\\]|\\[\s\S])*\)|<[0-9A-Fa-f\s]*>|<<|>>|[[\]]|\/[^\s()<>[\]/%]*|[^\s()<>[\]/%]+/gy

const isKnownToken = (text: string): boolean =>
  /^[\s(<>[\]]/.test(text) ||
  number.test(text) ||
  operators.has(text) ||
  [resource, roles, contentNames].some((known) => known.test(text))

/**
 * Operators that draw a page, a glyph or a pattern, and those that name letters: no comment and no
 * unknown word.
 */
const checkContent = (object: PDFRawStream, path: string): void => {
  const isPacked = object.dict.has(PDFName.of('Filter'))
  const bytes = isPacked ? inflateSync(object.contents) : object.contents
  const text = Buffer.from(bytes).toString('latin1')
  let end = 0
  for (const [each] of text.matchAll(token)) {
    if (!isKnownToken(each)) throw new UnknownPdfPart(`${path}: ${each.slice(0, 40)}`)
    end += each.length
  }
  if (end !== text.length) throw new UnknownPdfPart(`${path}: ${text.slice(end, end + 40)}`)
}

/** A form and a tiling pattern have operators, as a page has; the rest are letters, samples or a font. */
const isContent = ({ dict }: PDFRawStream, kind: string): boolean =>
  kind === 'Content' ||
  kind === 'Pattern' ||
  (kind === 'Drawing' && dict.get(PDFName.of('Subtype')) !== PDFName.of('Image'))

type OpenObject = { readonly value: PDFObject; readonly rule: PdfRule; readonly path: string }

const dictOf = (value: PDFObject | undefined): PDFDict | undefined =>
  value instanceof PDFRawStream ? value.dict : value instanceof PDFDict ? value : undefined

/** From several rules, the form that fits a value, or the kind that a dictionary states. */
const chosen = (value: PDFObject, rule: PdfRule): RegExp | string | undefined => {
  if (!Array.isArray(rule)) return rule as RegExp | string
  const dict = dictOf(value)
  const said = String(dict?.get(PDFName.of('Type')))
  return (rule as readonly (RegExp | string)[]).find((each) =>
    typeof each === 'string'
      ? dict !== undefined && (kinds[each]?.['Type'] as RegExp | undefined)?.test(said)
      : dict === undefined && each.test(String(value)),
  )
}

/** The entries of a dictionary, each with the rule for it. */
const entriesOf = (dict: PDFDict, kind: string): readonly OpenObject[] =>
  dict.entries().map(([key, value]) => {
    const name = key.toString()
    const own = ownNames[kind]
    const rule =
      own === undefined ? kinds[kind]?.[name.slice(1)] : own.test(name) && kinds[kind]?.['*']
    if (rule === undefined || rule === false) throw new UnknownPdfPart(kind + name)
    return { value, rule, path: `${kind}${name}` }
  })

/**
 * Compares a whole PDF with the closed list of what a printed page may hold. Yields between two
 * objects.
 *
 * @throws UnknownPdfPart with the name of what the list does not know.
 */
export const readKnownPdf = function* (context: PDFContext): Generator<undefined, void, void> {
  const { Root: root, ...others } = context.trailerInfo
  const [other] = Object.entries(others).filter(([, value]) => value !== undefined)
  if (other !== undefined || root === undefined)
    throw new UnknownPdfPart(`/${other?.[0] ?? 'Root'}`)
  const seen = new Map<PDFObject, string>()
  const open: OpenObject[] = [{ value: root, rule: 'Catalog', path: '/Root' }]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { path } = next
    const value = next.value instanceof PDFRef ? context.lookup(next.value) : next.value
    if (value === undefined) throw new UnknownPdfPart(`${path}: nothing`)
    if (value instanceof PDFArray) {
      open.push(...value.asArray().map((each) => ({ ...next, value: each })))
      continue
    }
    const rule = chosen(value, next.rule)
    const dict = dictOf(value)
    if (rule instanceof RegExp) {
      if (dict !== undefined || !rule.test(String(value))) {
        throw new UnknownPdfPart(`${path}: ${String(value).slice(0, 40)}`)
      }
      continue
    }
    if (rule === undefined || dict === undefined) throw new UnknownPdfPart(path)
    // An object has one kind, from wherever it is reached.
    const before = seen.get(value)
    if (before !== undefined && before !== rule) throw new UnknownPdfPart(`${path}: also ${before}`)
    if (before !== undefined) continue
    seen.set(value, rule)
    yield
    open.push(...entriesOf(dict, rule))
    if (value instanceof PDFRawStream && isContent(value, rule)) checkContent(value, path)
  }
}
