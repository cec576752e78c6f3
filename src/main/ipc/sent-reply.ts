import type { VaultChannel } from '../../shared/channels.ts'
import type { Reply, SentReply } from '../../shared/reply.ts'

/** Channels that answer in pixels: these cross unchanged. */
export const pixelChannels = [
  'attachments.preview',
  'attachments.view',
  'attachments.page',
] as const satisfies readonly VaultChannel[]

/** A reply as it crosses the port. The window reads it by `readReply`. */
export const sentReply = <T>(channel: VaultChannel, reply: Reply<T>): SentReply<T> =>
  reply.ok && !(pixelChannels as readonly string[]).includes(channel)
    ? { ok: true, text: JSON.stringify(reply.value) }
    : reply
