import { join } from 'node:path'
import { addContact, compareWords, saveCard } from '../../tests/e2e/page-objects/contacts.ts'
import { importFile, myKeys } from '../../tests/e2e/page-objects/exchange.ts'
import type { Person } from '../../tests/e2e/page-objects/person.ts'
import * as records from '../../tests/e2e/page-objects/records.ts'
import * as vaults from '../../tests/e2e/page-objects/vault.ts'
import { beginCase, makeVault, writeReports } from './begin.ts'
import type { CaseWork, Demo } from './demo.ts'
import { exportSample, makeDeskKey, openElsewhere } from './export-case.ts'
import {
  markClaims,
  openKeyForDrafts,
  openOneIdentity,
  registerPhrases,
  sealSources,
  showMatrix,
} from './protect-sources.ts'
import { publishCase, searchRecord } from './publish-case.ts'
import { sampleSearches } from './sample-case.ts'
import { reportsIn, wholeSample } from './sample.ts'
import { settleDrafts } from './settle-drafts.ts'
import { must } from './steps.ts'
import { summaryOf } from './summary.ts'
import { threeVaults } from './three-vaults.ts'
import { photographControls, photographSettings, photographViews } from './views.ts'
import { withdraw } from './withdraw.ts'

/** Searches for everything on the list; returns how many reports each query found. */
const searchAll = async (
  { camera }: Demo,
  person: Person,
  pictures: boolean,
): Promise<Record<string, number>> => {
  const hits: Record<string, number> = {}
  for (const { query, atLeast } of sampleSearches) {
    const found = await records.search(person, query)
    must(found >= atLeast, `"${query}" found ${String(found)} reports, not ${String(atLeast)}`)
    hits[query] = found
    if (pictures) await camera.takeBoth(person, `search-${Object.keys(hits).length}`)
  }
  await records.clearSearch(person)
  return hits
}

const hitsTold = (hits: Record<string, number>): string =>
  Object.entries(hits)
    .map(([query, count]) => `${query} ${String(count)}`)
    .join(', ')

/** Locks the vault, tries a wrong passphrase, and unlocks it again. */
const lockAndUnlock = async ({
  person,
  camera,
  steps,
  sample,
  passphrase,
}: CaseWork): Promise<void> => {
  await steps.run('locked by the shortcut: the window is destroyed', async () => {
    const before = person.page
    await vaults.lockByShortcut(person)
    must(before.isClosed(), 'the window survived the lock')
    await person.page.getByLabel(person.text('unlock.passphrase'), { exact: true }).waitFor()
    await camera.takeBoth(person, 'locked')
  })
  await steps.run('a wrong passphrase is refused', async () => {
    await vaults.tryUnlock(person, 'paper lantern crosses the quiet bridge')
    const alert = person.page.getByRole('alert')
    await alert.waitFor()
    must(
      (await alert.innerText()).includes(person.text('failures.wrong-passphrase.title')),
      'no refusal',
    )
    await camera.takeBoth(person, 'wrong-passphrase')
  })
  await steps.run('unlocked', async () => {
    await vaults.unlock(person, passphrase)
    const listed = records.listed(person)
    await listed.nth(reportsIn(sample) - 1).waitFor()
    must((await listed.count()) === reportsIn(sample), 'reports are missing')
  })
}

/** The second vault gets to know the first, takes the file in, and finds the same in it. */
const importInto = async (
  { person, camera, steps, home }: CaseWork,
  second: Person,
  file: string,
): Promise<readonly string[]> => {
  await steps.run(
    'its words are compared, and it is a verified contact there',
    async () => {
      const card = join(home, 'card.json')
      await saveCard(person, card)
      await addContact(second, card)
      await compareWords(second, { with: person, name: 'Heron' })
      return 'Heron'
    },
    (name) => name,
  )
  return steps.run(
    'imported into the second vault, after a preview',
    () => importFile(second, { file, at: (name) => camera.takeBoth(second, `import-${name}`) }),
    (lines) => `${String(lines.length)} records`,
  )
}

/** Everything that the app does, with all of the sample case, and a picture of every screen on the way. */
export const fullTour = async (demo: Demo, vault: string): Promise<object> => {
  const { camera, home, out, passphrase, sitDown, steps } = demo
  const begun = await makeVault(demo, vault)
  const { person } = begun
  const work = await beginCase(demo, person, wholeSample)
  await sealSources(work)
  await openOneIdentity(work)
  await openKeyForDrafts(work)
  const marks = await settleDrafts(work)
  await writeReports(work)
  await markClaims(work)
  await showMatrix(work)
  await registerPhrases(work)
  const published = await publishCase(work)
  const record = await searchRecord(work, published)
  const hits = await steps.run('searches', () => searchAll(demo, person, true), hitsTold)
  await steps.run('every view, light and dark', () => photographViews(person, camera))
  await steps.run('menus, forms, the tour, a narrow window', () =>
    photographControls(person, camera),
  )
  await steps.run('other themes and languages', () => photographSettings(person, camera))
  await lockAndUnlock(work)

  const second = await steps.run('a second vault is made, by somebody else', async () => {
    const made = await sitDown(join(home, 'Second desk'))
    await vaults.setUpVault(made, { passphrase, pseudonym: 'Desk' })
    return made
  })
  const desk = await makeDeskKey(out)
  const { hybrid } = await myKeys(second)
  const file = await exportSample(
    work,
    'the case is exported, to the second vault and to desk.agekey',
    [hybrid, desk.recipient],
  )
  const inside = await openElsewhere(work, file, desk)
  const previewed = await importInto(work, second, file)
  const otherHits = await steps.run(
    'the same searches there',
    () => searchAll(demo, second, false),
    hitsTold,
  )
  must(JSON.stringify(otherHits) === JSON.stringify(hits), 'the second vault finds something else')
  await camera.takeBoth(second, 'second-vault')
  const withdrawn = await withdraw(work, { recipients: [desk.recipient] })
  await steps.run('both apps are closed', async () => {
    await Promise.all([person.desk.close(), second.desk.close()])
  })
  const three = await threeVaults({ steps, camera, sitDown, home: join(home, 'three'), passphrase })

  const summary = summaryOf(work, { ...begun, vault, marks, published, record, file, inside })
  return {
    ...summary,
    counts: { ...summary.counts, recordsInPreview: previewed.length },
    protection: { ...summary.protection, withdrawn },
    three,
    searches: { first: hits, second: otherHits },
  }
}
