import { afterEach, describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import en from '../../src/renderer/i18n/en/attributions.json'
import ko from '../../src/renderer/i18n/ko/attributions.json'
import zh from '../../src/renderer/i18n/zh/attributions.json'
import { closeWindow, goTo, openWindow, settle, shoot, untilFound } from './window.tsx'
import { viewLanguages } from './view-languages.ts'

const words = { en, ko, zh } as const

afterEach(closeWindow)

describe('how many fit all phrases of a source', () => {
  it.each(viewLanguages)(
    'cannot be more than fit one of them, and the form says so, in %s',
    async (language) => {
      const say = words[language]
      const { calls } = await openWindow({ language })
      const saves = (): number => calls.filter(({ channel }) => channel === 'sources.save').length
      await goTo('sources')
      ;(
        (await untilFound('main [role="listitem"][aria-posinset="1"] button')) as HTMLElement
      ).click()
      ;((await untilFound('main [role="tab"]:nth-of-type(2)')) as HTMLElement).click()
      await settle()
      await page
        .getByRole('button', { name: say['attributions.togetherAnswer'], exact: true })
        .click()
      const fill = (key: keyof typeof say, value: string): Promise<void> =>
        userEvent.fill(page.getByRole('dialog').getByLabelText(say[key]), value)
      // One of this source's printed phrases fits twelve people.
      await fill('attributions.poolLow', '13')
      await fill('attributions.poolHigh', '40')
      await fill('attributions.basis', 'A list of posts')
      const wrong = say['attributions.togetherTooWide'].replace('{most, number}', '12')
      await expect.element(page.getByText(wrong)).toBeVisible()
      await shoot(`joint-pool-${language}`)
      const save = page.getByRole('button', { name: say['attributions.togetherSave'], exact: true })
      await save.click()
      expect(saves()).toBe(0)
      await fill('attributions.poolLow', '12')
      await expect.element(page.getByText(wrong)).not.toBeInTheDocument()
      await save.click()
      await settle()
      expect(saves()).toBe(1)
    },
  )
})
