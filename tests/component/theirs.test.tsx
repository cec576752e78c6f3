import { afterEach, expect, it } from 'vitest'
import { page } from 'vitest/browser'
import type { Answers } from './answers.ts'
import { closeWindow, goTo, openWindow, settle, untilFound } from './window.tsx'

afterEach(closeWindow)

const theirs: Answers = {
  'records.revisable': () => ({
    may: false,
    by: {
      author: '77B0-12AA-93FE-0C4D',
      from: { state: 'verified', pseudonym: 'Egret' },
    },
  }),
}
const acts = {
  reports: 'Revise',
  cases: 'Edit',
  sources: 'Edit',
  claims: 'Edit',
} as const
type Area = keyof typeof acts

const openFirst = async (area: Area): Promise<void> => {
  await goTo(area)
  // Claims are in a table of their case.
  const first = await untilFound(
    'main [role="listitem"][aria-posinset="1"] button, main table th button',
  )
  if (first instanceof HTMLElement) first.click()
  await settle()
}
const act = (area: Area) => page.getByRole('button', { name: acts[area], exact: true })

it.each(Object.keys(acts) as Area[])(
  'names the author of a record before the user types, and offers no change: %s',
  async (area) => {
    await openWindow({ answers: theirs })
    await openFirst(area)
    await expect.element(page.getByText(/^Egret wrote this/)).toBeVisible()
    expect(act(area).elements()).toEqual([])
    closeWindow()

    await openWindow()
    await openFirst(area)
    await expect.element(act(area)).toBeEnabled()
    expect(page.getByText(/^Egret wrote this/).elements()).toEqual([])
  },
)

it('does not offer what would be refused while the vault has not said yet', async () => {
  await openWindow({ answers: { 'records.revisable': () => new Promise(() => undefined) } })
  await openFirst('cases')
  await expect.element(act('cases')).toBeDisabled()
})
