import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { preparedVaults } from '../../scripts/run/prepared-vaults.ts'
import { goTo } from './page-objects/person.ts'
import type { Person } from './page-objects/person.ts'
import { lockByShortcut, tryUnlock } from './page-objects/vault.ts'
import { openPrepared } from './prepared-vaults.ts'

const { passphrase } = preparedVaults.heron

describe('today', () => {
  let person: Person

  beforeAll(async () => {
    person = await openPrepared('heron')
  })
  afterAll(async () => {
    await person.desk.close()
  })

  const current = (): Promise<string> =>
    person.page.locator('nav [aria-current="page"]').first().innerText()

  test('a quick note is taken from any view, and is there after the lock', async () => {
    await goTo(person, 'sources')
    await person.page.keyboard.press('Control+Shift+N')
    const dialog = person.page.getByRole('dialog')
    await dialog.getByRole('textbox').waitFor()
    await person.page.keyboard.type('A call from the border')
    await dialog.getByText(person.text('today.noteSaved'), { exact: true }).waitFor()
    await person.page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })
    expect(await current()).toBe(person.text('nav.sources'))
    await lockByShortcut(person)
    await tryUnlock(person, passphrase)
    // The first view of an unlocked vault.
    const recent = person.page.getByRole('region', { name: person.text('today.continue') })
    await recent.getByRole('button').first().click()
    await expect
      .poll(() => person.page.locator('.cm-content').innerText())
      .toContain('A call from the border')
  })

  test('the digits with Ctrl lead to the views in their order', async () => {
    const areas = [
      'today',
      'cases',
      'reports',
      'sources',
      'claims',
      'publications',
      'exchange',
    ] as const
    for (const [at, area] of areas.entries()) {
      await person.page.keyboard.press(`Control+${String(at + 1)}`)
      await expect.poll(current).toBe(person.text(`nav.${area}`))
    }
  })
})
