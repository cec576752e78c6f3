import type { Locator, Page } from 'playwright'
import type { Launched } from '../launch.ts'
import { waitUntil } from '../waiting.ts'
import { ending, wordsOf } from './words.ts'
import type { Language, Words } from './words.ts'

/** Somebody in front of the window: what they see, and the language that they read it in. */
export type Person = {
  readonly desk: Launched
  /** The window of this moment: locking replaces it. */
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
 * Ticks a check box or chooses a radio button (or unticks a box, with `false`), and waits until it is so.
 * By the keyboard: the box may still move, because the page makes room for what was typed above it.
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
  | 'cases'
  | 'reports'
  | 'sources'
  | 'claims'
  | 'timeline'
  | 'map'
  | 'publications'
  | 'exchange'
  | 'record'
  | 'settings'
  | 'help'

export const goTo = async ({ page, text }: Person, area: Area): Promise<void> => {
  const to = page
    .getByRole('navigation', { name: text('nav.label') })
    .getByRole('button', { name: text(`nav.${area}`), exact: true })
  await to.click()
  // What was begun in the exchange and left stands there; a second press leads to its overview.
  if (area === 'exchange') await to.click()
  // The view that is left stands until the other one is drawn, with buttons of the same names.
  await to.and(page.locator('[aria-current="page"]')).waitFor()
}

/** An export or a hand over that was left stands where it stood: back to its first step. */
export const toFirstStep = async (person: Person): Promise<void> => {
  const first = person.page.getByRole('heading', { name: person.text('exchange.whatTitle') })
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

/** Opens a list of choices and takes one; `within` narrows where the field is looked for. */
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

/** What the next file dialogs answer: paths, one a dialog; then, as if somebody had cancelled. */
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
