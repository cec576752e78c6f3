import type { Locator } from 'playwright'
import type { AtScreen } from './exchange.ts'
import { typeInto } from './identities.ts'
import { button, goTo, goToSettings, press } from './person.ts'
import type { Person } from './person.ts'

const nothing: AtScreen = () => Promise.resolve()

const dialog = ({ page }: Person): Locator => page.getByRole('dialog')

/** Asks for a new code that is sealed to the desk, in the settings of a field vault; waits for nothing. */
export const tryKeepAtDesk = async (
  person: Person,
  passphrase: string,
  at = nothing,
): Promise<void> => {
  await goToSettings(person, 'access')
  await button(person, 'escrow.keep').or(button(person, 'escrow.again')).click()
  await dialog(person).waitFor()
  await typeInto(person, 'unlock.passphrase', passphrase)
  await at('keep')
  await press(person, 'escrow.makeNow')
}

export const keepAtDesk = async (
  person: Person,
  passphrase: string,
  at = nothing,
): Promise<void> => {
  await tryKeepAtDesk(person, passphrase, at)
  await dialog(person).waitFor({ state: 'detached' })
}

/** The state of the code at the desk, as the settings show it. */
export const readCodeStatus = async (person: Person): Promise<string> => {
  const { page, text } = person
  await goToSettings(person, 'access')
  const line = page.getByText(text('escrow.title'), { exact: true }).locator('..')
  await line.scrollIntoViewIfNeeded()
  return line.innerText()
}

export type CodeToOpen = {
  /** The passphrase of the desk's identity key. */
  readonly passphrase: string
  readonly reason: string
  readonly at?: AtScreen
}

/** At the desk: asks for the code of a contact; waits for nothing. */
export const tryOpenCode = async (
  person: Person,
  name: string,
  { passphrase, reason, at = nothing }: CodeToOpen,
): Promise<void> => {
  const { page, text } = person
  await goTo(person, 'exchange')
  await page.getByRole('button', { name: text('escrow.openNamed', { name }), exact: true }).click()
  await dialog(person).waitFor()
  await typeInto(person, 'identity.passphrase', passphrase)
  await typeInto(person, 'identity.reason', reason)
  await at('ask')
  await press(person, 'identity.openNow')
}

/** The groups that are shown; none where nothing is. */
export const shownCode = async ({ page }: Person): Promise<string> => {
  const groups = page.getByTestId('recovery-code').getByRole('listitem')
  return (await groups.allInnerTexts()).map((group) => group.trim()).join('-')
}

/** Opens the code of a contact, reads it and closes it again. @returns the code to be read out. */
export const openCode = async (
  person: Person,
  name: string,
  input: CodeToOpen,
): Promise<string> => {
  await tryOpenCode(person, name, input)
  await person.page.getByRole('timer').waitFor()
  const code = await shownCode(person)
  await input.at?.('open')
  await press(person, 'identity.closeNow')
  await dialog(person).waitFor({ state: 'detached' })
  return code
}

/** At the desk: deletes the code of a contact, after the question that has its focus on Cancel. */
export const deleteCode = async (person: Person, name: string, at = nothing): Promise<void> => {
  const { page, text } = person
  await goTo(person, 'exchange')
  const named = text('escrow.deleteNamed', { name })
  await page.getByRole('button', { name: named, exact: true }).click()
  const asked = page.getByRole('alertdialog')
  await asked.waitFor()
  await at('delete')
  await asked.getByRole('button', { name: text('escrow.deleteNow'), exact: true }).click()
  await asked.waitFor({ state: 'detached' })
}
