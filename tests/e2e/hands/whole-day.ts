import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { quarters } from '../../images/pictures.ts'
import { numbered } from '../pdf-samples.ts'
import { makeBackup } from './backups.ts'
import { exportCase, importFile } from './exchange.ts'
import { answerDialogs, press } from './person.ts'
import type { Person } from './person.ts'
import { buildPublication, openPart, writePublication } from './publications.ts'
import * as records from './records.ts'
import { letPass } from './review.ts'
import { scene, writeScene } from './scene.ts'
import { lockByShortcut, setUpVault, unlock } from './vault.ts'
import { beginning } from './words.ts'

const words = 'seven lanterns walk along the quiet harbour'

/** A picture is cleaned, by a process of its own, and a page of a PDF is looked at, by another. */
const lookAtFiles = async (person: Person): Promise<void> => {
  const { page, text } = person
  const given = mkdtempSync(join(tmpdir(), 'given-'))
  const attach = async (name: string, bytes: Uint8Array): Promise<void> => {
    writeFileSync(join(given, name), bytes)
    await answerDialogs(person, join(given, name))
    await press(person, 'attachments.add')
  }
  await records.newReport(person)
  await records.writeText(person, { title: 'Papers', body: 'They came by hand.', fast: true })
  await page.getByRole('tab', { name: beginning(text('attachments.tab')) }).click()
  await attach('view.png', await quarters().png().toBuffer())
  await page
    .getByRole('button', { name: text('attachments.cleanNamed', { name: 'view.png' }) })
    .click()
  await page.getByText(text('attachments.cleaned'), { exact: true }).waitFor()
  await attach('letter.pdf', await numbered(2))
  await page.getByRole('button', { name: text('pages.lookNamed', { name: 'letter.pdf' }) }).click()
  await page.getByRole('dialog').locator('canvas').waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await records.saved(person)
  rmSync(given, { recursive: true })
}

/**
 * A working day with a process of each kind: a new vault, a case with a source, a report and a
 * claim, files, a search, an export and its import, a public record with its print, a backup, a
 * lock.
 *
 * @returns the names of the files written into `folder`.
 */
export const wholeDay = async (person: Person, folder: string): Promise<readonly string[]> => {
  await setUpVault(person, { pseudonym: 'Heron' })
  await lookAtFiles(person)
  await writeScene(person)
  await records.search(person, 'lorries')
  await records.clearSearch(person)
  const [sent, made] = [join(folder, 'sent'), join(folder, 'public')]
  for (const each of [sent, made]) mkdirSync(each)
  const file = await exportCase(person, {
    whom: { passphrase: words },
    purpose: 'A delivery',
    folder: sent,
  })
  await importFile(person, { file, passphrase: words })
  await buildPublication(person, {
    caseTitle: scene.caseTitle,
    title: 'Crossings at night',
    summary: '',
    method: '',
    claims: [{ statement: scene.statement, phrase: scene.wide }],
    texts: [],
  })
  await openPart(person, 'review')
  await letPass(person, () => 'Read twice.')
  const published = await writePublication(person, made)
  const backup = await makeBackup(person, { folder: sent, passphrase: words })
  await lockByShortcut(person)
  await unlock(person)
  return [file, ...published, backup]
}
