import type { Page } from 'playwright'
import { nextWindow } from '../next-window.ts'
import { answerDialogs, button, goTo, press } from './person.ts'
import type { Person } from './person.ts'
import { beginning } from './words.ts'

export const passphrase = 'quiet harbour seven lanterns walk north'

/**
 * Types key by key. `fill` would send the whole text to the main process, over the protocol of the
 * test driver, and so hide what the main process learns when the user types.
 */
const typeSecret = async (person: Person, key: string, words: string): Promise<void> => {
  await secret(person, key).click()
  await person.page.keyboard.type(words)
}

const secret = ({ page, text }: Person, key: string) => page.getByLabel(text(key), { exact: true })

const shown = ({ page, text }: Person): Promise<void> =>
  page.getByRole('navigation', { name: text('nav.label') }).waitFor()

/** Waits until the vault is open, and goes to its reports: an unlocked vault shows Today. */
export const opened = async (person: Person): Promise<void> => {
  await shown(person)
  await goTo(person, 'reports')
}

/** From the first screen to the form that asks for a passphrase. */
export const beginVault = async (person: Person): Promise<void> => {
  await press(person, 'unlock.begin')
}

/** Fills in the form and makes the vault; the recovery sheet is shown afterwards. */
export const makeVault = async (
  person: Person,
  with_: {
    readonly passphrase?: string
    readonly pseudonym?: string
    readonly keyFile?: string
  } = {},
): Promise<string> => {
  const { page, text } = person
  const words = with_.passphrase ?? passphrase
  if (with_.keyFile !== undefined || with_.pseudonym !== undefined)
    await page.getByText(text('unlock.more'), { exact: true }).click()
  if (with_.keyFile !== undefined) {
    await answerDialogs(person, with_.keyFile)
    await press(person, 'unlock.keyFileCreate')
    await button(person, 'unlock.keyFileRemove').waitFor()
  }
  await typeSecret(person, 'unlock.passphrase', words)
  await typeSecret(person, 'unlock.repeat', words)
  if (with_.pseudonym !== undefined)
    await page.getByLabel(beginning(text('unlock.pseudonym'))).fill(with_.pseudonym)
  await press(person, 'unlock.create')
  const groups = page.getByTestId('recovery-code').getByRole('listitem')
  await groups.first().waitFor()
  return (await groups.allInnerTexts()).map((group) => group.trim()).join('-')
}

/** Confirms that the code was copied, which opens the vault. A new one shows its first report. */
export const keepSheet = async (person: Person, code: string): Promise<void> => {
  await typeSecret(person, 'unlock.sheetConfirm', code.split('-').at(-1) ?? '')
  await press(person, 'unlock.sheetDone')
  await shown(person)
}

/** Puts off that proof, which opens the vault with its first report. */
export const putOffSheet = async (person: Person): Promise<void> => {
  await press(person, 'unlock.sheetLater')
  await shown(person)
}

/** Gives the proof that was put off. */
export const confirmSheet = async (person: Person, code: string): Promise<void> => {
  await press(person, 'unlock.confirm')
  await typeSecret(person, 'unlock.sheetConfirm', code.split('-').at(-1) ?? '')
  await press(person, 'unlock.sheetDone')
  await person.page.getByText(person.text('unlock.confirmed')).waitFor()
}

/** The whole first start. @returns the recovery code. */
export const setUpVault = async (
  person: Person,
  with_: Parameters<typeof makeVault>[1] = {},
): Promise<string> => {
  await beginVault(person)
  const code = await makeVault(person, with_)
  await keepSheet(person, code)
  await opened(person)
  return code
}

export const tryUnlock = async (person: Person, words = passphrase): Promise<void> => {
  const field = secret(person, 'unlock.passphrase')
  await field.waitFor()
  await field.fill('')
  await typeSecret(person, 'unlock.passphrase', words)
  await press(person, 'unlock.unlock')
}

export const unlock = async (person: Person, words = passphrase): Promise<void> => {
  await tryUnlock(person, words)
  await opened(person)
}

/** At the unlock screen: enters the recovery code and a new passphrase. */
export const tryRecover = async (
  person: Person,
  { code, words }: { readonly code: string; readonly words: string },
): Promise<void> => {
  const typed = secret(person, 'unlock.code')
  const forgot = button(person, 'unlock.forgot')
  await typed.or(forgot).first().waitFor()
  if (await forgot.isVisible()) await forgot.click()
  for (const key of ['unlock.code', 'unlock.passphraseNew', 'unlock.repeat'])
    await secret(person, key).fill('')
  await typeSecret(person, 'unlock.code', code)
  await typeSecret(person, 'unlock.passphraseNew', words)
  await typeSecret(person, 'unlock.repeat', words)
  await press(person, 'unlock.recover')
}

/**
 * Runs an act that locks, waits until the old window is gone, and continues with the next window.
 */
export const lockBy = async (
  person: Person,
  act: (page: Page) => Promise<unknown>,
): Promise<void> => {
  const { desk, page } = person
  const [next] = await Promise.all([
    nextWindow(desk.app),
    page.isClosed() ? undefined : page.waitForEvent('close'),
    // The window may close before the act has been answered.
    act(page).catch(() => undefined),
  ])
  person.page = next
}

/** A key press from the window manager: the main process receives it before the page. */
export const pressInMain = async (
  person: Person,
  keyCode: string,
  modifiers: ('control' | 'shift')[],
): Promise<void> => {
  await person.desk.app.evaluate(
    ({ BrowserWindow }, key) => {
      // Not the hidden window that reads a PDF.
      const window = BrowserWindow.getAllWindows().find((each) => each.isVisible())
      window?.webContents.sendInputEvent({ type: 'keyDown', ...key })
    },
    { keyCode, modifiers },
  )
}

export const lockByShortcut = (person: Person): Promise<void> =>
  lockBy(person, () => pressInMain(person, 'L', ['control']))

export const lockByButton = (person: Person): Promise<void> =>
  lockBy(person, (page) =>
    page.getByRole('button', { name: person.text('nav.lock'), exact: true }).click(),
  )
