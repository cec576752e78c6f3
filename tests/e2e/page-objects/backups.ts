import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { AtScreen } from './exchange.ts'
import { answerDialogs, button, goToSettings, press } from './person.ts'
import type { Person } from './person.ts'
import { keepSheet, opened } from './vault.ts'

const nothing: AtScreen = () => Promise.resolve()

export type BackupToMake = {
  readonly folder: string
  readonly passphrase: string
  readonly at?: AtScreen
}

/** Makes a backup under a passphrase. @returns its path. */
export const makeBackup = async (
  person: Person,
  { folder, passphrase, at = nothing }: BackupToMake,
): Promise<string> => {
  const { page, text } = person
  const before = new Set(readdirSync(folder))
  await goToSettings(person, 'backup')
  await press(person, 'backup.make')
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel(text('backup.passphrase'), { exact: true }).fill(passphrase)
  await dialog.getByLabel(text('unlock.repeat'), { exact: true }).fill(passphrase)
  await at('make')
  await answerDialogs(person, folder)
  await press(person, 'exchange.write')
  await dialog.getByText(text('backup.done')).waitFor()
  await at('made')
  await dialog
    .getByRole('button', { name: text('common.close'), exact: true })
    .last()
    .click()
  await dialog.waitFor({ state: 'detached' })
  const [made] = readdirSync(folder).filter((name) => !before.has(name))
  if (made === undefined) throw new Error('the backup wrote no file')
  return join(folder, made)
}

/**
 * A line of the drill: the count in the manifest of the backup, and the count of what was unpacked.
 */
export type Counted = {
  readonly what: string
  readonly expected: string
  readonly found: string
}

export type Drill = {
  /**
   * The app's first sentence: whether the backup is whole, and whether it is the one that was
   * noted.
   */
  readonly told: string
  readonly counted: readonly Counted[]
}

/** Tests a backup, and reads the result that the app shows. */
export const testBackup = async (
  person: Person,
  { file, passphrase, at = nothing }: { file: string; passphrase: string; at?: AtScreen },
): Promise<Drill> => {
  const { page, text } = person
  await goToSettings(person, 'backup')
  await press(person, 'backup.test')
  const dialog = page.getByRole('dialog')
  await answerDialogs(person, file)
  await dialog.getByRole('button', { name: text('backup.chooseFile'), exact: true }).click()
  await dialog.getByLabel(text('backup.passphrase'), { exact: true }).fill(passphrase)
  await dialog.getByRole('button', { name: text('backup.testNow'), exact: true }).click()
  await dialog.getByRole('table').waitFor()
  await at('drill')
  const told = await dialog.getByRole('alert').innerText()
  const rows = await dialog
    .getByRole('row')
    .evaluateAll((all) =>
      all
        .slice(1)
        .map((row) => [...(row as HTMLTableRowElement).cells].map((cell) => cell.textContent)),
    )
  await dialog
    .getByRole('button', { name: text('common.close'), exact: true })
    .last()
    .click()
  await dialog.waitFor({ state: 'detached' })
  return {
    told,
    counted: rows.map(([what = '', expected = '', found = '']) => ({ what, expected, found })),
  }
}

/** At the first screen of an empty folder: restores a backup into a new vault, and opens it. */
export const restoreVault = async (
  person: Person,
  {
    file,
    passphrase,
    newPassphrase,
    at = nothing,
  }: { file: string; passphrase: string; newPassphrase: string; at?: AtScreen },
): Promise<void> => {
  const { page, text } = person
  await press(person, 'backup.restoreFrom')
  await answerDialogs(person, file)
  await press(person, 'backup.chooseFile')
  await page.getByLabel(text('backup.passphrase'), { exact: true }).fill(passphrase)
  await page.getByLabel(text('unlock.passphraseNew'), { exact: true }).fill(newPassphrase)
  await page.getByLabel(text('unlock.repeat'), { exact: true }).fill(newPassphrase)
  await at('restore')
  await button(person, 'backup.restoreNow').click()
  const groups = page.getByTestId('recovery-code').getByRole('listitem')
  await groups.first().waitFor()
  await at('restored')
  const code = (await groups.allInnerTexts()).map((group) => group.trim()).join('-')
  await keepSheet(person, code)
  await opened(person)
}
