import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { byPalette, tabTo } from './page-objects/keys.ts'
import { button, personAt } from './page-objects/person.ts'
import type { Person } from './page-objects/person.ts'
import * as records from './page-objects/records.ts'
import { lockByShortcut, opened, passphrase, unlock } from './page-objects/vault.ts'
import { beginning, wordsOf } from './page-objects/words.ts'
import { launch } from './launch.ts'

/** No test here touches the mouse: each act is a key, and each stop shows where one is. */
describe('without a mouse', () => {
  const home = mkdtempSync(join(tmpdir(), 'keys-'))
  let person: Person

  beforeAll(async () => {
    person = personAt(await launch({ vault: join(home, 'Understory') }))
  })
  afterAll(async () => {
    await person.desk.close()
    rmSync(home, { recursive: true, force: true })
  })

  const keys = async (...pressed: string[]): Promise<void> => {
    for (const key of pressed) await person.page.keyboard.press(key)
  }
  const type = (words: string): Promise<void> => person.page.keyboard.type(words)
  const heading = (key: string) =>
    person.page.getByRole('heading', { name: beginning(person.text(key)), level: 1 })

  test('a vault is made, and its recovery code kept', async () => {
    const { page, text } = person
    await tabTo(person, button(person, 'unlock.begin'))
    await keys('Enter')
    await tabTo(person, page.getByLabel(text('unlock.passphrase'), { exact: true }))
    await type(passphrase)
    await tabTo(person, page.getByLabel(text('unlock.repeat'), { exact: true }))
    await type(passphrase)
    await tabTo(person, button(person, 'unlock.create'))
    await keys('Enter')
    const groups = page.getByTestId('recovery-code').getByRole('listitem')
    await groups.first().waitFor({ timeout: 45_000 })
    await tabTo(person, page.getByLabel(text('unlock.sheetConfirm'), { exact: true }))
    await type((await groups.last().innerText()).trim())
    await tabTo(person, button(person, 'unlock.sheetDone'))
    await keys('Enter')
    await opened(person)
  })

  test('a case is written', async () => {
    const { page, text } = person
    await byPalette(person, 'new case')
    await tabTo(person, page.getByLabel(beginning(text('cases.name'))))
    await type('Returns at night')
    await tabTo(person, button(person, 'cases.save'))
    await keys('Enter')
    await page.getByRole('heading', { name: 'Returns at night', level: 1 }).waitFor()
  })

  test('a source is written', async () => {
    const { page, text } = person
    await byPalette(person, 'new source')
    await page
      .getByRole('group', { name: text('sources.codeName') })
      .locator('output')
      .filter({ hasNotText: text('sources.drawing') })
      .waitFor()
    await tabTo(person, button(person, 'sources.save'))
    await keys('Enter')
    await button(person, 'sources.save').waitFor({ state: 'detached' })
  })

  test('a report is written, and saved by itself', async () => {
    await keys('Control+N')
    await records.editor(person).waitFor()
    await tabTo(person, records.titleField(person))
    await type('The bridge')
    await tabTo(person, records.editor(person))
    await type('They crossed on 14 March 2024 after midnight.')
    await records.saved(person)
  })

  test('a mark is walked to and replaced by coarser words', async () => {
    const { page } = person
    await page.locator('.cm-content [class*="lint"]').first().waitFor({ timeout: 20_000 })
    await keys('F8', 'Alt+Enter')
    await expect.poll(() => records.editor(person).innerText()).not.toContain('14 March 2024')
    await records.saved(person)
  })

  test('it is filed', async () => {
    await tabTo(person, button(person, 'reports.file'))
    await keys('Enter')
    await button(person, 'reports.fileConfirm').waitFor()
    await tabTo(person, button(person, 'reports.fileConfirm'))
    await keys('Enter')
    await button(person, 'reports.revise').waitFor()
    // While it closes, the keys of the window are still the dialog's.
    await person.page.getByRole('alertdialog').waitFor({ state: 'detached' })
  })

  test('it is found again, and opened out of the list', async () => {
    const { page } = person
    // From another view: in the text, the key is the editor's own search.
    await keys('Control+1')
    await heading('cases.title').waitFor()
    await keys('Control+F')
    await expect
      .poll(() => records.searchBox(person).evaluate((box) => box === document.activeElement))
      .toBe(true)
    await type('midnight')
    await page
      .getByRole('status')
      .filter({ hasText: /1 match/i })
      .waitFor()
    const row = records.listed(person).getByRole('button').first()
    await tabTo(person, row)
    await keys('Enter')
    await expect.poll(() => records.editor(person).innerText()).toContain('midnight')
  })

  test('its words are marked as a claim, walked to in the text, and the claim is opened', async () => {
    const { page, text } = person
    await tabTo(person, records.editor(person))
    await keys('Control+Home', 'Shift+Control+End')
    await keys('Control+K')
    await type(text('claims.mark'))
    await page.getByRole('menuitem').first().waitFor()
    await keys('Enter')
    const save = page.getByRole('button', { name: text('claims.save') })
    await tabTo(person, save)
    await keys('Enter')
    await save.waitFor({ state: 'detached' })
    await page.locator('.cm-claim').first().waitFor()
    await tabTo(person, records.editor(person))
    await keys('F9')
    await page.locator('.cm-claim[data-current]').first().waitFor()
    await keys('Control+F9')
    await page.getByRole('heading', { name: /^They crossed/, level: 1 }).waitFor()
  })

  test('a view is gone to by its name', async () => {
    await byPalette(person, 'timeline')
    await heading('timeline.title').waitFor()
  })

  test('the language is changed, and changed back from there', async () => {
    await byPalette(person, '한국어')
    person.text = wordsOf('ko')
    await opened(person)
    await byPalette(person, 'English')
    person.text = wordsOf('en')
    await opened(person)
  })

  test('help is opened, searched, and left', async () => {
    const { page, text } = person
    await keys('F1')
    await heading('help.title').waitFor()
    await tabTo(person, page.getByRole('searchbox', { name: text('help.search') }))
    await type('clipboard')
    await page.getByRole('heading', { name: text('help.pressure'), level: 2 }).waitFor()
    await keys('Control+2')
    await heading('reports.title').waitFor()
  })

  test('everything is made twice as large, and a view of a small laptop is still of use', async () => {
    const { page, desk } = person
    await desk.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()
        .find((each) => each.isVisible())
        ?.setContentSize(1366, 768),
    )
    // The window manager may be off by a pixel.
    await expect.poll(() => page.evaluate(() => Math.abs(innerWidth - 1366) < 3)).toBe(true)
    await keys('Control++', 'Control+=', 'Control+NumpadAdd')
    await expect.poll(() => page.evaluate(() => devicePixelRatio)).toBe(1.75)
    await keys('Control+-', 'Control++', 'Control++', 'Control++')
    await expect.poll(() => page.evaluate(() => devicePixelRatio)).toBe(2)
    expect(await page.evaluate(() => innerWidth)).toBeLessThan(690)
    const row = records.listed(person).getByRole('button').first()
    await tabTo(person, row)
    const box = await row.boundingBox()
    expect(box?.y).toBeGreaterThan(0)
    expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThan(384)
  })

  test('the vault is locked and opened again, as large as it was', async () => {
    await lockByShortcut(person)
    const field = person.page.getByLabel(person.text('unlock.passphrase'), { exact: true })
    await field.waitFor({ timeout: 45_000 })
    expect(await person.page.evaluate(() => devicePixelRatio)).toBe(2)
    await tabTo(person, field)
    await type(passphrase)
    await keys('Enter')
    await opened(person)
    await byPalette(person, 'reset text size')
    await expect.poll(() => person.page.evaluate(() => devicePixelRatio)).toBe(1)
  })

  test('a size that the vault keeps is there when it is opened by another app', async () => {
    await keys('Control++', 'Control++')
    await expect.poll(() => person.page.evaluate(() => devicePixelRatio)).toBe(1.5)
    await person.desk.close()
    person = personAt(await launch({ vault: join(home, 'Understory') }))
    await unlock(person)
    await expect.poll(() => person.page.evaluate(() => devicePixelRatio)).toBe(1.5)
  })
})
