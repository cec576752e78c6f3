import { Failure } from '../../../shared/failure.ts'
import type { DrawnPage } from '../../../shared/pdf-messages.ts'
import { openReader } from './open-reader.ts'
import type { PdfReader } from './open-reader.ts'
import type { StartPdfProcess } from './process-channel.ts'

/**
 * Time limit for one page in milliseconds, including the start of its reader and the reading of the
 * document.
 */
const patience = 30_000
/** How long a reader stays open for the next page, in milliseconds. */
const idle = 120_000

/** A PDF in the vault. */
export type PdfDocument = {
  readonly digest: string
  /** Called before a reader is started. Throws if the document can't be rendered. */
  readonly check: () => Promise<void>
  readonly pieces: () => AsyncIterable<Uint8Array>
}

/** Renders PDFs for one session: one document at a time, each in a separate reader process. */
export type PdfRenderer = {
  /**
   * Renders a page. The reader of another document is ended first; this one stays open for the next
   * page, and is ended if it fails. Rendered pages are not cached.
   *
   * @throws Failure as `PdfReader.draw`; the errors of checking and reading the document;
   *   'cancelled' at the lock, and for a page whose reader was not started before `close`.
   */
  readonly draw: (document: PdfDocument, page: number) => Promise<DrawnPage>
  /** Ends the reader: the document is no longer shown. */
  readonly close: () => void
  /** Ends the reader and refuses further pages. */
  readonly end: () => void
}

export const createPdfRenderer = (host: StartPdfProcess): PdfRenderer => {
  let open: { readonly digest: string; readonly reader: PdfReader } | null = null
  let turn: Promise<unknown> = Promise.resolve()
  let idleTimer: NodeJS.Timeout | undefined
  let closings = 0
  let isOver = false

  const endReader = (): void => {
    clearTimeout(idleTimer)
    open?.reader.end()
    open = null
  }
  const close = (): void => {
    closings += 1
    endReader()
  }
  const readerOf = ({ digest, pieces }: PdfDocument): PdfReader => {
    if (open?.digest === digest && !open.reader.isOver()) return open.reader
    endReader()
    open = { digest, reader: openReader(host, pieces, patience) }
    return open.reader
  }
  const draw = async (document: PdfDocument, page: number): Promise<DrawnPage> => {
    if (isOver) throw new Failure('cancelled')
    const reader = readerOf(document)
    clearTimeout(idleTimer)
    try {
      return await reader.draw(page)
    } catch (cause) {
      reader.end()
      if (open?.reader === reader) open = null
      throw cause
    } finally {
      clearTimeout(idleTimer)
      idleTimer = setTimeout(endReader, idle)
      idleTimer.unref()
    }
  }
  return {
    draw: (document, page) => {
      const asked = closings
      // No reader is started for a document that was closed meanwhile.
      const mustBeWanted = (): void => {
        if (closings !== asked) throw new Failure('cancelled')
      }
      const drawn = turn.then(async () => {
        mustBeWanted()
        await document.check()
        mustBeWanted()
        return draw(document, page)
      })
      turn = drawn.catch(() => undefined)
      return drawn
    },
    close,
    end: () => {
      isOver = true
      close()
    },
  }
}
