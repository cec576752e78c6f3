import type { Locator } from 'playwright'
import { selectInText } from './claims.ts'
import type { Person } from './person.ts'

/** A mark in the editor as a person sees it. */
export type Mark = {
  readonly family: string
  /** `identifier`, `context` or `hidden`; `standing` where a person let it stand. */
  readonly severity: string
  readonly words: string
}

const marks = ({ page }: Person): Locator => page.locator('.cm-lint')
const openMarks = ({ page }: Person): Locator =>
  page.locator('.cm-lint:not([data-severity="standing"])')

/** Every mark that stands in the editor at this moment. */
export const readMarks = (person: Person): Promise<Mark[]> =>
  marks(person).evaluateAll((found) =>
    found.map((mark) => ({
      family: mark.getAttribute('data-family') ?? '',
      severity: mark.getAttribute('data-severity') ?? '',
      words: mark.textContent,
    })),
  )

/** Waits until marks of all these families stand in the text; returns all marks. */
export const waitForMarks = async (
  person: Person,
  families: readonly string[],
): Promise<Mark[]> => {
  for (const family of families)
    await person.page.locator(`.cm-lint[data-family="${family}"]`).first().waitFor()
  return readMarks(person)
}

/** Nothing is open any more: what is left was let stand. */
export const allSettled = async (person: Person): Promise<void> => {
  await openMarks(person).first().waitFor({ state: 'detached' })
}

/** Puts the replacement in place of marked words, by the keyboard alone. */
export const replaceMarked = async (person: Person, words: string): Promise<void> => {
  await selectInText(person, words)
  await person.page.keyboard.press('Alt+Enter')
}

/** Takes words out of the text, as one does while writing. */
export const takeOutWords = async (person: Person, words: string): Promise<void> => {
  await selectInText(person, words)
  await person.page.keyboard.press('Delete')
}

/** Lets marked words stand, with a reason, by the keyboard alone. */
export const letStand = async (
  person: Person,
  words: string,
  reason: string,
  at: () => Promise<void> = () => Promise.resolve(),
): Promise<void> => {
  const { page, text } = person
  await selectInText(person, words)
  await page.keyboard.press('Alt+Enter')
  const dialog = page.getByRole('dialog', { name: text('lint.standTitle') })
  await dialog.getByRole('textbox', { name: text('lint.reason'), exact: true }).fill(reason)
  await at()
  await dialog.getByRole('button', { name: text('lint.stand'), exact: true }).click()
  await dialog.waitFor({ state: 'detached' })
}

/** The button that counts what is open: a number, or the words for none. */
const findingsButton = ({ page, text }: Person): Locator => {
  const [none = ''] = /(?<==0 \{)[^}]*/.exec(text('lint.open')) ?? []
  return page.locator('button[aria-pressed]').filter({ hasText: new RegExp(`\\d|${none}`) })
}

/** Brings up the list of findings beside the text, or takes it away. */
export const showFindings = async (person: Person, shown = true): Promise<void> => {
  const { page, text } = person
  const panel = page.getByRole('complementary', { name: text('lint.title'), exact: true })
  if ((await panel.count()) > 0 === shown) return
  await findingsButton(person).click()
  await panel.waitFor({ state: shown ? 'visible' : 'detached' })
}
