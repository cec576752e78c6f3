import type { Reply, SentReply } from '../../shared/reply.ts'

/** The text that an answer was read from, for as long as anybody holds the answer. */
const texts = new WeakMap<object, string>()

const isHeld = (value: unknown): value is object => typeof value === 'object' && value !== null

/**
 * What was sent: it passed the channel's schema on the other side.
 *
 * @param known the answer that is shown. After every change all answers are asked for again and few
 *   are another: one of the same text is the same answer, and is neither parsed nor compared.
 */
export const readReply = <T>(sent: SentReply<T>, known?: T): Reply<T> => {
  if (!sent.ok || !('text' in sent)) return sent
  if (isHeld(known) && texts.get(known) === sent.text) return { ok: true, value: known }
  const value = JSON.parse(sent.text) as T
  if (isHeld(value)) texts.set(value, sent.text)
  return { ok: true, value }
}

/** What came of an answer, with the parts of the one before that are equal, is of its text as well. */
export const madeOf = <T>(read: unknown, made: T): T => {
  const text = isHeld(read) ? texts.get(read) : undefined
  if (isHeld(made) && text !== undefined) texts.set(made, text)
  return made
}
