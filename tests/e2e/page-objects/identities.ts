import type { Locator } from 'playwright'
import { button, goToSettings, press } from './person.ts'
import type { Person } from './person.ts'
import { openSource } from './sources.ts'
import { beginning } from './words.ts'

/** Runs while a screen is shown, for example to take its picture. */
export type AtScreen = (name: string) => Promise<void>
const nothing: AtScreen = () => Promise.resolve()

const dialog = ({ page }: Person): Locator => page.getByRole('dialog')

/**
 * Types into a field of the dialog, key by key; `fill` would put the words into the field directly.
 */
export const typeInto = async (
  person: Person,
  key: string,
  words: string,
  exact = true,
): Promise<void> => {
  const label = person.text(key)
  await dialog(person)
    .getByLabel(exact ? label : beginning(label), { exact })
    .first()
    .click()
  await person.page.keyboard.type(words)
}

/** Makes this vault's identity key under its own passphrase. */
export const makeIdentityKey = async (
  person: Person,
  passphrase: string,
  at = nothing,
): Promise<void> => {
  await goToSettings(person, 'identities')
  await press(person, 'identity.create')
  await dialog(person).waitFor()
  await typeInto(person, 'identity.newPassphrase', passphrase)
  await typeInto(person, 'unlock.repeat', passphrase)
  await at('identity-key')
  await press(person, 'identity.createNow')
  await button(person, 'identity.openKey').waitFor()
  await button(person, 'identity.openKey').scrollIntoViewIfNeeded()
  await at('identities')
}

export type IdentityToSeal = {
  readonly name: string
  /** One a line. */
  readonly otherNames?: readonly string[]
  readonly contact?: string
  readonly note?: string
}

/** Seals the identity of a protected source and leaves its page open. */
export const sealIdentity = async (
  person: Person,
  codeName: string,
  identity: IdentityToSeal,
  at = nothing,
): Promise<void> => {
  await openSource(person, codeName)
  await press(person, 'identity.seal')
  await dialog(person).waitFor()
  await typeInto(person, 'identity.name', identity.name)
  const others = [
    ['identity.otherNames', (identity.otherNames ?? []).join('\n')],
    ['identity.contact', identity.contact ?? ''],
    ['identity.note', identity.note ?? ''],
  ] as const
  for (const [key, words] of others) if (words !== '') await typeInto(person, key, words)
  await at('sealing')
  await press(person, 'identity.sealNow')
  await dialog(person).waitFor({ state: 'detached' })
  await button(person, 'identity.seal').scrollIntoViewIfNeeded()
  await at('sealed')
}

/**
 * Opens a sealed identity with the passphrase and a reason, and closes it again.
 *
 * @returns all that the window showed from the identity.
 */
export const openIdentity = async (
  person: Person,
  codeName: string,
  { passphrase, reason, at = nothing }: { passphrase: string; reason: string; at?: AtScreen },
): Promise<string> => {
  await openSource(person, codeName)
  await press(person, 'identity.open')
  await typeInto(person, 'identity.passphrase', passphrase)
  await typeInto(person, 'identity.reason', reason)
  await at('identity-asked')
  await press(person, 'identity.openNow')
  await person.page.getByRole('timer').waitFor()
  const shown = await dialog(person).innerText()
  await at('identity-open')
  await press(person, 'identity.closeNow')
  await dialog(person).waitFor({ state: 'detached' })
  return shown
}

/** Opens the identity key for ten minutes, during which the checks know every sealed name. */
export const openIdentityKey = async (
  person: Person,
  { passphrase, reason }: { passphrase: string; reason: string },
): Promise<void> => {
  await goToSettings(person, 'identities')
  await press(person, 'identity.openKey')
  await typeInto(person, 'identity.passphrase', passphrase)
  await typeInto(person, 'identity.reason', reason)
  await press(person, 'identity.openKeyNow')
  await button(person, 'identity.closeKey').waitFor()
}

export const closeIdentityKey = async (person: Person): Promise<void> => {
  await goToSettings(person, 'identities')
  await press(person, 'identity.closeKey')
  await button(person, 'identity.openKey').waitFor()
}
