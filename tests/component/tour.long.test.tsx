import { afterEach, describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { topics } from '../../src/renderer/help/topics.ts'
import { tourSteps } from '../../src/renderer/tour/tour-steps.ts'
import { expectNothingCut } from './checks.ts'
import { expectFineInThemes } from './in-themes.ts'
import { viewLanguages } from './view-languages.ts'
import { closeWindow, goTo, longWords, openWindow, settle, shoot, untilFound } from './window.tsx'

afterEach(closeWindow)

type Options = NonNullable<Parameters<typeof openWindow>[0]>
const begin = async (options?: Options): Promise<void> => {
  await openWindow(options)
  await goTo('help')
  const rows = document.querySelectorAll<HTMLElement>('main section:first-of-type li > button')
  rows[topics.indexOf('start')]?.click()
  await userEvent.click(
    (await untilFound('main article > div[class*="_actions_"] button')) as HTMLElement,
  )
  await untilFound('aside [role="status"]')
}
/** The current entry of the navigation, and of the claims the tab. */
const here = (): string => {
  const entry = document.querySelector<HTMLElement>('nav [aria-current="page"]')?.innerText ?? ''
  const tab = document.querySelector<HTMLElement>('main [role="tab"][aria-selected="true"]')
  return entry === 'Claims' ? `${entry} ${tab?.innerText ?? ''}` : entry
}

describe('the tour', () => {
  for (const language of viewLanguages) {
    it(`has no fault that axe knows, in ${language} and every theme`, async () => {
      await begin({ language })
      await expectFineInThemes('tour', language)
    })
  }

  it('goes through the views one by one, back too, and ends where one says', async () => {
    await begin()
    await settle()
    const seen = [here()]
    for (let at = 1; at < tourSteps.length; at += 1) {
      await userEvent.click(page.getByRole('button', { name: 'Next' }))
      await expect.poll(here).not.toBe(seen.at(-1))
      seen.push(here())
    }
    expect(seen).toHaveLength(new Set(seen).size)
    expect(seen.at(-1)).toBe('Help')
    await userEvent.click(page.getByRole('button', { name: 'Back', exact: true }))
    await expect.poll(here).toBe(seen.at(-2))
    await userEvent.click(page.getByRole('button', { name: 'Leave the tour' }))
    expect(document.querySelector('aside [role="status"]')).toBeNull()
  })

  it('is offered with a sample case where nothing is yet', async () => {
    await openWindow({ empty: true })
    await goTo('reports')
    await shoot('tour-offered')
    await expect
      .element(page.getByRole('button', { name: 'Look around with a sample case' }).first())
      .toBeVisible()
  })

  it('has room for words that are 40 per cent longer', async () => {
    await begin({ words: longWords })
    await shoot('tour-long')
    expectNothingCut()
  })
})
