import { AnnotationMode } from 'pdfjs-dist/legacy/build/pdf.mjs'
import type { PageViewport, PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { limits } from '../shared/limits.ts'
import type { DrawnPage } from '../shared/pdf-messages.ts'
import type { Pdf } from './open-pdf.ts'
import { Refused } from './refused.ts'

/** Points in an inch, and pixels in an inch of a page: what a careful scan of a paper has. */
const [points, pixels] = [72, 200]

/** As many pixels as a window shows of a picture, and no more. */
const viewportOf = (page: PDFPageProxy): PageViewport => {
  const { width, height } = page.getViewport({ scale: 1 })
  const isSized = Number.isFinite(width) && Number.isFinite(height) && width > 0 && height > 0
  if (!isSized) throw new Refused('broken-pdf')
  if (Math.max(width, height) > limits.pdfSide) throw new Refused('too-big')
  const scale = Math.min(
    pixels / points,
    limits.viewSide / Math.max(width, height),
    Math.sqrt(limits.viewPixels / (width * height)),
  )
  return page.getViewport({ scale })
}

const inPixels = (side: number): number => Math.max(1, Math.floor(side))

/**
 * Draws one page, with what was written or stamped on it; links and forms do nothing there.
 *
 * @throws Refused 'not-found' for a page that is none, 'too-big', 'broken-pdf'; what pdf.js throws.
 */
export const drawPage = async (pdf: Pdf, number: number): Promise<DrawnPage> => {
  if (number < 1 || number > pdf.numPages) throw new Refused('not-found')
  const page = await pdf.getPage(number)
  const viewport = viewportOf(page)
  const canvas = document.createElement('canvas')
  canvas.width = inPixels(viewport.width)
  canvas.height = inPixels(viewport.height)
  const { width, height } = canvas
  try {
    // In memory, not on a graphics card.
    const context = canvas.getContext('2d', { alpha: false, willReadFrequently: true })
    if (context === null) throw new Refused('broken-pdf')
    await page.render({
      canvas: null,
      canvasContext: context,
      viewport,
      annotationMode: AnnotationMode.ENABLE,
    }).promise
    const { data } = context.getImageData(0, 0, width, height)
    return {
      page: number,
      pages: pdf.numPages,
      width,
      height,
      pixels: new Uint8Array(data.buffer, data.byteOffset, data.length),
    }
  } finally {
    canvas.width = 0
    canvas.height = 0
    page.cleanup()
  }
}
