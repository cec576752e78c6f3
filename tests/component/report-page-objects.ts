import { page, userEvent } from 'vitest/browser'
import { press, pressAt } from './page-objects.ts'
import { goTo, settle, untilFound } from './window.tsx'

/** The text editor of a report, once it is editable. */
export const editor = async (): Promise<HTMLElement> =>
  (await untilFound('main .cm-content[contenteditable="true"]')) as HTMLElement

/** Unfolds the details that not every report needs. */
export const openMoreDetails = async (): Promise<void> => {
  await userEvent.click(await untilFound('main aside details:not([open]) > summary'))
  await settle()
}

/** Clicks into the text and writes at its end. */
export const write = async (words: string): Promise<void> => {
  await userEvent.click(await editor())
  await userEvent.keyboard(`{Control>}{End}{/Control}${words}`)
}

export const shownText = (): string => document.querySelector('main .cm-content')?.textContent ?? ''

export const shownTitle = (): string | undefined =>
  document.querySelector<HTMLTextAreaElement>('main textarea')?.value

/** Starts a report in its view, and writes its title. */
export const beginReport = async (title: string): Promise<void> => {
  await page.getByRole('button', { name: 'New report', exact: true }).first().click()
  await untilFound('main .cm-content')
  await settle()
  await userEvent.keyboard(title)
}

/** Opens the first report of the list, and deletes it. */
export const removeFirst = async (): Promise<void> => {
  await goTo('reports')
  await pressAt('main [role="listitem"][aria-posinset="1"] button')
  await press('More actions')
  await page.getByRole('menuitem', { name: 'Delete', exact: true }).click()
}
