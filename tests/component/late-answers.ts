import type { Channel } from '../../src/shared/channels.ts'
import { cannedAnswers } from './answers.ts'
import type { Answers } from './answers.ts'
import { settle } from './window.tsx'

/** Answers of one channel that are computed when they are asked for and delivered later. */
export type LateAnswers = {
  readonly answers: Answers
  /** Delivers the oldest answer that waits. */
  readonly deliver: () => Promise<void>
  /** The same, without waiting for what follows. */
  readonly deliverNow: () => void
  readonly deliverAll: () => Promise<void>
  readonly waiting: () => number
}

/** The channels in `others` share the records of the late one. */
export const lateAnswers = (channel: Channel, others: readonly Channel[] = []): LateAnswers => {
  const canned = cannedAnswers({}) as Record<Channel, (input: unknown) => unknown>
  const waiting: (() => void)[] = []
  const deliverNow = (): void => waiting.shift()?.()
  return {
    answers: {
      ...Object.fromEntries(others.map((name) => [name, canned[name]])),
      [channel]: async (input: unknown) => {
        const answer = structuredClone(canned[channel](input))
        await new Promise<void>((done) => waiting.push(done))
        return answer
      },
    },
    deliver: async () => {
      deliverNow()
      await settle()
    },
    deliverNow,
    deliverAll: async () => {
      while (waiting.length > 0) {
        deliverNow()
        await settle()
      }
    },
    waiting: () => waiting.length,
  }
}
