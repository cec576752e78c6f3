import { readSentReply } from '../../src/shared/reply.ts'
import { mainChannels, vaultChannels } from '../../src/shared/channels.ts'
import type { Channel, VaultChannel } from '../../src/shared/channels.ts'
import { contract } from '../../src/shared/contract.ts'
import type { VaultApi, VaultEvent } from '../../src/shared/contract.ts'
import type { Reply, SentReply } from '../../src/shared/reply.ts'
import { cannedAnswers } from './answers.ts'
import type { TestVaultOptions } from './answers.ts'
import { Refuse } from './saved-records.ts'

export type TestVault = {
  readonly api: VaultApi
  /** Every request so far, oldest first. */
  readonly calls: readonly { readonly channel: Channel; readonly input: unknown }[]
  readonly emit: (event: VaultEvent) => void
}

const isOfVault = (channel: Channel): channel is VaultChannel =>
  (vaultChannels as readonly Channel[]).includes(channel)

const sentReplyOf = <T>(channel: VaultChannel, reply: Reply<T>): SentReply<T> => {
  const made = readSentReply(channel, reply)
  for (;;) {
    const step = made.next()
    if (step.done === true) return step.value
  }
}

/**
 * A desk with a memory but no vault behind it; its replies keep to the contract's output schemas, and
 * cross as they do from the vault.
 */
export const createTestVault = (options: TestVaultOptions = {}): TestVault => {
  const answers = { ...cannedAnswers(options), ...options.answers } as Record<
    Channel,
    (input: unknown) => unknown
  >
  const calls: { channel: Channel; input: unknown }[] = []
  const listeners = new Set<(event: VaultEvent) => void>()
  const send =
    (channel: Channel) =>
    async (input: unknown): Promise<SentReply<unknown>> => {
      calls.push({ channel, input })
      const parsed = contract[channel].input.safeParse(input)
      if (!parsed.success) {
        const fields = parsed.error.issues.map((issue) => issue.path.join('.'))
        return { ok: false, code: 'invalid', fields }
      }
      try {
        const value = await answers[channel](parsed.data)
        const reply = {
          ok: true,
          value: contract[channel].output.parse(structuredClone(value)),
        } as const
        return isOfVault(channel) ? sentReplyOf(channel, reply) : reply
      } catch (cause) {
        if (!(cause instanceof Refuse)) throw cause
        return { ok: false, code: cause.code, fields: cause.fields }
      }
    }
  const api = {
    ...Object.fromEntries([...mainChannels, ...vaultChannels].map((name) => [name, send(name)])),
    onEvent: (listener: (event: VaultEvent) => void) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  } as unknown as VaultApi
  return { api, calls, emit: (event) => listeners.forEach((listener) => listener(event)) }
}
