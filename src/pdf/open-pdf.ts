import { getDocument, VerbosityLevel } from 'pdfjs-dist/legacy/build/pdf.mjs'
import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { WorkerMessageHandler } from 'pdfjs-dist/legacy/build/pdf.worker.mjs'
import { limits } from '../shared/limits.ts'
import { Refused } from './refused.ts'
import { supplies } from 'virtual:pdf-supplies'

/**
 * Resources that pdf.js requests by name: a character table, or a font for a document without one.
 */
class Supplies {
  /** @throws Error for a name that the app does not have. */
  readonly fetch = async ({ filename }: { readonly filename: string }): Promise<Uint8Array> => {
    const load = Object.hasOwn(supplies, filename) ? supplies[filename] : undefined
    if (load === undefined) throw new Error('no such file')
    const { base64 } = await load()
    return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
  }
}

export type Pdf = PDFDocumentProxy

// Runs the worker on this page's own thread: nothing else here could be blocked, and it needs no
// script address made from text.
Object.assign(globalThis, { pdfjsWorker: { WorkerMessageHandler } })

/** Folder of the decoders for two scanner formats; pdf.js loads them on demand. */
const decoders = new URL('decoders/', location.href).href

/**
 * Opens a PDF and reads only its structure. Its scripts cannot run: the part of pdf.js for that is
 * not included.
 *
 * @throws Refused 'too-big' for more pages than are shown; errors of pdf.js.
 */
export const openPdf = async (data: Uint8Array): Promise<Pdf> => {
  const pdf = await getDocument({
    data,
    // Draws glyphs as shapes: the system's font reader never sees an untrusted font.
    disableFontFace: true,
    useSystemFonts: true,
    enableXfa: false,
    // Keeps the document away from Chromium's image decoders and WebAssembly too.
    isImageDecoderSupported: false,
    isOffscreenCanvasSupported: false,
    useWasm: false,
    maxImageSize: limits.imagePixels,
    // An incomplete page that looks complete is worse than none. (pdf.js still reports no error for
    // a picture that cannot be decoded.)
    stopAtErrors: true,
    useWorkerFetch: false,
    BinaryDataFactory: Supplies,
    cMapUrl: 'cmaps/',
    standardFontDataUrl: 'fonts/',
    wasmUrl: decoders,
    verbosity: VerbosityLevel.ERRORS,
  }).promise
  if (pdf.numPages > limits.pdfPages) throw new Refused('too-big')
  return pdf
}
