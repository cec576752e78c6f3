import { afterEach, describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { topics } from '../../src/renderer/features/help/topics.ts'
import { expectNothingCut } from './checks.ts'
import { expectFineInThemes } from './in-themes.ts'
import { viewLanguages } from './view-languages.ts'
import { closeWindow, goTo, longWords, openWindow, shoot, untilFound } from './window.tsx'

afterEach(closeWindow)

const article = async (): Promise<HTMLElement> => (await untilFound('main article')) as HTMLElement
const titles = (): string[] =>
  [...document.querySelectorAll<HTMLElement>('main li > button')].map((row) => row.innerText.trim())

describe('help', () => {
  for (const language of viewLanguages) {
    it(`has no fault that axe knows, in ${language} and every theme`, async () => {
      await openWindow({ language })
      await goTo('help')
      await article()
      await expectFineInThemes('help', language)
    })
  }

  it('opens with F1 from wherever one is, and says how a first day goes', async () => {
    await openWindow()
    await userEvent.keyboard('{F1}')
    expect((await article()).innerText).toContain('Write your recovery code on paper')
    expect(titles()).toHaveLength(topics.length)
  })

  it('shows each topic, and leads to the view in which its work is done', async () => {
    await openWindow()
    await goTo('help')
    for (const title of titles()) {
      await userEvent.click(
        page
          .getByRole('region', { name: 'Topics' })
          .getByRole('button', { name: title, exact: true }),
      )
      expect((await article()).innerText).toContain(title)
    }
    await userEvent.click(page.getByRole('button', { name: 'Before a border', exact: true }))
    await userEvent.click(page.getByRole('button', { name: 'Go to Before a border' }))
    await expect
      .element(page.getByRole('heading', { name: 'Before a border', level: 1 }))
      .toBeVisible()
  })

  it('finds a topic by any word in it, and says so where there is none', async () => {
    await openWindow()
    await goTo('help')
    const box = page.getByRole('searchbox', { name: 'Search help' })
    await userEvent.fill(box, 'CLIPBOARD')
    expect(titles()).toEqual(['Locking'])
    expect((await article()).innerText).toContain('half a minute')
    await userEvent.fill(box, 'zebra')
    expect(titles()).toEqual([])
    await expect.element(page.getByText('No help topic contains “zebra”.')).toBeVisible()
  })

  it('has room for words that are 40 per cent longer', async () => {
    await openWindow({ words: longWords })
    await goTo('help')
    await article()
    await shoot('help-long')
    expectNothingCut()
  })
})
