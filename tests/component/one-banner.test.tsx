import { afterEach, describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import type { TestVaultOptions } from './answers.ts'
import { contactAnswers } from './contact-answers.ts'
import { keysByHand, press, pressAt } from './page-objects.ts'
import { egret } from './reviewer-answers.ts'
import { goTo, goToSettings, closeWindow, openWindow, settle, untilFound } from './window.tsx'

afterEach(closeWindow)

const openDialog = (): Element | null =>
  document.querySelector('[role="dialog"], [role="alertdialog"]')

/** The banners of the open dialog, by their words. */
const banners = (): string[] =>
  [...(openDialog()?.querySelectorAll('[class*="_banner_"]') ?? [])].map(
    ({ textContent }) => textContent,
  )

/** Counts the banners of the open dialog, as it opens and with each choice that it offers. */
const expectOneBanner = async (): Promise<void> => {
  const name = openDialog()?.querySelector('h2')?.textContent ?? ''
  const seen = [banners()]
  for (const radio of openDialog()?.querySelectorAll<HTMLElement>('input[type="radio"]') ?? []) {
    radio.click()
    await settle()
    seen.push(banners())
  }
  for (const shown of seen) expect(shown.length, `${name}: ${shown.join(' | ')}`).toBeLessThan(2)
}

const close = async (): Promise<void> => {
  await userEvent.keyboard('{Escape}')
  await expect.poll(openDialog).toBeNull()
}

describe('a dialog has one banner at most', () => {
  it.each(['access', 'backup', 'identities', 'readers', 'wipe', 'about'] as const)(
    'on the page of the settings about %s',
    async (section) => {
      await openWindow({ reviewers: [egret] })
      await goToSettings(section)
      let opened = 0
      for (const pressed of document.querySelectorAll<HTMLButtonElement>('section[id] button')) {
        if (pressed.disabled || pressed.ariaHasPopup !== null || pressed.type === 'submit') continue
        // Another one led to another view.
        if (!pressed.isConnected) continue
        pressed.click()
        await settle()
        if (openDialog() === null) continue
        opened += 1
        await expectOneBanner()
        await close()
      }
      expect(opened).toBeGreaterThan(0)
    },
  )

  it.each([
    ['sources', null, 'Seal identity…'],
    ['sources', null, 'Show identity…'],
    ['sources', 'History', 'Set a date…'],
    ['cases', null, 'Set a date…'],
    ['publications', null, 'Allow anyway…'],
    ['exchange', null, 'Add from a card…'],
  ] as const)('in %s, %s: %s', async (area, tab, name) => {
    await openWindow()
    await goTo(area)
    if (area !== 'exchange') await pressAt('main [role="listitem"] button')
    if (tab !== null) await page.getByRole('tab', { name: tab, exact: true }).click()
    await press(name)
    await untilFound('[role="dialog"]')
    await expectOneBanner()
  })

  it('also before a vault is destroyed, and at the end of its dry run', async () => {
    await openWindow()
    await goToSettings('wipe')
    ;[...document.querySelectorAll<HTMLElement>('#wipe button')].at(-1)?.click()
    await settle()
    await press('Destroy…')
    await untilFound('[role="dialog"]')
    expect(banners()).toEqual(['This cannot be undone'])
    await press('Destroy')
    expect(banners()).toEqual(['This cannot be undone'])
    await close()
    await press('Dry run…')
    await userEvent.fill(await untilFound('[role="dialog"] input'), 'seven river stones')
    await press('Show what would happen')
    await settle()
    await expectOneBanner()
  })

  it('also where a backup gives keys a full copy that were not compared', async () => {
    await openWindow()
    await goToSettings('backup')
    await press('Make a backup…')
    await page.getByRole('radio', { name: /People whose key/ }).click({ force: true })
    await userEvent.fill(await keysByHand(), `age1${'z'.repeat(58)}`)
    await settle()
    expect(banners()).toEqual([expect.stringContaining('This gives away a full copy')])
    await expect.element(page.getByText('These keys have not been compared')).toBeVisible()
  })

  it.each(['new', 'revoked', 'verified'] as const)(
    'also for the card of a contact that is %s and looks like another',
    async (known) => {
      const canned = contactAnswers(false)['contacts.previewCard']()
      const answers: TestVaultOptions['answers'] = {
        'contacts.previewCard': () => ({
          ...canned,
          known,
          change: known === 'verified' ? 'keys' : 'none',
          lookAlikes: [{ pseudonym: 'Сrаnе', key: '0f0f '.repeat(8).trim() }],
        }),
      }
      await openWindow({ answers })
      await goTo('exchange')
      await press('Add from a card…')
      await untilFound('[role="dialog"] [class*="_banner_"]')
      expect(banners()).toHaveLength(1)
      expect(openDialog()?.textContent).toContain('Сrаnе')
    },
  )
})
