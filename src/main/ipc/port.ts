import { z } from 'zod'
import { vaultChannels } from '../../shared/channels.ts'
import type { VaultChannel } from '../../shared/channels.ts'
import type { VaultEvent } from '../../shared/contract.ts'
import { sentReply } from '../../shared/reply.ts'
import type { Reply } from '../../shared/reply.ts'

/** The end of a message channel: the common part of Electron's and Node's. */
export type Port = {
  readonly postMessage: (message: unknown) => void
  readonly onMessage: (listener: (data: unknown) => void) => void
}

/** How long a closing window may take to save its last edits, in milliseconds. */
const finishMs = 400
/** The window counts as finished when no request is pending and it has been silent this long. */
const quietMs = 150

export type Conversation = {
  readonly emit: (event: VaultEvent) => void
  /** Waits for the window's last requests: 0.15 s when there are none, 0.4 s at most. */
  readonly finish: () => Promise<void>
}

const Request = z.strictObject({
  id: z.int().min(1),
  channel: z.enum(vaultChannels),
  input: z.unknown(),
})

/**
 * Answers the window's requests on its port. Drops a message that is no request: no caller waits
 * for it.
 *
 * @returns the window's side: events for it, and a way to let it finish.
 */
export const answerPort = (
  port: Port,
  answer: (channel: VaultChannel, raw: unknown) => Promise<Reply<unknown>>,
): Conversation => {
  let waiting = 0
  let last = 0
  port.onMessage((data) => {
    const request = Request.safeParse(data)
    if (!request.success) return
    const { id, channel, input } = request.data
    waiting += 1
    last = Date.now()
    void answer(channel, input).then((reply) => {
      waiting -= 1
      port.postMessage({ id, reply: sentReply(channel, reply) })
    })
  })
  return {
    emit: (event) => port.postMessage({ event }),
    finish: async () => {
      const began = Date.now()
      const finished = (): boolean => waiting === 0 && Date.now() - Math.max(last, began) >= quietMs
      while (Date.now() - began < finishMs && !finished()) {
        await new Promise((resolve) => setTimeout(resolve, 10))
      }
    },
  }
}
