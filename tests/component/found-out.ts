import type { Answers } from './answers.ts'
import type { TestVault } from './test-vault.ts'
import { goTo, openWindow, settle, untilFound } from './window.tsx'

type Options = NonNullable<Parameters<typeof openWindow>[0]>

/** Opens the page of the first source with its steps after a compromise. */
export const openFound = async (answers: Answers, options: Options = {}): Promise<TestVault> => {
  const test = await openWindow({ ...options, answers })
  await goTo('sources')
  ;((await untilFound('main [role="listitem"][aria-posinset="1"] button')) as HTMLElement).click()
  await settle()
  ;(
    (await untilFound(
      'main :is(section, div) + section button[aria-haspopup="true"]',
    )) as HTMLElement
  ).click()
  await settle()
  document.querySelectorAll<HTMLElement>('[role="menuitem"]')[1]?.click()
  await untilFound('main ol input[type="checkbox"]')
  await settle()
  return test
}
