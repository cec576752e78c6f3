import { z } from 'zod'
import { vaultChannels } from '../../shared/channels.ts'
import type { Channel, VaultChannel } from '../../shared/channels.ts'
import { contract } from '../../shared/contract.ts'
import type { Handlers, VaultEvent, VaultHandlers } from '../../shared/contract.ts'
import { readSentReply } from '../../shared/reply.ts'
import type { Reply, SentReply } from '../../shared/reply.ts'
import { Failure } from '../../shared/failure.ts'
import type { FailureCode } from '../../shared/failure.ts'
import { createYield, runPaced } from '../exchange/pace.ts'
import { admit } from './request-limits.ts'

// No `new Function`: neither process may compile code at run time.
z.config({ jitless: true })

/** The record of a failed request: nothing from its input or output. */
export type Fault = {
  readonly channel: Channel
  readonly code: FailureCode
  /** Name of the error's class. */
  readonly kind: string
}

const kept = 200

/** The last failures, in memory only: nothing is ever written to disk or printed. */
export const createFaultRing = (): {
  readonly report: (fault: Fault) => void
  readonly list: () => readonly Fault[]
} => {
  const faults: Fault[] = []
  return {
    report: (fault) => {
      faults.push(fault)
      if (faults.length > kept) faults.shift()
    },
    list: () => [...faults],
  }
}

/** The server's dependencies on its side of the bridge. */
export type ServePorts<Event> = {
  /** Does the request come from the main frame of our own window? If unknown, returns false. */
  readonly trusted: (event: Event) => boolean
  readonly unlocked: () => boolean
  readonly report: (fault: Fault) => void
}

const fieldsOf = (error: z.ZodError): readonly string[] => [
  ...new Set(error.issues.map((issue) => issue.path.map(String).join('.'))),
]

const failureOf = (cause: unknown): Failure =>
  cause instanceof Failure ? cause : new Failure('internal', { cause })

/** A schema, without `nullable`. */
const filled = (schema: unknown): unknown =>
  schema instanceof z.ZodNullable ? schema.unwrap() : schema

/** Lists that have bounds of their own are short, and are checked in one step. */
const isLong = (schema: unknown): schema is z.ZodArray<z.ZodType> =>
  schema instanceof z.ZodArray && (schema.def.checks ?? []).length === 0

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/**
 * Parses a value as its schema does, but yields after each element of a list that is the value or a
 * field in it: an answer may have a hundred thousand.
 *
 * @throws ZodError.
 */
const readParsed = function* (
  schema: z.ZodType,
  value: unknown,
): Generator<undefined, unknown, void> {
  if (isLong(schema) && Array.isArray(value)) {
    const parsed: unknown[] = []
    // A copy, since the handler's own list may change in between.
    for (const one of [...(value as readonly unknown[])]) {
      parsed.push(schema.element.parse(one))
      yield
    }
    return parsed
  }
  if (!(schema instanceof z.ZodObject) || !isObject(value)) return schema.parse(value)
  const inParts = Object.entries(schema.shape).flatMap(([key, of]): [string, z.ZodType][] => {
    const field = filled(of)
    const one = value[key]
    if (isLong(field) && Array.isArray(one)) return [[key, field]]
    return field instanceof z.ZodObject && isObject(one) ? [[key, field]] : []
  })
  if (inParts.length === 0) return schema.parse(value)
  const shape = {
    ...schema.shape,
    ...Object.fromEntries(inParts.map(([key]) => [key, z.unknown()])),
  }
  const parsed = { ...(schema.clone({ ...schema.def, shape }).parse(value) as object) }
  for (const [key, field] of inParts) {
    Object.assign(parsed, { [key]: yield* readParsed(field, value[key]) })
  }
  return parsed
}

/**
 * One server for both sides of the bridge. Checks in this order: sender, lock, size and shape,
 * schema, handler, schema of the output. Every error becomes a code; no message or stack crosses. A
 * long output is checked in turns.
 */
export const serve =
  <C extends Channel, Event>(handlers: Handlers<C>, ports: ServePorts<Event>) =>
  async (channel: C, event: Event, raw: unknown): Promise<Reply<unknown>> => {
    try {
      if (!ports.trusted(event)) throw new Failure('denied')
      const { input, output, open } = contract[channel]
      if (!open && !ports.unlocked()) throw new Failure('locked')
      admit(channel, raw)
      const parsed = input.safeParse(raw)
      if (!parsed.success) throw new Failure('invalid', { fields: fieldsOf(parsed.error) })
      // The schema above belongs to this channel, which the compiler cannot follow through the
      // index.
      const value = await handlers[channel](parsed.data as never)
      return { ok: true, value: await runPaced(readParsed(output, value), createYield()) }
    } catch (cause) {
      const failure = failureOf(cause)
      const kind = cause instanceof Error ? cause.constructor.name : typeof cause
      ports.report({ channel, code: failure.code, kind })
      return { ok: false, code: failure.code, fields: failure.fields }
    }
  }

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

/** 'internal' for a value that makes no text, or one that is too long. */
const sentReplyOf = async (
  channel: VaultChannel,
  reply: Reply<unknown>,
  send: (piece: string) => void,
): Promise<SentReply<unknown>> => {
  try {
    return await runPaced(readSentReply(channel, reply, send), createYield())
  } catch {
    return { ok: false, code: 'internal', fields: [] }
  }
}

/**
 * Answers the window's requests on its port. Drops a message that is no request: no caller waits
 * for it. The text of a long reply is made and sent in turns.
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
    void answer(channel, input)
      .then((reply) => sentReplyOf(channel, reply, (piece) => port.postMessage({ id, piece })))
      .then((reply) => {
        waiting -= 1
        port.postMessage({ id, reply })
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

/**
 * Serves the channels of the vault on the window's port. The main process checked the frame before
 * it passed on the port: its holder is trusted.
 *
 * @param answered called after each reply.
 */
export const servePort = (
  port: Port,
  handlers: VaultHandlers,
  { answered, ...ports }: Omit<ServePorts<null>, 'trusted'> & { readonly answered: () => void },
): Conversation => {
  const answer = serve(handlers, { ...ports, trusted: () => true })
  return answerPort(port, (channel, raw) => {
    const reply = answer(channel, null, raw)
    void reply.then(answered)
    return reply
  })
}
