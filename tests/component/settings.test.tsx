import { afterEach, describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { entries } from '../../src/renderer/features/settings/entries.ts'
import { expectAccessible, expectNothingCut, expectReachable } from './checks.ts'
import { expectFineInThemes } from './in-themes.ts'
import { press } from './page-objects.ts'
import { recordId } from './records.ts'
import { isLong, viewLanguages } from './view-languages.ts'
import { closeWindow, goTo, goToSettings, longWords, openWindow, settle, shoot } from './window.tsx'

afterEach(closeWindow)

const list = () => page.getByRole('region', { name: 'List of settings' })
const rows = (): string[] =>
  [...document.querySelectorAll<HTMLElement>('main li[data-section] button')].map(({ innerText }) =>
    innerText.replaceAll('\n', ' '),
  )
const utcToday = new Date().toISOString().slice(0, 10)

describe('the settings', () => {
  it('show the release index, for a check of a release without the app', async () => {
    await openWindow()
    await goToSettings('about')
    await expect.element(page.getByText('Release index')).toBeVisible()
    expect(document.querySelector('main')?.innerText).toMatch(/Release index\s+7\n/)
  })

  it('are a list of entries, and show one of them', async () => {
    await openWindow()
    await goTo('settings')
    await expect
      .element(page.getByRole('heading', { name: 'Language and appearance' }))
      .toBeVisible()
    expect(page.getByRole('heading', { level: 2 }).elements()).toHaveLength(2)
    await list().getByRole('button', { name: 'Locking' }).click()
    await expect
      .element(page.getByRole('button', { name: /Lock automatically after/ }))
      .toBeVisible()
    expect(page.getByRole('heading', { level: 2 }).elements()).toHaveLength(1)
  })

  it('keep the entry that was chosen while the user is elsewhere', async () => {
    await openWindow()
    await goToSettings('locking')
    await goTo('journal')
    await goTo('settings')
    await expect.element(page.getByRole('heading', { name: 'Locking' })).toBeVisible()
  })

  it('say in the list what will need the user: backup, key, what is erased next', async () => {
    await openWindow({
      answers: {
        'backups.list': () => ({ due: true, backups: [] }),
        'retention.list': () => ({
          isRewriteOwed: false,
          said: [],
          removed: [1, 2].map((at) => ({
            kind: 'source' as const,
            subject: recordId(at),
            name: 'Grey Lantern',
            held: false,
          })),
        }),
      },
    })
    await goTo('settings')
    await settle()
    expect(rows()).toContain('Backup None yet')
    expect(rows()).toContain('Identities Locked')
    expect(rows()).toContain('Retention and deletion 2 to be erased')
    expect(rows()).toContain('Under pressure')
  })

  it('count the days since the last backup', async () => {
    await openWindow({
      answers: {
        'backups.list': () => ({
          due: false,
          backups: [
            {
              backupId: recordId(9),
              day: utcToday,
              bytes: 1000,
              to: ['scrypt'],
              tested: null,
              held: null,
            },
          ],
        }),
      },
    })
    await goTo('settings')
    await settle()
    expect(rows()).toContain('Backup today')
  })

  it('are found by their words, and the first match is shown', async () => {
    await openWindow()
    await goTo('settings')
    await userEvent.fill(page.getByRole('searchbox', { name: 'Find a setting' }), 'drill')
    await settle()
    expect(rows()).toHaveLength(1)
    expect(rows()[0]).toContain('Restore drill')
    await expect.element(page.getByRole('heading', { name: 'Backup', exact: true })).toBeVisible()
    await userEvent.fill(page.getByRole('searchbox', { name: 'Find a setting' }), 'zebra')
    await expect.element(page.getByText('No setting contains “zebra”.')).toBeVisible()
    await expectAccessible()
    await press('Clear the search')
    expect(rows()).toHaveLength(entries.length)
  })

  it('destroy something under one entry alone', async () => {
    await openWindow({ answers: { 'wipe.status': () => ({ wipe: { keyFile: false } }) } })
    const dangerous: string[] = []
    for (const { sections } of entries) {
      await goToSettings(sections[0])
      if (document.querySelector('main [class*="dangerous"]') !== null) dangerous.push(sections[0])
    }
    expect(dangerous).toEqual(['wipe'])
  })
})

describe.each(entries.map(({ sections: [section] }) => section))('settings: %s', (section) => {
  for (const language of viewLanguages) {
    it(`has no fault that axe knows, in ${language} and every theme`, async () => {
      await page.viewport(1280, 720)
      await openWindow({ language })
      await goToSettings(section)
      for (const more of document.querySelectorAll<HTMLElement>('main details summary'))
        more.click()
      await settle()
      await expectFineInThemes(`settings-${section}`, language)
      expectReachable()
      await page.viewport(1366, 768)
    })
  }

  it.runIf(isLong)(
    'has room for words that are 40 per cent longer, in a small window',
    async () => {
      await page.viewport(683, 384)
      await openWindow({ words: longWords, theme: 'light' })
      await goToSettings(section)
      await shoot(`settings-${section}-small`)
      expectNothingCut()
      await page.viewport(1366, 768)
    },
  )
})
