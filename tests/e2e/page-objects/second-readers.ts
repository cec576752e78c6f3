import { button, goToSettings, press } from './person.ts'
import type { Person } from './person.ts'
import { readWords, typeHidden } from './words-compared.ts'

/** A second reader of this vault, with a signature of their own. */
export type SecondReader = {
  readonly name: string
  readonly passphrase: string
}

/**
 * Adds a second reader. @returns the words for the reader's slip. From then on, publishing needs
 * both signatures.
 */
export const addSecondReader = async (
  person: Person,
  { name, passphrase }: SecondReader,
): Promise<string[]> => {
  const { page, text } = person
  await goToSettings(person, 'readers')
  await press(person, 'reviewers.add')
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel(text('reviewers.name'), { exact: true }).fill(name)
  for (const key of ['reviewers.newPassphrase', 'unlock.repeat']) {
    await dialog.getByLabel(text(key), { exact: true }).click()
    await page.keyboard.type(passphrase)
  }
  await dialog.getByRole('button', { name: text('reviewers.addNow'), exact: true }).click()
  await dialog.getByText(text('reviewers.slipOnce')).waitFor()
  const slip = await readWords(person, dialog)
  await dialog.getByText(text('reviewers.slipWritten', { name })).click()
  await dialog.getByRole('button', { name: text('common.close'), exact: true }).click()
  await dialog.waitFor({ state: 'detached' })
  await button(person, 'reviewers.turnOff').waitFor()
  return slip
}

/** The second reader compares the slip with the key in the vault. */
export const compareSlip = async (
  person: Person,
  { name, passphrase }: SecondReader,
  slip: readonly string[],
): Promise<void> => {
  const { page, text } = person
  await goToSettings(person, 'readers')
  const verify = text('reviewers.verifyNamed', { name })
  await page.getByRole('button', { name: verify, exact: true }).click()
  const dialog = page.getByRole('dialog')
  await typeHidden(dialog, slip)
  await dialog.getByLabel(text('reviewers.passphraseOf', { name }), { exact: true }).click()
  await page.keyboard.type(passphrase)
  await press(person, 'contacts.verifyNow')
  await dialog.waitFor({ state: 'detached' })
  await page.getByText(text('reviewers.notCompared')).waitFor({ state: 'detached' })
}

/** The field for the second reader's passphrase, beside the files to be written. */
export const cosignField = ({ page, text }: Person, { name }: SecondReader) =>
  page.getByLabel(text('reviewers.passphraseOf', { name }), { exact: true })
