import type { Reply, SentReply } from '../shared/reply.ts'

/** What was sent: it passed the channel's schema on the other side. */
export const readReply = <T>(sent: SentReply<T>): Reply<T> =>
  sent.ok && 'text' in sent ? { ok: true, value: JSON.parse(sent.text) as T } : sent
