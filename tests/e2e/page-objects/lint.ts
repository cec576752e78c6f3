import type { Locator } from 'playwright'
import { selectInText } from './claims.ts'
import type { Person } from './person.ts'

/** A mark in the editor as the user sees it. */
export type Mark = {
  readonly family: string
  /** `identifier`, `context` or `hidden`; `overridden` where the finding was overridden. */
  readonly severity: string
  readonly words: string
}

const marks = ({ page }: Person): Locator => page.locator('.cm-lint')
const openMarks = ({ page }: Person): Locator =>
  page.locator('.cm-lint:not([data-severity="overridden"])')

/** Every mark in the editor now. */
export const readMarks = (person: Person): Promise<Mark[]> =>
  marks(person).evaluateAll((found) =>
    found.map((mark) => ({
      family: mark.getAttribute('data-family') ?? '',
      severity: mark.getAttribute('data-severity') ?? '',
      words: mark.textContent,
    })),
  )

/** Waits until the text has marks of all these families; returns all marks. */
export const waitForMarks = async (
  person: Person,
  families: readonly string[],
): Promise<Mark[]> => {
  for (const family of families)
    await person.page.locator(`.cm-lint[data-family="${family}"]`).first().waitFor()
  return readMarks(person)
}

/** Waits until no finding is open: the rest are overridden. */
export const allSettled = async (person: Person): Promise<void> => {
  await openMarks(person).first().waitFor({ state: 'detached' })
}

/** Replaces marked words with the suggestion, by keyboard only. */
export const replaceMarked = async (person: Person, words: string): Promise<void> => {
  await selectInText(person, words)
  await person.page.keyboard.press('Alt+Enter')
}

/** Deletes words from the text. */
export const takeOutWords = async (person: Person, words: string): Promise<void> => {
  await selectInText(person, words)
  await person.page.keyboard.press('Delete')
}

/** Overrides marked words with a reason, by keyboard only. */
export const overrideFinding = async (
  person: Person,
  words: string,
  reason: string,
  at: () => Promise<void> = () => Promise.resolve(),
): Promise<void> => {
  const { page, text } = person
  await selectInText(person, words)
  await page.keyboard.press('Alt+Enter')
  const dialog = page.getByRole('dialog', { name: text('lint.overrideTitle') })
  await dialog.getByRole('textbox', { name: text('lint.reason'), exact: true }).fill(reason)
  await at()
  await dialog.getByRole('button', { name: text('lint.overrideNow'), exact: true }).click()
  await dialog.waitFor({ state: 'detached' })
}

/** Scrolls to the list of findings among the details beside the text. */
export const showFindings = async ({ page, text }: Person): Promise<void> => {
  const list = page.getByRole('region', { name: text('lint.title'), exact: true })
  await list.waitFor()
  await list.scrollIntoViewIfNeeded()
}
