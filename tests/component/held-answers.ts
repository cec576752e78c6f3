import type { Channel } from '../../src/shared/channels.ts'
import { cannedAnswers } from './answers.ts'
import type { Answers } from './answers.ts'
import { Refuse } from './shelf.ts'

export type HeldAnswers = {
  readonly answers: Answers
  /** Answers what was asked so far on the channel that is held. */
  readonly letAll: () => void
  /** Refuses it instead. */
  readonly refuseAll: () => void
}

/**
 * A vault that is busy: what is asked on one channel is answered once it is let. The channels beside it
 * share its records.
 */
export const heldAnswers = (channel: Channel, beside: readonly Channel[] = []): HeldAnswers => {
  const canned = cannedAnswers({}) as Record<Channel, (input: unknown) => unknown>
  let waiting: ((isRefused: boolean) => void)[] = []
  const end = (isRefused: boolean): void => {
    const now = waiting
    waiting = []
    for (const answer of now) answer(isRefused)
  }
  const slowly = async (input: unknown): Promise<unknown> => {
    if (await new Promise<boolean>((done) => waiting.push(done))) throw new Refuse('storage')
    return canned[channel](input)
  }
  return {
    answers: {
      ...Object.fromEntries(beside.map((name) => [name, canned[name]])),
      [channel]: slowly,
    },
    letAll: () => end(false),
    refuseAll: () => end(true),
  }
}
