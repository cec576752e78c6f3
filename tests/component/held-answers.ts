import type { Channel } from '../../src/shared/channels.ts'
import { cannedAnswers } from './answers.ts'
import type { Answers } from './answers.ts'
import { Refuse } from './saved-records.ts'

export type HeldAnswers = {
  readonly answers: Answers
  /** Answers the requests so far on the held channel. */
  readonly letAll: () => void
  /** Refuses it instead. */
  readonly refuseAll: () => void
}

/**
 * A busy vault: requests on one channel are answered when the test says so. The channels in
 * `others` share its records.
 */
export const heldAnswers = (channel: Channel, others: readonly Channel[] = []): HeldAnswers => {
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
      ...Object.fromEntries(others.map((name) => [name, canned[name]])),
      [channel]: slowly,
    },
    letAll: () => end(false),
    refuseAll: () => end(true),
  }
}
