import { servePort } from '../../src/main/ipc/serve.ts'
import type { Out, VaultHandlers } from '../../src/shared/contract.ts'
import type { VaultChannel } from '../../src/shared/channels.ts'
import type { SentReply } from '../../src/shared/reply.ts'

type Sent<C extends VaultChannel> = {
  readonly piece?: string
  readonly reply?: SentReply<Out<C>>
}

/** The reply to a request as the vault process makes it: checked, and as the text of a message. */
export const sentOverPort = <C extends VaultChannel>(
  handlers: Pick<VaultHandlers, C>,
  channel: C,
  input: unknown,
): Promise<SentReply<Out<C>>> =>
  new Promise((resolve) => {
    let send: (data: unknown) => void = () => undefined
    let begun = ''
    const port = {
      postMessage: (message: unknown) => {
        // As a port does.
        const { piece, reply } = structuredClone(message) as Sent<C>
        begun += piece ?? ''
        if (reply === undefined) return
        const isText = reply.ok && 'text' in reply
        resolve(isText ? { ok: true, text: begun + reply.text } : reply)
      },
      onMessage: (listener: (data: unknown) => void) => void (send = listener),
    }
    servePort(port, handlers as VaultHandlers, {
      unlocked: () => true,
      report: () => undefined,
      answered: () => undefined,
    })
    send({ id: 1, channel, input })
  })

/** The reply of a handler, as the window reads it from the port. */
export const overPort = async <C extends VaultChannel>(
  handlers: Pick<VaultHandlers, C>,
  channel: C,
  input: unknown,
): Promise<Out<C>> => {
  const reply = await sentOverPort(handlers, channel, input)
  if (!reply.ok) throw new Error(reply.code)
  return 'text' in reply ? (JSON.parse(reply.text) as Out<C>) : reply.value
}
