import { Failure } from '../../../shared/failure.ts'
import type { ToImages } from '../../images/messages.ts'
import type { ImageHost, ImageLine } from './image-host.ts'

/** The end of a message channel whose other end is an image process. */
type Port = {
  readonly postMessage: (message: ToImages) => void
  readonly onMessage: (listener: (data: unknown) => void) => void
}

type Waiting = { readonly take: (port: Port) => void; readonly ended: () => void }

/** Asks somebody else for image processes, and matches ports and endings to whoever asked. */
export const createImageLines = (ask: {
  readonly start: (id: number) => void
  readonly stop: (id: number) => void
}): {
  readonly host: ImageHost
  readonly connected: (id: number, port: Port) => void
  readonly ended: (id: number) => void
} => {
  const lines = new Map<number, Waiting>()
  let last = 0
  const host: ImageHost = () =>
    new Promise((resolve, reject) => {
      const id = ++last
      let isGone = false
      let onEnd = (): void => undefined
      const take = (port: Port): void =>
        resolve({
          send: port.postMessage,
          onMessage: port.onMessage,
          onEnd: (listener) => {
            onEnd = listener
            if (isGone) listener()
          },
          end: () => ask.stop(id),
        } satisfies ImageLine)
      const ended = (): void => {
        isGone = true
        onEnd()
        reject(new Failure('image-process'))
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
