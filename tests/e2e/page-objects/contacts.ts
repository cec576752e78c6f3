import type { Locator } from 'playwright'
import { answerDialogs, button, goTo, press } from './person.ts'
import type { Person } from './person.ts'
import { beginning } from './words.ts'
import { readWords, typeHidden } from './words-compared.ts'

/** The row of a contact in the list. */
export const contactRow = ({ page, text }: Person, name: string): Locator =>
  page
    .getByRole('region', { name: text('contacts.title'), exact: true })
    .getByRole('listitem')
    .filter({ hasText: name })

/** Saves this vault's own card as a file. */
export const saveCard = async (person: Person, path: string): Promise<void> => {
  await answerDialogs(person, path)
  await goTo(person, 'exchange')
  await press(person, 'contacts.save')
  await person.page.getByText(person.text('contacts.saved')).waitFor()
}

/** Adds the contact whose card is in a file; its key is not verified yet. */
export const addContact = async (person: Person, path: string): Promise<void> => {
  await answerDialogs(person, path)
  await goTo(person, 'exchange')
  await press(person, 'contacts.add')
  await person.page.getByText(person.text('contacts.nothing')).waitFor()
  await press(person, 'contacts.addNow')
  await button(person, 'contacts.addNow').waitFor({ state: 'detached' })
}

/** Two people compare words in one room: one reads them out, and the other finds and types them. */
export const compareWords = async (
  person: Person,
  { with: other, name }: { readonly with: Person; readonly name: string },
): Promise<void> => {
  await goTo(other, 'exchange')
  const words = await readWords(other, other.page.getByRole('main'))
  await goTo(person, 'exchange')
  const verify = person.text('contacts.verifyNamed', { name })
  await person.page.getByRole('button', { name: verify, exact: true }).click()
  const dialog = person.page.getByRole('dialog')
  await typeHidden(dialog, words)
  await press(person, 'contacts.verifyNow')
  await button(person, 'contacts.verifyNow').waitFor({ state: 'detached' })
}

/** States on the next card that this verified contact may revise what is signed here. */
export const nameDesk = async (person: Person, name: string): Promise<void> => {
  const { page, text } = person
  await goTo(person, 'exchange')
  await contactRow(person, name)
    .getByRole('checkbox', { name: beginning(text('contacts.desk')) })
    // Ticked once the vault has answered.
    .press('Space')
  await page.getByText(text('contacts.deskOn', { name })).waitFor()
}

/** Seals identities to a verified contact too, with the key on the contact's card. */
export const sealTo = async (person: Person, name: string): Promise<void> => {
  await goTo(person, 'exchange')
  const row = contactRow(person, name)
  await row
    .getByRole('button', { name: person.text('contacts.sealTo', { name }), exact: true })
    .click()
  await row.getByText(person.text('contacts.isSealedTo')).waitFor()
}
