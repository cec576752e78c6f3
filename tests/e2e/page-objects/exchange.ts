import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Locator } from 'playwright'
import { answerDialogs, button, choose, goTo, press, tick, toFirstStep } from './person.ts'
import type { Person } from './person.ts'
import { overrideIssues, reviewed } from './review.ts'
import { beginning } from './words.ts'

/** The keys on this vault's card. */
export const myKeys = async (person: Person): Promise<{ hybrid: string; classic: string }> => {
  await goTo(person, 'exchange')
  const keys = person.page.locator('code').filter({ hasText: /^age1/ })
  await keys.nth(1).waitFor()
  const [hybrid = '', classic = ''] = (await keys.allInnerTexts()).map((key) => key.trim())
  return { hybrid, classic }
}

export type Whom =
  | { readonly recipients: readonly string[] }
  | { readonly passphrase: string }
  /** Names of verified contacts. */
  | { readonly contacts: readonly string[] }

/** Runs at every screen on the way, for example to take its picture. */
export type AtScreen = (name: string) => Promise<void>
const nothing: AtScreen = () => Promise.resolve()

/** Prepares an export of a case, by default the first, up to its review. */
export const prepareExport = async (
  person: Person,
  {
    whom,
    purpose,
    caseTitle,
    at = nothing,
  }: { whom: Whom; purpose: string; caseTitle?: string | undefined; at?: AtScreen },
): Promise<void> => {
  const { page, text } = person
  await goTo(person, 'exchange')
  await press(person, 'exchange.exportStart')
  await toFirstStep(person)
  if (caseTitle !== undefined) await choose(person, text('exchange.chooseCase'), caseTitle)
  await at('what')
  await press(person, 'exchange.next')
  if ('passphrase' in whom) {
    await tick(page.getByRole('radio', { name: beginning(text('exchange.whomPassphrase')) }))
    await page.getByLabel(text('exchange.passphrase'), { exact: true }).fill(whom.passphrase)
    await page.getByLabel(text('unlock.repeat'), { exact: true }).fill(whom.passphrase)
  } else if ('contacts' in whom) {
    for (const name of whom.contacts) await tick(page.getByRole('checkbox', { name, exact: true }))
  } else {
    const field = page.getByLabel(text('contacts.otherKeys'))
    // Folded once there are contacts.
    if (!(await field.isVisible())) await page.getByText(text('contacts.addByHand')).click()
    await field.fill(whom.recipients.join('\n'))
    // A pasted key belongs to no verified contact.
    await tick(page.getByRole('checkbox', { name: text('contacts.confirm') }))
  }
  await page.getByLabel(beginning(text('exchange.purpose'))).fill(purpose)
  await at('whom')
  await press(person, 'exchange.next')
  await page.getByText(text('exchange.reviewPadded')).waitFor()
  await reviewed(person)
}

/**
 * Exports a case, by default the first, into `folder`, and overrides the issues of the review with
 * a reason. @returns the path of the new file.
 */
export const exportCase = async (
  person: Person,
  {
    whom,
    purpose,
    folder,
    caseTitle,
    reason = 'Read twice; the desk needs it as it is.',
    at = nothing,
  }: {
    whom: Whom
    purpose: string
    folder: string
    caseTitle?: string
    reason?: string
    at?: AtScreen
  },
): Promise<string> => {
  const { page, text } = person
  const before = new Set(readdirSync(folder))
  await prepareExport(person, { whom, purpose, caseTitle, at })
  await at('stopped')
  await overrideIssues(person, () => reason)
  await page.getByText(text('exchange.reviewPadded')).scrollIntoViewIfNeeded()
  await at('review')
  await answerDialogs(person, folder)
  await press(person, 'exchange.save')
  await page.getByRole('heading', { name: text('exchange.doneTitle') }).waitFor()
  await at('written')
  await press(person, 'exchange.done')
  const [made] = readdirSync(folder).filter((name) => name.endsWith('.age') && !before.has(name))
  if (made === undefined) throw new Error('the export wrote no file')
  return join(folder, made)
}

/** Chooses a file to import, up to the next screen. */
export const openImport = async (person: Person, file: string): Promise<void> => {
  await answerDialogs(person, file)
  await goTo(person, 'exchange')
  await press(person, 'exchange.importStart')
}

/** Imports a file through its preview. @returns what the preview said of each record. */
export const importFile = async (
  person: Person,
  { file, passphrase, at = nothing }: { file: string; passphrase?: string; at?: AtScreen },
): Promise<string[]> => {
  const { page, text } = person
  await openImport(person, file)
  if (passphrase !== undefined) {
    await page.getByLabel(text('exchange.passphrase'), { exact: true }).fill(passphrase)
    await press(person, 'exchange.open')
  }
  const lines = await previewed(person)
  await at('preview')
  // A file whose records are all here can only be noted.
  let words: 'exchange.commit' | 'exchange.noteArrival' | 'exchange.noteNews' = 'exchange.commit'
  for (const note of ['exchange.noteArrival', 'exchange.noteNews'] as const)
    if ((await button(person, note).count()) > 0) words = note
  await press(person, words)
  await button(person, 'exchange.done').waitFor()
  await at('imported')
  await press(person, 'exchange.done')
  return lines
}

/** The title of the error that is shown. */
export const refusal = async ({ page }: Person): Promise<string> => {
  const alert = page.getByRole('alert').first()
  await alert.waitFor()
  return alert.innerText()
}

/** The rows of the open preview of a file. */
export const previewRows = ({ page, text }: Person): Locator =>
  page.getByRole('list', { name: text('exchange.records') }).locator('[data-effect]')

/** Opens every group of the preview that is shown. @returns what it says of each record. */
export const previewed = async (person: Person): Promise<string[]> => {
  const { page, text } = person
  await page.getByRole('heading', { name: text('exchange.previewTitle') }).waitFor()
  const folded = page
    .getByRole('list', { name: text('exchange.records') })
    .locator('details:not([open]) > summary')
  while ((await folded.count()) > 0) await folded.first().click()
  return previewRows(person).allInnerTexts()
}
