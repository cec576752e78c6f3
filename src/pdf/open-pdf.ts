import { getDocument, VerbosityLevel } from 'pdfjs-dist/legacy/build/pdf.mjs'
import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { WorkerMessageHandler } from 'pdfjs-dist/legacy/build/pdf.worker.mjs'
import { limits } from '../shared/limits.ts'
import { Refused } from './refused.ts'
import { Supplies } from './supplies.ts'

export type Pdf = PDFDocumentProxy

// On this page's own thread: there is nobody here whom it could keep waiting, and no address of a script
// has to be made from text.
Object.assign(globalThis, { pdfjsWorker: { WorkerMessageHandler } })

/** Where the decoders of two formats of scanners lie; pdf.js asks for them when it meets one. */
const decoders = new URL('decoders/', location.href).href

/**
 * Reads a PDF: its structure and nothing else yet. No script of it runs and none could: the part of
 * pdf.js that does that is not here.
 *
 * @throws Refused 'too-big' for more pages than are shown; what pdf.js throws.
 */
export const openPdf = async (data: Uint8Array): Promise<Pdf> => {
  const pdf = await getDocument({
    data,
    // Glyphs are drawn as shapes: the system's font reader sees no font of a stranger.
    disableFontFace: true,
    useSystemFonts: true,
    enableXfa: false,
    // Chromium's decoders of pictures and of WebAssembly see nothing of it either.
    isImageDecoderSupported: false,
    isOffscreenCanvasSupported: false,
    useWasm: false,
    maxImageSize: limits.imagePixels,
    // Half a page that looks like a whole one is worse than none. (Of a picture that cannot be decoded
    // pdf.js says nothing all the same.)
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
