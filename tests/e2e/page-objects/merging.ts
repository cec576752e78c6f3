import type { Locator } from 'playwright'
import { button, press, tick } from './person.ts'
import type { Person } from './person.ts'
import { openReport, selectInText } from './claims.ts'
import { openImport, previewed, previewRows } from './exchange.ts'
import type { AtScreen } from './exchange.ts'
import { file, saved, titleField } from './records.ts'
import { beginning } from './words.ts'

const nothing: AtScreen = () => Promise.resolve()

export type Change = {
  readonly title?: string
  /** Words of the text, and their replacement. */
  readonly instead?: readonly [before: string, after: string]
}

/** Revises a filed report and files it again. */
export const revise = async (
  person: Person,
  called: string,
  { title, instead }: Change,
): Promise<void> => {
  await openReport(person, called)
  await press(person, 'reports.revise')
  if (title !== undefined) await titleField(person).fill(title)
  if (instead !== undefined) {
    await selectInText(person, instead[0])
    await person.page.keyboard.insertText(instead[1])
  }
  await saved(person)
  await file(person)
}

/**
 * The changes that a file would make in one record, as its preview shows them; the preview stays
 * open.
 */
export const showChanges = async (person: Person, title: string): Promise<string> => {
  const { page, text } = person
  await previewRows(person).filter({ hasText: title }).locator('button').click()
  const shown = page.getByRole('group', {
    name: text('exchange.changesOf', { title }),
    exact: true,
  })
  await shown.getByRole('heading').first().waitFor()
  return shown.innerText()
}

/** Opens a file up to its preview. @returns what the preview says of each record. */
export const preview = async (person: Person, path: string): Promise<string[]> => {
  await openImport(person, path)
  return previewed(person)
}

/** Chooses whether to import one record of the open preview. */
export const take = ({ page, text }: Person, title: string, isTaken: boolean): Promise<void> =>
  tick(
    page
      .getByRole('list', { name: text('exchange.records') })
      .getByRole('checkbox', { name: title, exact: true }),
    isTaken,
  )

/**
 * Imports the chosen records of the open preview, or the recovery code of a file that has only
 * that.
 * @returns what the app says it did.
 */
export const commit = async (person: Person, at: AtScreen = nothing): Promise<string> => {
  const { page, text } = person
  await button(person, 'exchange.commit').or(button(person, 'escrow.take')).click()
  const done = page.getByRole('button', { name: text('exchange.done'), exact: true })
  await done.waitFor()
  const told = await page.getByRole('main').innerText()
  await at('taken')
  return told
}

/** Merges the versions of a record, from the list of conflicts. */
export const putTogether = async (
  person: Person,
  title: string,
  /** The merged text, written by hand. */
  { body, at = nothing }: { readonly body: string; readonly at?: AtScreen },
): Promise<void> => {
  const { page, text } = person
  await page
    .getByRole('button', { name: text('versions.mergeNamed', { title }), exact: true })
    .click()
  const field: Locator = page.getByRole('region', { name: text('reports.tabText'), exact: true })
  await field.waitFor()
  await at('versions')
  await field.getByText(text('merge.takeByHand'), { exact: true }).click()
  await field.getByLabel(beginning(text('merge.hand'))).fill(body)
  await at('decided')
  await press(person, 'merge.confirm')
  // The page closes once the merge is signed; otherwise the error is shown on it.
  await page
    .getByRole('heading', { name: text('merge.title'), level: 1 })
    .waitFor({ state: 'detached' })
    .catch(async (error: unknown) => {
      throw new Error(await page.getByRole('main').innerText(), { cause: error })
    })
}
