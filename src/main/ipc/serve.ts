import { z } from 'zod'
import type { Channel } from '../../shared/channels.ts'
import { contract } from '../../shared/contract.ts'
import type { Handlers } from '../../shared/contract.ts'
import type { Reply } from '../../shared/reply.ts'
import { Failure } from '../../shared/failure.ts'
import type { Fault } from './report.ts'
import { admit } from './admit.ts'

// No `new Function`: neither process may compile code at run time.
z.config({ jitless: true })

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
