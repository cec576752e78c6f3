import type { Page } from 'playwright'
import { readReply } from '../../src/renderer/data/read-reply.ts'
import type { SentReply } from '../../src/shared/reply.ts'

type Bridge = Record<string, (input: object) => Promise<SentReply<unknown>>>
/** Asks the vault by the page's own bridge, and reads the reply, as its code would. */
export const call = async (page: Page, channel: string, input: object): Promise<unknown> => {
  const sent = await page.evaluate(
    ([name, given]) => (globalThis as unknown as { api: Bridge }).api[name]?.(given),
    [channel, input] as const,
  )
  return sent === undefined ? undefined : readReply(sent)
}

/** The credential of a vault that a test makes this way. */
export const opening = { passphrase: 'seven plain words here', keyFile: null }
