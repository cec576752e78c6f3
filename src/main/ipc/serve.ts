import { z } from 'zod'
import type { Channel } from '../../shared/channels.ts'
import { contract } from '../../shared/contract.ts'
import type { Handlers } from '../../shared/contract.ts'
import type { Reply } from '../../shared/reply.ts'
import { Failure } from '../../shared/failure.ts'
import type { FailureCode } from '../../shared/failure.ts'
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

/**
 * One server for both sides of the bridge. Checks in this order: sender, lock, size and shape,
 * schema, handler, schema of the output. Every error becomes a code; no message or stack crosses.
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
      return { ok: true, value: output.parse(value) }
    } catch (cause) {
      const failure = failureOf(cause)
      const kind = cause instanceof Error ? cause.constructor.name : typeof cause
      ports.report({ channel, code: failure.code, kind })
      return { ok: false, code: failure.code, fields: failure.fields }
    }
  }
