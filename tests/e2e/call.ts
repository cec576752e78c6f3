import type { Page } from 'playwright'

type Bridge = Record<string, (input: object) => Promise<unknown>>
/** Asks the vault by the page's own bridge, as its code would. */
export const call = (page: Page, channel: string, input: object): Promise<unknown> =>
  page.evaluate(
    ([name, given]) => (globalThis as unknown as { desk: Bridge }).desk[name]?.(given),
    [channel, input] as const,
  )

/** What opens a vault that a test makes this way. */
export const opening = { passphrase: 'seven plain words here', keyFile: null }
