import { z } from 'zod'
import { vaultChannels } from '../../shared/channels.ts'
import type { VaultChannel } from '../../shared/channels.ts'
import type { DeskEvent, Reply } from '../../shared/contract.ts'

/** The end of a message channel, as Electron and Node both have it. */
export type Port = {
  readonly postMessage: (message: unknown) => void
  readonly onMessage: (listener: (data: unknown) => void) => void
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
 * @returns sends an event to the window.
 */
export const answerPort = (
  port: Port,
  answer: (channel: VaultChannel, raw: unknown) => Promise<Reply<unknown>>,
): ((event: DeskEvent) => void) => {
  port.onMessage((data) => {
    const request = Request.safeParse(data)
    if (!request.success) return
    const { id, channel, input } = request.data
    void answer(channel, input).then((reply) => port.postMessage({ id, reply }))
  })
  return (event) => port.postMessage({ event })
}
