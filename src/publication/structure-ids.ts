import { PDFArray, PDFDict, PDFHexString, PDFName, PDFRef, PDFString } from 'pdf-lib'
import type { PDFContext, PDFObject } from 'pdf-lib'

const name = (text: string): PDFName => PDFName.of(text)

const textOf = (object: PDFObject | undefined): string | undefined =>
  object instanceof PDFString || object instanceof PDFHexString ? object.decodeText() : undefined

/** Follows a reference, and takes one object for a list of one. */
const listOf = (context: PDFContext, object: PDFObject | undefined): readonly PDFObject[] => {
  const target = context.lookup(object)
  if (target instanceof PDFArray) return target.asArray()
  return object === undefined ? [] : [object]
}

type StructureElement = { readonly ref: PDFRef; readonly dict: PDFDict }

/** All structure elements in reading order. A number or a marked content reference has no children. */
const readElements = function* (
  context: PDFContext,
  root: PDFDict,
): Generator<undefined, readonly StructureElement[], void> {
  const found: StructureElement[] = []
  const seen = new Set<PDFDict>()
  const open: PDFObject[] = [...listOf(context, root.get(name('K')))].reverse()
  for (let object = open.pop(); object !== undefined; object = open.pop()) {
    const dict = context.lookup(object)
    if (!(object instanceof PDFRef) || !(dict instanceof PDFDict) || seen.has(dict)) continue
    seen.add(dict)
    yield
    found.push({ ref: object, dict })
    open.push(...[...listOf(context, dict.get(name('K')))].reverse())
  }
  return found
}

/** The lists of header cells in the attributes of a table cell. */
const headersOf = (context: PDFContext, { dict }: StructureElement): readonly PDFArray[] =>
  listOf(context, dict.get(name('A'))).flatMap((object) => {
    const attributes = context.lookup(object)
    if (!(attributes instanceof PDFDict)) return []
    const headers = context.lookup(attributes.get(name('Headers')))
    return headers instanceof PDFArray ? [headers] : []
  })

/**
 * Gives the structure elements of a tagged PDF IDs of our own. Chromium takes them from a counter of
 * the process that drew the page. A cell of a table names its header cells by ID: these get numbers
 * in reading order. No other element is named, so no other keeps an ID. Yields between two elements.
 *
 * @throws TypeError for header cells that are no list of IDs.
 */
export const renameStructureIds = function* (
  context: PDFContext,
): Generator<undefined, void, void> {
  const catalog = context.lookup(context.trailerInfo.Root)
  const root = catalog instanceof PDFDict && context.lookup(catalog.get(name('StructTreeRoot')))
  if (!(root instanceof PDFDict)) return
  const elements = yield* readElements(context, root)
  const lists: PDFArray[] = []
  for (const element of elements) {
    lists.push(...headersOf(context, element))
    yield
  }
  const wanted = new Set(lists.flatMap((list) => list.asArray().map(textOf)))
  if (wanted.has(undefined)) throw new TypeError('header cells that cannot be read')

  const renamed = new Map<string, { readonly id: string; readonly ref: PDFRef }>()
  for (const { ref, dict } of elements) {
    yield
    const old = textOf(context.lookup(dict.get(name('ID'))))
    dict.delete(name('ID'))
    if (old === undefined || !wanted.has(old) || renamed.has(old)) continue
    // One width for all: a name tree is sorted by letters.
    const id = `h${String(renamed.size + 1).padStart(8, '0')}`
    renamed.set(old, { id, ref })
    dict.set(name('ID'), PDFString.of(id))
  }
  for (const list of lists) {
    yield
    const kept = list.asArray().flatMap((each) => renamed.get(textOf(each) ?? '') ?? [])
    while (list.size() > 0) list.remove(0)
    for (const { id } of kept) list.push(PDFString.of(id))
  }
  root.delete(name('IDTree'))
  if (renamed.size === 0) return
  const names = [...renamed.values()].flatMap(({ id, ref }) => [PDFString.of(id), ref])
  root.set(name('IDTree'), context.obj({ Names: names }))
}
