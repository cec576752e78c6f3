import { Failure } from '../../../shared/failure.ts'
import type { FailureCode } from '../../../shared/failure.ts'

/** A line to a process that reads one file of a stranger. What comes over it is not to be believed. */
export type ProcessChannel<Message> = {
  readonly send: (message: Message) => void
  /** Set before anything is sent; one listener. */
  readonly onMessage: (listener: (data: unknown) => void) => void
  /** The process is gone, whoever ended it. One listener; called at once when it is gone already. */
  readonly onEnd: (listener: () => void) => void
  /** Kills the process. Safe to call twice. */
  readonly end: () => void
}

/** Starts a fresh process. @throws Failure when there is none. */
export type StartProcess<Message> = () => Promise<ProcessChannel<Message>>

/** The end of a message channel whose other end is such a process. */
type ChannelPort<Message> = {
  readonly postMessage: (message: Message) => void
  readonly onMessage: (listener: (data: unknown) => void) => void
}

type WaitingProcess<Message> = {
  readonly take: (port: ChannelPort<Message>) => void
  readonly ended: () => void
}

/**
 * Asks somebody else for processes, and matches ports and endings to whoever asked.
 *
 * @param gone what it is called when one ends before it was there.
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
