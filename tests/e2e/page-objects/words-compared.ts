import type { Locator } from 'playwright'
import type { Person } from './person.ts'

/** The twelve words on the screen, in English, so that the languages of two windows may differ. */
export const readWords = async ({ text }: Person, within: Locator): Promise<string[]> => {
  await within.getByRole('tab', { name: 'English', exact: true }).click()
  const list = within.getByRole('list', { name: text('contacts.words') }).first()
  return (await list.getByRole('listitem').allInnerTexts()).map((word) =>
    word.replace(/^\d+\s*/u, '').trim(),
  )
}

/** Types the two words that a dialog hides. */
export const typeHidden = async (dialog: Locator, words: readonly string[]): Promise<void> => {
  await dialog.getByRole('tab', { name: 'English', exact: true }).click()
  const fields = dialog.locator('input:not([type="password"])')
  for (const at of [0, 1]) {
    const label = await fields.nth(at).evaluate((field) => {
      const [first] = (field as HTMLInputElement).labels ?? []
      return first?.textContent ?? ''
    })
    const number = Number(/\d+/u.exec(label)?.[0])
    await fields.nth(at).fill(words[number - 1] ?? '')
  }
}
