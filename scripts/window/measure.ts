import { join } from 'node:path'
import { openImport } from '../../tests/e2e/page-objects/exchange.ts'
import { button, goTo, personAt, press } from '../../tests/e2e/page-objects/person.ts'
import type { Person } from '../../tests/e2e/page-objects/person.ts'
import { unlock as unlockVault } from '../../tests/e2e/page-objects/vault.ts'
import * as records from '../../tests/e2e/page-objects/records.ts'
import { wordsOf } from '../../tests/e2e/page-objects/words.ts'
import { launch } from '../../tests/e2e/launch.ts'
import { benchPassphrase, typingMs } from '../bench/bench-passphrase.ts'
import { makeBareWindow } from './bare-window.ts'
import { coldStart } from './cold-start.ts'
import { kdfAlone } from './kdf-alone.ts'
import type { Rounds, TreeMemory, WindowTimes } from '../bench/window-results.ts'
import { followMemory, residentMemory, treeMemory } from './process-watch.ts'
import { stagePaths, writeResult } from './stage-paths.ts'
import { layStopwatch, timeInput, timeLetters } from './stopwatch.ts'

// Runs in a stage (scripts/bench/window-part.ts), with a copied vault.

const text = wordsOf('en')
const vault = stagePaths.vault()
const reportsPane = `section[aria-label="${text('reports.title')}"]`

const unlockField = ({ page }: Person) =>
  page.getByLabel(text('unlock.passphrase'), { exact: true })

/** At the unlock screen of a fresh app: types the passphrase and times the key that unlocks. */
const unlock = async (person: Person, times: WindowTimes): Promise<void> => {
  const { page, desk } = person
  await unlockField(person).click()
  // By then, the app has finished reading ahead at its start.
  await page.waitForTimeout(1_500)
  times.kdf.push(await kdfAlone(desk, vault))
  const highest = followMemory(desk.pids())
  await page.keyboard.type(benchPassphrase, { delay: typingMs / benchPassphrase.length })
  await layStopwatch(page)
  const took = await timeInput(
    page,
    { from: 'keydown', within: 'main li', until: 'first', shows: [''] },
    () => page.keyboard.press('Enter'),
  )
  times.unlock.push(took)
  // What opening took is still there, and the first view is painted.
  await page.waitForTimeout(1_000)
  times.memory.unlocking = highest()
}

/** Types words that many texts have, in each language, and times until the hits are painted. */
const searchWords = async (person: Person, times: WindowTimes, count: number): Promise<void> => {
  const { page } = person
  const box = records.searchBox(person)
  const queries = ['soldier', 'border', 'village', 'market', 'river', 'transport']
  for (let at = 0; times.search.length < count; at += 1) {
    await box.fill('')
    await box.click()
    await page.waitForTimeout(400)
    for (const letter of queries[at % queries.length] ?? '') {
      if (times.search.length >= count) return
      const took = await timeInput(
        page,
        { from: 'keydown', within: reportsPane, until: 'last' },
        () => page.keyboard.press(letter),
      )
      times.search.push(took)
    }
  }
}

const openReports = async (person: Person, times: WindowTimes, count: number): Promise<void> => {
  const { page } = person
  await records.clearSearch(person)
  await page.locator(`${reportsPane} [data-index="0"]`).waitFor()
  await page.waitForTimeout(500)
  for (let at = 0; at < count; at += 1) {
    const row = page.locator(`${reportsPane} [data-index="${String(at)}"] button`).first()
    await row.scrollIntoViewIfNeeded()
    // The pane is empty until the vault answers; wait for the last part of a report.
    const shows = [text('custody.heading')]
    times.open.push(
      await timeInput(page, { from: 'mousedown', within: 'main', until: 'last', shows }, () =>
        row.click(),
      ),
    )
  }
}

const rounds = JSON.parse(process.argv[2] ?? '') as Rounds
const bare = makeBareWindow()
const times: WindowTimes = {
  memory: { list: {}, bare: {}, unlocking: {}, importing: {} },
  start: [],
  bareStart: [],
  unlock: [],
  kdf: [],
  letter: [],
  bareLetter: [],
  search: [],
  open: [],
}
/** The app and the bare window in turn, before anything else runs, so that both start alike. */
const coldStarts = async (): Promise<void> => {
  const app = { executable: stagePaths.executable(), args: [`--vault=${vault}`] }
  for (let round = 0; round < rounds.coldStarts; round += 1) {
    times.start.push(await coldStart({ ...app, painted: 'input[type="password"]' }))
    times.bareStart.push(await bare.start())
  }
}

/** From the start of the app to its first list. */
const unlockedOnce = async (): Promise<Person> => {
  const person = personAt(await launch({ vault }))
  try {
    await unlock(person, times)
    return person
  } catch (cause) {
    await person.desk.kill9()
    throw cause
  }
}

/** Of each kind of process: its highest memory less its memory at rest. */
const aboveRest = (highest: TreeMemory, rest: TreeMemory): TreeMemory =>
  Object.fromEntries(
    Object.entries(highest).map(([kind, mib]) => [kind, mib - (rest[kind] ?? Number.NaN)]),
  )

/** All that is measured in one app, after its unlock. */
const measureInApp = async (person: Person): Promise<void> => {
  const { page, desk } = person
  const { memory } = times
  await goTo(person, 'reports')
  await page.locator(`${reportsPane} [data-index="0"]`).waitFor()
  // The lists alone are open: no text was checked, and the checks' thread was never started.
  await page.waitForTimeout(rounds.restMs)
  memory.list = treeMemory(desk.pids())
  memory.unlocking = aboveRest(memory.unlocking, residentMemory(desk.pids()))
  await openReports(person, times, rounds.opens)
  await searchWords(person, times, rounds.searches)
  await records.clearSearch(person)
  await records.newReport(person)
  await records.titleField(person).click()
  await page.keyboard.type('At the bridge')
  await records.editor(person).click()
  await page.keyboard.type('They came at night. ')
  await records.saved(person)
  times.letter.push(...(await timeLetters(page, '.cm-content', rounds.letters)))
}

/** From a file to its reports in a vault that has no others. */
const importOnce = async (): Promise<void> => {
  const folder = stagePaths.importing()
  const person = personAt(await launch({ vault: join(folder, 'vault') }))
  const { page, desk } = person
  try {
    await unlockVault(person, benchPassphrase)
    const highest = followMemory(desk.pids(), treeMemory)
    await openImport(person, join(folder, 'file.age'))
    await page.getByRole('heading', { name: text('exchange.previewTitle') }).waitFor()
    await press(person, 'exchange.commit')
    await button(person, 'exchange.done').waitFor()
    times.memory.importing = highest()
  } finally {
    await desk.close()
  }
}

try {
  await coldStarts()
  // All but the last are only timed.
  for (let round = 1; round < rounds.starts; round += 1) await (await unlockedOnce()).desk.kill9()
  const person = await unlockedOnce()
  try {
    await measureInApp(person)
  } finally {
    await person.desk.close()
  }
  await importOnce()
  times.bareLetter.push(...(await bare.letters(rounds.letters)))
  // After the app has ended: shared pages count for both.
  times.memory.bare = await bare.memory(rounds.restMs)
} finally {
  bare.remove()
}
writeResult('window.json', times)
