import { afterEach, describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import type { Out } from '../../src/shared/contract.ts'
import { messages } from '../../src/renderer/i18n/messages.ts'
import type { TestVault } from './test-vault.ts'
import { expectNothingCut } from './checks.ts'
import { inputsOf } from './page-objects.ts'
import { expectFineInThemes } from './in-themes.ts'
import { Refuse } from './saved-records.ts'
import { viewLanguages } from './view-languages.ts'
import { closeWindow, longWords, openWindow, settle, shoot, untilFound } from './window.tsx'

const good = 'orbit cactus lemon tiger window spoon'
const languages = ['en', 'ko', 'zh'] as const
type Words = Readonly<Record<string, string>>
type Opening = 'vault.unlock' | 'vault.recover'

afterEach(closeWindow)

/** Each of the two screens, once what is typed into it was sent. */
const sending: Readonly<Record<Opening, () => Promise<void>>> = {
  'vault.unlock': async () => {
    await userEvent.fill(await untilFound('input[name="passphrase"]'), good)
    await userEvent.keyboard('{Enter}')
  },
  'vault.recover': async () => {
    ;((await untilFound('form [class*="apart"] button')) as HTMLElement).click()
    await userEvent.fill(await untilFound('input[name="recovery-code"]'), 'DJE5-7CZQ')
    for (const field of document.querySelectorAll('input[type="password"]')) {
      await userEvent.fill(field, good)
    }
    await userEvent.keyboard('{Enter}')
  },
}

/** A vault whose opening takes until it is let go. */
const opening = async (
  channel: Opening,
  options: { readonly language?: (typeof languages)[number]; readonly words?: Words } = {},
) => {
  let open = (): void => undefined
  let fail = (): void => undefined
  const answer = () =>
    new Promise<Out<Opening>>((resolve, reject) => {
      open = () => resolve({ state: 'open', reason: null, repaired: false })
      fail = () => reject(new Refuse('storage'))
    })
  const test = await openWindow({ state: 'locked', answers: { [channel]: answer }, ...options })
  await sending[channel]()
  await untilFound('[role="progressbar"]')
  return { test, open: () => open(), fail: () => fail() }
}

const tell = async (test: TestVault, channel: Opening, done: number): Promise<void> => {
  const { task } = inputsOf(test, channel).at(-1) as { task: string }
  test.emit({ kind: 'progress', task, done, total: 4 })
  await settle()
}

const main = (): string => document.querySelector('main')?.textContent ?? ''
const bar = () => page.getByRole('progressbar')
const cancel = () => page.getByRole('button', { name: 'Cancel', exact: true })

describe.each(Object.keys(sending) as Opening[])(
  'a vault of an older version, by %s',
  (channel) => {
    it('is said to be brought up to date, how far, and that it can be left; nothing can be cancelled', async () => {
      const { test, open } = await opening(channel)
      await expect.element(bar()).toHaveAccessibleName('Opening…')
      await expect.element(cancel()).toBeVisible()
      expect(main()).toContain(messages.en['unlock.kdf'])
      await tell(test, channel, 0)
      await expect.element(bar()).toHaveAccessibleName('Updating the vault…')
      await expect.element(bar()).toHaveAttribute('aria-valuenow', '0')
      expect(main()).toContain(messages.en['unlock.updatingText'])
      expect(main()).not.toContain(messages.en['unlock.kdf'])
      expect(cancel().elements()).toEqual([])
      await tell(test, channel, 1)
      await expect.element(bar()).toHaveAttribute('aria-valuenow', '25')
      await expect.element(page.getByText('25%')).toBeVisible()
      await tell(test, channel, 4)
      await expect.element(page.getByText('100%')).toBeVisible()
      open()
      await untilFound('nav')
    })

    it.each(viewLanguages)(
      'is told of without a fault that axe knows, nothing cut, in %s',
      async (l) => {
        const { test } = await opening(channel, { language: l })
        await tell(test, channel, 1)
        expect(main()).toContain((messages[l] as Words)['unlock.updatingText'])
        await expectFineInThemes(`${channel.slice('vault.'.length)}-updating`, l)
      },
    )
  },
)

it('shows the key, and Cancel, at the next attempt', async () => {
  const { test, fail } = await opening('vault.unlock')
  await tell(test, 'vault.unlock', 1)
  expect(cancel().elements()).toEqual([])
  fail()
  await untilFound('[role="alert"]')
  await userEvent.keyboard('{Enter}')
  await expect.element(cancel()).toBeVisible()
  await expect.element(bar()).toHaveAccessibleName('Opening…')
})

it('has room for words that are 40 per cent longer, in a small window too', async () => {
  await page.viewport(900, 600)
  const { test } = await opening('vault.unlock', { words: longWords })
  await tell(test, 'vault.unlock', 1)
  await shoot('unlock-updating-long')
  expectNothingCut()
  await page.viewport(1366, 768)
})
