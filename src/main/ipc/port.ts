import { z } from 'zod'
import { vaultChannels } from '../../shared/channels.ts'
import type { VaultChannel } from '../../shared/channels.ts'
import type { VaultEvent } from '../../shared/contract.ts'
import type { Reply } from '../../shared/reply.ts'
import { sentReply } from './sent-reply.ts'

/** The end of a message channel, as Electron and Node both have it. */
export type Port = {
  readonly postMessage: (message: unknown) => void
  readonly onMessage: (listener: (data: unknown) => void) => void
}

/** A window that is about to go saves what was typed last; it is given this long, and no longer. */
const finishMs = 400
/** It is taken to have finished when nothing is being answered and it has been silent this long. */
const quietMs = 150

export type Conversation = {
  readonly emit: (event: VaultEvent) => void
  /** Until the window has said its last word: 0.15 s when it has none, 0.4 s at most. */
  readonly finish: () => Promise<void>
}

const Request = z.strictObject({
  id: z.int().min(1),
  channel: z.enum(vaultChannels),
  input: z.unknown(),
})

/**
 * Answers the window's requests on its port. A message that is no request at all has nobody waiting
 * for it and is dropped.
 *
 * @returns what the other side needs: events to the window, and a way to let it finish.
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
