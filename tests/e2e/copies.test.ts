import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Person } from './page-objects/person.ts'
import * as records from './page-objects/records.ts'
import { lockByShortcut, unlock } from './page-objects/vault.ts'
import { openPrepared } from './prepared-vaults.ts'

describe('what is copied out of the window', () => {
  let person: Person
  /** The clipboard as other programs read it; a promise in some versions of Electron. */
  const onClipboard = () => person.desk.app.evaluate(({ clipboard }) => clipboard.readText())
  const put = (text: string) =>
    person.desk.app.evaluate(({ clipboard }, words) => clipboard.writeText(words), text)
  const formats = () =>
    person.desk.app.evaluate(({ clipboard }) =>
      'availableFormats' in clipboard
        ? (clipboard as unknown as { availableFormats: () => string[] }).availableFormats()
        : [],
    )
  const title = () => records.titleField(person)
  const copy = async (text: string, keys = 'Control+C') => {
    await title().fill(text)
    await title().press('Control+A')
    await title().press(keys)
  }

  beforeAll(async () => {
    person = await openPrepared('heron')
    await records.newReport(person)
  })
  afterAll(async () => {
    await person.desk.close()
  })

  test('is plain text, and what is cut is gone from where it stood and can be put back', async () => {
    await copy('the east bank')
    await expect.poll(onClipboard).toBe('the east bank')
    await copy('the west bank', 'Control+X')
    await expect.poll(onClipboard).toBe('the west bank')
    await expect.poll(() => title().inputValue()).toBe('')
    await title().press('Control+V')
    await expect.poll(() => title().inputValue()).toBe('the west bank')
    await records.editor(person).click()
    await person.page.keyboard.type('by the ferry')
    await person.page.keyboard.press('Control+A')
    await person.page.keyboard.press('Control+C')
    await expect.poll(onClipboard).toBe('by the ferry')
    expect(await formats()).not.toContain('text/html')
  })

  test('is cleared from the clipboard at the lock, unless another program has put something there', async () => {
    for (const [later, left] of [
      [null, ''],
      ['of another program', 'of another program'],
    ] as const) {
      await records.newReport(person)
      await copy('the north bank')
      await expect.poll(onClipboard).toBe('the north bank')
      if (later !== null) await put(later)
      await lockByShortcut(person)
      await expect.poll(onClipboard).toBe(left)
      await unlock(person)
    }
  })
})
