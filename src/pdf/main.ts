import { joined } from '../shared/joined.ts'
import { limits } from '../shared/limits.ts'
import type { FromPdf, ToPdf } from '../shared/pdf-messages.ts'
import { drawPage } from './draw-page.ts'
import { openPdf } from './open-pdf.ts'
import type { Pdf } from './open-pdf.ts'
import { Refused, refusalIn } from './refused.ts'

type PdfPagePort = {
  readonly send: (message: FromPdf) => void
  readonly onMessage: (listener: (data: unknown) => void) => void
}

/** Draws pages of the one document received over this port. The vault process is trusted. */
const answerPdf = ({ send, onMessage }: PdfPagePort): void => {
  const pieces: Uint8Array[] = []
  let length = 0
  let opened: Promise<Pdf> | null = null

  const open = async (): Promise<Pdf> => {
    if (length > limits.pdfBytes) throw new Refused('too-big')
    const whole = joined(pieces)
    pieces.length = 0
    return openPdf(whole)
  }
  const draw = async (page: number): Promise<void> => {
    try {
      opened ??= open()
      send({ kind: 'drawn', drawn: await drawPage(await opened, page) })
    } catch (cause) {
      send({ kind: 'failed', code: refusalIn(cause) })
    }
  }
  onMessage((data) => {
    const message = data as ToPdf
    if (message.kind === 'draw') {
      void draw(message.page)
      return
    }
    length += message.bytes.length
    if (length <= limits.pdfBytes) pieces.push(message.bytes)
  })
}

// The composition root of a PDF reader: a hidden page in a process of its own. It reads one
// untrusted document, holds nothing else, and is destroyed with it.

addEventListener('message', ({ source, ports: [port] }) => {
  // Only the preload script of this page can send this: there is no other frame and no opener.
  if (source !== window || port === undefined) return
  answerPdf({
    send: (message) => port.postMessage(message),
    onMessage: (listener) => {
      port.onmessage = ({ data }) => listener(data)
    },
  })
})
