import { Failure } from '../../../shared/failure.ts'
import type { DrawnPage } from '../../../shared/pdf-messages.ts'
import { openReader } from './open-reader.ts'
import type { PdfReader } from './open-reader.ts'
import type { StartPdfProcess } from './pdf-host.ts'

/** Milliseconds for one page, with the start of its reader and the reading of the document. */
const patience = 30_000
/** How long a reader waits for the next page, in milliseconds. */
const idle = 120_000

/** A document as the vault has it. */
export type PdfDocument = {
  readonly digest: string
  /** Looks at it before a reader is started. It throws where that is no use. */
  readonly check: () => Promise<void>
  readonly pieces: () => AsyncIterable<Uint8Array>
}

/** Has PDFs read, for one session: one document at a time, and each by a reader of its own. */
export type PdfRenderer = {
  /**
   * A page of the document. The reader of another is destroyed first; this one stays for the next
   * page, and is destroyed when it fails. Nothing that was drawn is remembered.
   *
   * @throws Failure as `PdfReader.draw`; what checking and reading the document throws; 'cancelled' at
   * the lock, and for a page that no reader had been asked for when nobody looked any more.
   */
  readonly draw: (document: PdfDocument, page: number) => Promise<DrawnPage>
  /** Destroys the reader: nobody looks any more. */
  readonly close: () => void
  /** The same, for good. */
  readonly end: () => void
}

export const createPdfRenderer = (host: StartPdfProcess): PdfRenderer => {
  let open: { readonly digest: string; readonly reader: PdfReader } | null = null
  let turn: Promise<unknown> = Promise.resolve()
  let leaving: NodeJS.Timeout | undefined
  let closings = 0
  let isOver = false

  const leave = (): void => {
    clearTimeout(leaving)
    open?.reader.end()
    open = null
  }
  const close = (): void => {
    closings += 1
    leave()
  }
  const readerOf = ({ digest, pieces }: PdfDocument): PdfReader => {
    if (open?.digest === digest && !open.reader.isOver()) return open.reader
    leave()
    open = { digest, reader: openReader(host, pieces, patience) }
    return open.reader
  }
  const draw = async (document: PdfDocument, page: number): Promise<DrawnPage> => {
    if (isOver) throw new Failure('cancelled')
    const reader = readerOf(document)
    clearTimeout(leaving)
    try {
      return await reader.draw(page)
    } catch (cause) {
      reader.end()
      if (open?.reader === reader) open = null
      throw cause
    } finally {
      clearTimeout(leaving)
      leaving = setTimeout(leave, idle)
      leaving.unref()
    }
  }
  return {
    draw: (document, page) => {
      const asked = closings
      // No reader is started for whoever is gone.
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
