import type { Locator, Page } from 'playwright'
import type { Launched } from '../launch.ts'
import { ending, wordsOf } from './words.ts'
import type { Language, Words } from './words.ts'

/** Somebody in front of the window: what they see, and the language that they read it in. */
export interface Person {
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

/** Ticks a box that may still be moving: the page makes room for what was typed above it. */
export const tick = async (box: Locator): Promise<void> => {
  for (let tries = 0; !(await box.isChecked()); tries += 1) {
    if (tries > 20) throw new Error('a box that was ticked is not ticked')
    await box.click({ force: true })
    await box.page().waitForTimeout(100)
  }
}

/** The view that the navigation leads to. */
export type Area =
  'cases' | 'reports' | 'sources' | 'claims' | 'publications' | 'exchange' | 'record' | 'settings'

export const goTo = ({ page, text }: Person, area: Area): Promise<void> =>
  page
    .getByRole('navigation', { name: text('nav.label') })
    .getByRole('button', { name: text(`nav.${area}`), exact: true })
    .click()

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
