import { button, goTo, press } from './person.ts'
import type { Person } from './person.ts'

/** Somebody else at this desk, who signs beside whoever holds the vault. */
export interface SecondReader {
  readonly name: string
  readonly passphrase: string
}

/** Adds a second reader; from then on nothing is published by one person alone. */
export const addSecondReader = async (
  person: Person,
  { name, passphrase }: SecondReader,
): Promise<void> => {
  const { page, text } = person
  await goTo(person, 'settings')
  await press(person, 'reviewers.add')
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel(text('reviewers.name'), { exact: true }).fill(name)
  for (const key of ['reviewers.newPassphrase', 'unlock.repeat']) {
    await dialog.getByLabel(text(key), { exact: true }).click()
    await page.keyboard.type(passphrase)
  }
  await dialog.getByRole('button', { name: text('reviewers.addNow'), exact: true }).click()
  await dialog.waitFor({ state: 'detached', timeout: 45_000 })
  await button(person, 'reviewers.turnOff').waitFor()
}

/** Where the second reader types their passphrase, beside what is to leave. */
export const cosignField = ({ page, text }: Person, { name }: SecondReader) =>
  page.getByLabel(text('reviewers.passphraseOf', { name }), { exact: true })
