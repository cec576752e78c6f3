import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { makeBackup } from './backups.ts'
import { exportCase, importFile } from './exchange.ts'
import type { Person } from './person.ts'
import { buildPublication, openPart, writePublication } from './publications.ts'
import * as records from './records.ts'
import { letPass } from './review.ts'
import { scene, writeScene } from './scene.ts'
import { lockByShortcut, setUpVault, unlock } from './vault.ts'

const words = 'seven lanterns walk along the quiet harbour'

/**
 * Everything that the app is for, once, as a person does it: a new vault, a case with a source, a report
 * and a claim, a search, an export and its import, a public record with its print, a backup, a lock.
 *
 * @returns what was written into `folder`, by name.
 */
export const wholeDay = async (person: Person, folder: string): Promise<readonly string[]> => {
  await setUpVault(person, { pseudonym: 'Heron' })
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
