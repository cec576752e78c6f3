import { Failure } from '../../../shared/failure.ts'
import { FromPdf } from '../../../shared/pdf-messages.ts'
import type { DrawnPage } from '../../../shared/pdf-messages.ts'
import type { StartPdfProcess, PdfChannel } from './process-channel.ts'

/** A reader process for one document. */
export type PdfReader = {
  /**
   * Renders one page at a time.
   *
   * @throws Failure 'pdf-process' if the reader ends, takes too long, or sends an invalid or
   *   unrequested message; 'broken-pdf', 'encrypted-pdf', 'not-found', 'too-big'.
   */
  readonly draw: (page: number) => Promise<DrawnPage>
  /** Whether the process ended or was ended; it renders no more pages. */
  readonly isOver: () => boolean
  /** Ends the process. Idempotent. */
  readonly end: () => void
}

/** Validates a reply: the requested page, with as many pixels as it states. */
const checked = (data: unknown, page: number): DrawnPage => {
  const parsed = FromPdf.safeParse(data)
  if (!parsed.success) throw new Failure('pdf-process')
  if (parsed.data.kind === 'failed') throw new Failure(parsed.data.code)
  if (parsed.data.drawn.page !== page) throw new Failure('pdf-process')
  return parsed.data.drawn
}

/** Settles with the work, or fails after `patience` milliseconds. */
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
 * Opens a document in a new reader process. The caller must end it.
 *
 * @param patience time limit for one page in milliseconds, including the start and the transfer of
 *   the document.
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
    // An unrequested message ends the process: a compromised process could flood the vault process.
    if (answer === null) end()
    else settle(data)
  }
  const start = async (): Promise<PdfChannel> => {
    const opened = await host()
    line = opened
    // The caller may have ended the reader while it was starting.
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
  // Reported to the caller of `draw`.
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
