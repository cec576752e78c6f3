import type { Locator } from 'playwright'
import { goTo } from './person.ts'
import type { Person } from './person.ts'
import { beginning } from './words.ts'

const rows = ({ page, text }: Person): Locator =>
  page.getByRole('list', { name: text('journal.list'), exact: true }).getByRole('listitem')

/** How many of the newest journal lines in view are of this kind. */
export const timesInJournal = async (person: Person, act: string): Promise<number> => {
  await goTo(person, 'journal')
  await rows(person).first().waitFor()
  const words = person.text(`journal.kind.${act}`)
  return (await rows(person).allInnerTexts()).filter((row) => row.startsWith(words)).length
}

/** Opens the newest line of this kind. @returns all that its page shows. */
export const lineInJournal = async (person: Person, act: string): Promise<string> => {
  const { page, text } = person
  await goTo(person, 'journal')
  const words = text(`journal.kind.${act}`)
  await rows(person)
    .getByRole('button', { name: beginning(words) })
    .first()
    .click()
  const line = page.getByRole('article')
  await line.getByRole('heading', { name: words, exact: true }).waitFor()
  return line.innerText()
}
