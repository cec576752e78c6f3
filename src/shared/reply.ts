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

/** Characters of a text after which it is sent: a message of them takes some milliseconds. */
const pieceLength = 2_000_000

/** Characters of the longest text: as many as the window can hold in one. */
const longestText = 500_000_000

type Writer = { readonly add: (text: string) => void; readonly end: () => string }

/** Collects a text, and sends all but its last piece. */
const createWriter = (send: ((piece: string) => void) | null): Writer => {
  let parts: string[] = []
  let length = 0
  let sent = 0
  const end = (): string => {
    const text = parts.join('')
    parts = []
    length = 0
    return text
  }
  return {
    add: (text) => {
      parts.push(text)
      length += text.length
      if (sent + length > longestText) throw new RangeError('a text that is too long')
      if (send === null || length < pieceLength) return
      sent += length
      send(end())
    },
    end,
  }
}

/**
 * Adds the JSON text of a value that has only what JSON has. Yields after each element of a list that
 * is the value or a field in it.
 */
const addJson = function* (add: Writer['add'], value: unknown): Generator<undefined, void, void> {
  if (Array.isArray(value)) {
    add('[')
    for (const [at, one] of (value as readonly unknown[]).entries()) {
      add(`${at === 0 ? '' : ','}${JSON.stringify(one) ?? 'null'}`)
      yield
    }
    add(']')
  } else if (typeof value === 'object' && value !== null) {
    const fields = Object.entries(value).filter(([, field]) => field !== undefined)
    add('{')
    for (const [at, [key, field]] of fields.entries()) {
      add(`${at === 0 ? '' : ','}${JSON.stringify(key)}:`)
      yield* addJson(add, field)
    }
    add('}')
  } else add(JSON.stringify(value))
}

/**
 * A reply as it crosses the port. The window reads it by `readReply`. Yields.
 *
 * @param send takes the text of a long reply in pieces, up to the last one, which is in the reply.
 *   Without it, the text is not divided.
 * @throws RangeError for a value whose text would be too long; its first pieces may have been sent.
 */
export const readSentReply = function* <T>(
  channel: VaultChannel,
  reply: Reply<T>,
  send: ((piece: string) => void) | null = null,
): Generator<undefined, SentReply<T>, void> {
  if (!reply.ok || (pixelChannels as readonly string[]).includes(channel)) return reply
  const writer = createWriter(send)
  yield* addJson(writer.add, reply.value)
  return { ok: true, text: writer.end() }
}
