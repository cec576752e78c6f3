import type { VaultChannel } from './channels.ts'
import type { FailureCode } from './failure.ts'

/** Only a code crosses; `fields` are paths of our own schema, for marks beside a field. */
export type Reply<T> =
  | { readonly ok: true; readonly value: T }
  | {
      readonly ok: false
      readonly code: FailureCode
      readonly fields: readonly string[]
    }

/**
 * A reply as it crosses the port. A value is one JSON text, except for pixels: the port, and then
 * the preload's world, would copy a list of thousands of records field by field, in ten times the
 * time that the window takes to parse it.
 */
export type SentReply<T> =
  | Reply<T>
  | {
      readonly ok: true
      /** The value as JSON. */
      readonly text: string
    }

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
