import { goTo, personAt } from '../../tests/e2e/page-objects/person.ts'
import type { Person } from '../../tests/e2e/page-objects/person.ts'
import * as records from '../../tests/e2e/page-objects/records.ts'
import { wordsOf } from '../../tests/e2e/page-objects/words.ts'
import { launch } from '../../tests/e2e/launch.ts'
import { benchPassphrase, typingMs } from '../bench/bench-passphrase.ts'
import { makeBareWindow } from './bare-window.ts'
import { coldStart } from './cold-start.ts'
import { kdfAlone } from './kdf-alone.ts'
import { lagOf, watchLag } from './lateness.ts'
import type { Rounds, WindowTimes } from '../bench/window-results.ts'
import { followMemory, residentMemory, treeMemory } from './process-watch.ts'
import { stagePaths, writeResult } from './stage-paths.ts'
import { layStopwatch, timeInput } from './stopwatch.ts'

// Runs in a stage (scripts/bench/window-part.ts), with a copied vault.

const text = wordsOf('en')
const vault = stagePaths.vault()
/** Milliseconds that the app waits for the next key before it saves (draft-saver.ts). */
const quietMs = 800
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
  await watchLag(page)
  const took = await timeInput(
    page,
    { from: 'keydown', within: 'main li', until: 'first', shows: [''] },
    () => page.keyboard.press('Enter'),
  )
  times.unlock.push(took)
  times.unlockLag.push(await lagOf(page))
  // What opening took is still there, and the first view is painted.
  await page.waitForTimeout(1_000)
  times.memory.unlocking = highest()
}

/** Types into a text of some length, and times until the letter is painted. */
const typeLetters = async ({ page }: Person, times: WindowTimes, count: number): Promise<void> => {
  const letters = 'the carts crossed before the bridge was lit and nobody counted them '
  let typed = ''
  for (let at = 0; at < count; at += 1) {
    const letter = letters[at % letters.length] ?? 'x'
    typed += letter
    // The paint of a trailing space cannot be told from no space.
    const shows = [typed.trimEnd().slice(-6)]
    const took = await timeInput(
      page,
      { from: 'keydown', within: '.cm-content', until: 'first', shows },
      () => page.keyboard.press(letter === ' ' ? 'Space' : letter),
    )
    if (letter !== ' ') times.letter.push(took)
  }
}

const saveDraft = async (person: Person, times: WindowTimes, count: number): Promise<void> => {
  for (let at = 0; at < count; at += 1) {
    const took = await timeInput(
      person.page,
      {
        from: 'keydown',
        within: 'header [role="status"]',
        until: 'first',
        shows: [text('reports.saving'), text('reports.saved')],
      },
      () => person.page.keyboard.press('x'),
    )
    times.save.push(took - quietMs)
  }
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
  memory: { list: {}, report: {}, bare: {}, unlocking: Number.NaN },
  start: [],
  bareStart: [],
  unlock: [],
  kdf: [],
  unlockLag: [],
  letter: [],
  search: [],
  open: [],
  save: [],
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

/** All that is measured in one app, after its unlock. */
const measureInApp = async (person: Person): Promise<void> => {
  const { page, desk } = person
  const { memory } = times
  await goTo(person, 'reports')
  await page.locator(`${reportsPane} [data-index="0"]`).waitFor()
  // The lists alone are open: no text was checked, and the checks' thread was never started.
  await page.waitForTimeout(rounds.restMs)
  memory.list = treeMemory(desk.pids())
  memory.unlocking -= residentMemory(desk.pids())
  await openReports(person, times, rounds.opens)
  // A draft among them was checked: the thread of the checks ends after a minute.
  await page.waitForTimeout(rounds.reportRestMs)
  memory.report = treeMemory(desk.pids())
  await searchWords(person, times, rounds.searches)
  await records.clearSearch(person)
  await records.newReport(person)
  await records.titleField(person).click()
  await page.keyboard.type('At the bridge')
  await records.editor(person).click()
  await page.keyboard.type('They came at night. ')
  await records.saved(person)
  await typeLetters(person, times, rounds.letters)
  await page.waitForTimeout(1_500)
  await saveDraft(person, times, rounds.saves)
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
  // After the app has ended: shared pages count for both.
  times.memory.bare = await bare.memory(rounds.restMs)
} finally {
  bare.remove()
}
writeResult('window.json', times)
