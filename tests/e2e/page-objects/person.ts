import type { Locator, Page } from 'playwright'
import type { Launched } from '../launch.ts'
import { waitUntil } from '../waiting.ts'
import { ending, wordsOf } from './words.ts'
import type { Language, Words } from './words.ts'

/** A user at the window: its page, and the messages of its language. */
export type Person = {
  readonly desk: Launched
  /** The current window: locking replaces it. */
  page: Page
  text: Words
}

export const personAt = (desk: Launched, language: Language = 'en'): Person => ({
  desk,
  page: desk.window,
  text: wordsOf(language),
})

export const button = ({ page, text }: Person, key: string): Locator =>
  page.getByRole('button', { name: text(key), exact: true })

export const press = (person: Person, key: string): Promise<void> =>
  button(person, key).first().click()

/**
 * Sets a check box or radio button (or clears a box, with `false`), and waits until it has changed.
 * Uses the keyboard, because the box may still move while the page makes room for what was typed
 * above it.
 */
export const tick = async (box: Locator, isTicked = true): Promise<void> => {
  await box.and(box.page().locator(':enabled')).waitFor({ state: 'attached' })
  if ((await box.isChecked()) === isTicked) return
  await box.press('Space')
  await waitUntil(
    async () => (await box.isChecked()) === isTicked,
    () => `a box is ${isTicked ? 'not ticked' : 'still ticked'}`,
  )
}

/** The view that the navigation leads to. */
export type Area =
  | 'today'
  | 'cases'
  | 'reports'
  | 'sources'
  | 'claims'
  | 'matrix'
  | 'timeline'
  | 'map'
  | 'publications'
  | 'exchange'
  | 'journal'
  | 'settings'
  | 'help'

/** Views that are tabs of the claims. */
const claimTabs: readonly Area[] = ['matrix', 'timeline', 'map']

export const goTo = async (person: Person, area: Area): Promise<void> => {
  const { page, text } = person
  if (claimTabs.includes(area)) {
    await goTo(person, 'claims')
    const tab = page.getByRole('tab', { name: text(`nav.${area}`), exact: true })
    await tab.click()
    await tab.and(page.locator('[aria-selected="true"]')).waitFor()
    return
  }
  const to = page
    .getByRole('navigation', { name: text('nav.label') })
    .getByRole('button', { name: text(`nav.${area}`), exact: true })
  await to.click()
  // The navigation returns to the unfinished step of an exchange; a second press leads to its
  // overview.
  if (area === 'exchange') await to.click()
  // The previous view stays until the next one is drawn, and has buttons of the same names.
  await to.and(page.locator('[aria-current="page"]')).waitFor()
}

/** Goes to an entry of the settings, by the first section of its page. */
export const goToSettings = async (person: Person, section: string): Promise<void> => {
  await goTo(person, 'settings')
  const entry = person.page.locator(`main li[data-section="${section}"] button`)
  await entry.click()
  await entry.and(person.page.locator('[aria-current="true"]')).waitFor()
}

/** An export or hand-over that was left keeps its step: go back to its first step. */
export const toFirstStep = async (person: Person): Promise<void> => {
  const first = person.page
    .getByRole('heading', { name: person.text('exchange.whatTitle') })
    .or(person.page.getByRole('heading', { name: person.text('handover.whatTitle') }))
  const back = button(person, 'exchange.back').first()
  const step = person.page
    .getByRole('list', { name: person.text('exchange.steps') })
    .locator('[aria-current="step"]')
  await first.or(back).first().waitFor()
  while (!(await first.isVisible())) {
    const left = await step.innerText()
    await back.click()
    await waitUntil(
      async () => (await step.innerText()) !== left,
      () => `Back does not leave the step "${left}"`,
    )
  }
}

/** Opens a list of choices and picks one; `within` narrows where the field is looked for. */
export const choose = async (
  { page }: Person,
  label: string,
  option: string,
  within: Locator | Page = page,
): Promise<void> => {
  await within.getByRole('button', { name: ending(label) }).click()
  await page.getByRole('option', { name: option, exact: true }).click()
}

/** Puts text on the clipboard as another program would, and pastes it where the cursor is. */
export const paste = async ({ desk, page }: Person, text: string): Promise<void> => {
  await desk.app.evaluate(({ clipboard }, words) => clipboard.writeText(words), text)
  await page.keyboard.press('Control+V')
}

/** Sets the answers of the next file dialogs: one path for each dialog, then cancelled. */
export const answerDialogs = async ({ desk }: Person, ...paths: string[]): Promise<void> => {
  await desk.app.evaluate(({ dialog }, given) => {
    const next = [...given]
    dialog.showOpenDialog = () => {
      const path = next.shift()
      return Promise.resolve({
        canceled: path === undefined,
        filePaths: path === undefined ? [] : [path],
      })
    }
    dialog.showSaveDialog = () => {
      const path = next.shift()
      return Promise.resolve({ canceled: path === undefined, filePath: path ?? '' })
    }
  }, paths)
}

/** Limits the whole app to one case. */
export const scopeTo = (person: Person, caseTitle: string): Promise<void> => {
  const { page, text } = person
  const nav = page.getByRole('navigation', { name: text('nav.label') })
  return choose(person, text('nav.scope'), caseTitle, nav)
}
