import { Failure } from '../../../shared/failure.ts'
import { createYield } from '../../exchange/pace.ts'

/** Renders a self-contained page as a PDF. @throws Failure 'internal'. */
export type PrintPort = (html: string) => Promise<Uint8Array>

/**
 * A page as a PDF without its metadata. The library for that is a third of the vault process's code,
 * and every unlock screen waits for that code: it is loaded with the first page.
 *
 * @throws Failure 'internal' of `print`; errors of `stripPdf`.
 */
export const printStripped = async (print: PrintPort, html: string): Promise<Uint8Array> => {
  const { stripPdf } = await import('../../../publication/strip-pdf.ts')
  return stripPdf(await print(html), createYield())
}

/**
 * Requests PDFs from the main process and matches the replies. 'internal' if a PDF could not be
 * made.
 */
export const createPrinter = (
  ask: (id: number, html: string) => void,
): {
  readonly print: PrintPort
  readonly printed: (id: number, pdf: Uint8Array | null) => void
} => {
  const waiting = new Map<number, (pdf: Uint8Array | null) => void>()
  let last = 0
  return {
    print: (html) =>
      new Promise((resolve, reject) => {
        const id = ++last
        waiting.set(id, (pdf) => (pdf === null ? reject(new Failure('internal')) : resolve(pdf)))
        ask(id, html)
      }),
    printed: (id, pdf) => {
      waiting.get(id)?.(pdf)
      waiting.delete(id)
    },
  }
}
