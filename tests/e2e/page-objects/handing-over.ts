import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { AtScreen } from './exchange.ts'
import { answerDialogs, button, choose, goTo, press, tick, toFirstStep } from './person.ts'
import type { Person } from './person.ts'
import { overrideIssues, reviewed } from './review.ts'
import { beginning } from './words.ts'

const nothing: AtScreen = () => Promise.resolve()

export type HandOver = {
  /** Name of a verified contact. */
  readonly to: string
  readonly caseTitle: string
  readonly folder: string
  readonly reason?: string
  readonly at?: AtScreen
}

export type HandedOver = {
  readonly file: string
  /** The app's summary of what was erased here, after the file was read back. */
  readonly told: string
}

/** From the first step to the last, which lists what would be erased. */
export const prepareHandOver = async (
  person: Person,
  { to, caseTitle, reason = 'They asked for it.', at = nothing }: Omit<HandOver, 'folder'>,
): Promise<void> => {
  const { page, text } = person
  await goTo(person, 'exchange')
  await press(person, 'handover.start')
  await toFirstStep(person)
  await choose(person, text('exchange.chooseCase'), caseTitle, page.getByRole('main'))
  await at('what')
  await press(person, 'exchange.next')
  await tick(page.getByRole('radio', { name: beginning(to) }))
  await at('whom')
  await press(person, 'exchange.next')
  await page.getByText(text('exchange.reviewPadded')).waitFor()
  await reviewed(person)
  await overrideIssues(person, () => reason)
  await press(person, 'exchange.next')
  await page.getByText(text('handover.after'), { exact: true }).waitFor()
  // A desk without the right to revise is named first: the card that names it is exported with the
  // file.
  const naming = page.getByRole('button', {
    name: text('handover.nameDesk', { name: to }),
    exact: true,
  })
  if (await naming.isVisible()) {
    await naming.click()
    await naming.waitFor({ state: 'detached' })
    await page.getByText(text('handover.after'), { exact: true }).waitFor()
  }
  await at('erase')
}

/** Hands a case over to a contact, to the end. */
export const handOver = async (person: Person, input: HandOver): Promise<HandedOver> => {
  const { page, text } = person
  const { folder, at = nothing } = input
  const before = new Set(readdirSync(folder))
  await prepareHandOver(person, input)
  await answerDialogs(person, folder)
  await press(person, 'handover.act')
  const dialog = page.getByRole('alertdialog').or(page.getByRole('dialog'))
  await dialog.getByText(text('handover.confirmText')).waitFor()
  await at('confirm')
  // Its label counts the reports.
  await dialog.getByRole('button').last().click()
  await page.getByRole('heading', { name: text('handover.doneTitle'), exact: true }).waitFor()
  await at('done')
  const told = await page.getByRole('main').innerText()
  await press(person, 'exchange.done')
  await button(person, 'handover.start').waitFor()
  const [made] = readdirSync(folder).filter((name) => name.endsWith('.age') && !before.has(name))
  if (made === undefined) throw new Error('the hand over wrote no file')
  return { file: join(folder, made), told }
}
