import { Failure } from '../../../shared/failure.ts'
import type { FailureCode } from '../../../shared/failure.ts'
import type { ToImages } from '../../../shared/image-messages.ts'
import type { ToPdf } from '../../../shared/pdf-messages.ts'

/** A channel to one PDF reader, which has one document. */
export type PdfChannel = ProcessChannel<ToPdf>

/** Starts a new PDF reader. @throws Failure 'pdf-process' if none is available. */
export type StartPdfProcess = StartProcess<ToPdf>

/** For environments that can't start one. */
export const noPdfs: StartPdfProcess = () => Promise.reject(new Failure('pdf-process'))

/** A channel to one image page, which does one job. */
export type ImageChannel = ProcessChannel<ToImages>

/** Starts a new image page, in a process of its own. @throws Failure 'image-process' if none is available. */
export type StartImageProcess = StartProcess<ToImages>

/** For environments that can't start one. */
export const noImages: StartImageProcess = () => Promise.reject(new Failure('image-process'))

/** A channel to a process that decodes one untrusted file. Its messages are untrusted. */
export type ProcessChannel<Message> = {
  readonly send: (message: Message) => void
  /** Must be set before anything is sent; one listener. */
  readonly onMessage: (listener: (data: unknown) => void) => void
  /**
   * Called when the process has ended for any reason; at once if it has already ended. One
   * listener.
   */
  readonly onEnd: (listener: () => void) => void
  /** Kills the process. Idempotent. */
  readonly end: () => void
}

/** Starts a new process. @throws Failure if none is available. */
export type StartProcess<Message> = () => Promise<ProcessChannel<Message>>

/** This side of a message channel to such a process. */
type ChannelPort<Message> = {
  readonly postMessage: (message: Message) => void
  readonly onMessage: (listener: (data: unknown) => void) => void
}

type WaitingProcess<Message> = {
  readonly take: (port: ChannelPort<Message>) => void
  readonly ended: () => void
}

/**
 * Requests processes from the main process, and matches ports and exits to the requests.
 *
 * @param gone error code if the process exits before it connects.
 */
export const createProcessChannels = <Message>(
  gone: FailureCode,
  ask: {
    readonly start: (id: number) => void
    readonly stop: (id: number) => void
  },
): {
  readonly host: StartProcess<Message>
  readonly connected: (id: number, port: ChannelPort<Message>) => void
  readonly ended: (id: number) => void
} => {
  const lines = new Map<number, WaitingProcess<Message>>()
  let last = 0
  const host: StartProcess<Message> = () =>
    new Promise((resolve, reject) => {
      const id = ++last
      let isGone = false
      let onEnd = (): void => undefined
      const take = (port: ChannelPort<Message>): void =>
        resolve({
          send: port.postMessage,
          onMessage: port.onMessage,
          onEnd: (listener) => {
            onEnd = listener
            if (isGone) listener()
          },
          end: () => ask.stop(id),
        } satisfies ProcessChannel<Message>)
      const ended = (): void => {
        isGone = true
        onEnd()
        reject(new Failure(gone))
      }
      lines.set(id, { take, ended })
      ask.start(id)
    })
  return {
    host,
    connected: (id, port) => lines.get(id)?.take(port),
    ended: (id) => {
      lines.get(id)?.ended()
      lines.delete(id)
    },
  }
}
