import { Failure } from '../../../shared/failure.ts'
import { FromPdf } from '../../../shared/pdf-messages.ts'
import type { DrawnPage } from '../../../shared/pdf-messages.ts'
import type { StartPdfProcess, PdfChannel } from './pdf-host.ts'

/** A reader that holds one document. */
export type PdfReader = {
  /**
   * One page at a time.
   *
   * @throws Failure 'pdf-process' when the reader ends, takes too long, or says what it may not or
   * when nobody asked; 'broken-pdf', 'encrypted-pdf', 'not-found', 'too-big'.
   */
  readonly draw: (page: number) => Promise<DrawnPage>
  /** Did it end, by itself or by somebody? It draws nothing any more. */
  readonly isOver: () => boolean
  /** Destroys it. Safe to call twice. */
  readonly end: () => void
}

/** What it says, once it was looked at: the page that was asked for, and as many pixels as it says. */
const checked = (data: unknown, page: number): DrawnPage => {
  const parsed = FromPdf.safeParse(data)
  if (!parsed.success) throw new Failure('pdf-process')
  if (parsed.data.kind === 'failed') throw new Failure(parsed.data.code)
  if (parsed.data.drawn.page !== page) throw new Failure('pdf-process')
  return parsed.data.drawn
}

/** Settles as the work does, and fails when that takes too long. */
const within = async <T>(patience: number, work: Promise<T>): Promise<T> => {
  let late: NodeJS.Timeout | undefined
  try {
    return await Promise.race([
      work,
      new Promise<never>((_, reject) => {
        late = setTimeout(() => reject(new Failure('pdf-process')), patience)
      }),
    ])
  } finally {
    clearTimeout(late)
  }
}

/**
 * Gives a document to a fresh reader. Whoever asked ends it.
 *
 * @param patience how long one page may take, in milliseconds, the start and the document included.
 */
export const openReader = (
  host: StartPdfProcess,
  pieces: () => AsyncIterable<Uint8Array>,
  patience: number,
): PdfReader => {
  let line: PdfChannel | null = null
  let answer: ((data: unknown) => void) | null = null
  let isOver = false
  const settle = (data: unknown): void => {
    answer?.(data)
    answer = null
  }
  const end = (): void => {
    isOver = true
    line?.end()
    settle(null)
  }
  const heard = (data: unknown): void => {
    // Asked for nothing, it has nothing to say: whoever took it over could go on and on.
    if (answer === null) end()
    else settle(data)
  }
  const start = async (): Promise<PdfChannel> => {
    const opened = await host()
    line = opened
    // Whoever ended it while it started no longer wants it.
    if (isOver) opened.end()
    opened.onEnd(end)
    opened.onMessage(heard)
    for await (const bytes of pieces()) {
      if (isOver) throw new Failure('pdf-process')
      opened.send({ kind: 'piece', bytes })
    }
    return opened
  }
  const started = start()
  // Whoever draws hears of it.
  started.catch(() => undefined)
  const drawing = async (page: number): Promise<DrawnPage> => {
    const opened = await started
    if (isOver) throw new Failure('pdf-process')
    const said = new Promise((resolve) => {
      answer = resolve
    })
    opened.send({ kind: 'draw', page })
    return checked(await said, page)
  }
  return { draw: (page) => within(patience, drawing(page)), isOver: () => isOver, end }
}
