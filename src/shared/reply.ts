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

/**
 * Adds the JSON text of a value that has only what JSON has. Yields after each element of a list that
 * is the value or a field in it.
 */
const addJson = function* (parts: string[], value: unknown): Generator<undefined, void, void> {
  if (Array.isArray(value)) {
    parts.push('[')
    for (const [at, one] of (value as readonly unknown[]).entries()) {
      parts.push(at === 0 ? '' : ',', JSON.stringify(one) ?? 'null')
      yield
    }
    parts.push(']')
  } else if (typeof value === 'object' && value !== null) {
    const fields = Object.entries(value).filter(([, field]) => field !== undefined)
    parts.push('{')
    for (const [at, [key, field]] of fields.entries()) {
      parts.push(at === 0 ? '' : ',', `${JSON.stringify(key)}:`)
      yield* addJson(parts, field)
    }
    parts.push('}')
  } else parts.push(JSON.stringify(value))
}

/**
 * A reply as it crosses the port. The window reads it by `readReply`. Yields.
 *
 * @throws RangeError for a value whose text would be too long.
 */
export const readSentReply = function* <T>(
  channel: VaultChannel,
  reply: Reply<T>,
): Generator<undefined, SentReply<T>, void> {
  if (!reply.ok || (pixelChannels as readonly string[]).includes(channel)) return reply
  const parts: string[] = []
  yield* addJson(parts, reply.value)
  const text = parts.join('')
  // To make a long text takes time, and to send it too.
  yield
  return { ok: true, text }
}
