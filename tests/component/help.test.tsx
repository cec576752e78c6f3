import { afterEach, describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { topics } from '../../src/renderer/help/topics.ts'
import { expectAccessible, expectNothingCut } from './checks.ts'
import { expectFineInThemes } from './in-themes.ts'
import { isLong, viewLanguages } from './view-languages.ts'
import { closeWindow, goTo, longWords, openWindow, shoot, untilFound } from './window.tsx'

afterEach(closeWindow)

const article = async (): Promise<HTMLElement> => (await untilFound('main article')) as HTMLElement
const titles = (): string[] =>
  [...document.querySelectorAll<HTMLElement>('main section:first-of-type li > button')].map((row) =>
    row.innerText.trim(),
  )

describe('help', () => {
  for (const language of viewLanguages) {
    it(`has no fault that axe knows, in ${language} and every theme`, async () => {
      await openWindow({ language })
      await goTo('help')
      await article()
      await expectFineInThemes('help', language)
      const steps = titles()[topics.indexOf('sources')] ?? ''
      await userEvent.click(page.getByRole('button', { name: steps, exact: true }).first())
      await expectFineInThemes('help-steps', language)
    })
  }

  it('opens with F1 from wherever one is, and says first what to do in a hurry', async () => {
    await openWindow()
    await userEvent.keyboard('{F1}')
    expect((await article()).innerText).toContain('Leaving the computer: press Ctrl+L')
    expect(titles()).toHaveLength(topics.length)
  })

  it.each(viewLanguages)(
    'opens before a vault is open, by F1 or its button, and what was typed stays, in %s',
    async (language) => {
      await openWindow({ state: 'locked', language })
      const field = () => document.querySelector<HTMLInputElement>('input[type="password"]')
      await userEvent.type(field() ?? document.body, 'half a pass')
      await userEvent.keyboard('{F1}')
      const dialog = (await untilFound('[role="dialog"]')) as HTMLElement
      await expect
        .poll(() => dialog.querySelector('article')?.innerText.length)
        .toBeGreaterThan(500)
      await shoot(`help-locked-${language}`)
      await expectAccessible()
      expectNothingCut()
      await userEvent.keyboard('{Escape}')
      await expect.poll(() => document.querySelector('[role="dialog"]')).toBe(null)
      expect(field()?.value).toBe('half a pass')
      if (language !== 'en') return
      await userEvent.click(page.getByRole('button', { name: 'Help', exact: true }))
      await userEvent.click(page.getByRole('button', { name: /Topics/ }))
      await userEvent.click(page.getByRole('option', { name: 'Before you start' }))
      await expect
        .element(page.getByRole('heading', { name: 'Before you start', level: 3 }))
        .toBeVisible()
    },
  )

  // In the short run, the test below goes from one topic to another.
  it.runIf(isLong)(
    'shows each topic, and leads to the view in which its work is done',
    async () => {
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
      await userEvent.click(
        page
          .getByRole('region', { name: 'Topics' })
          .getByRole('button', { name: 'Lock, border, wipe passphrase' }),
      )
      await userEvent.click(page.getByRole('button', { name: 'Go to Before a border' }))
      await expect
        .element(page.getByRole('heading', { name: 'Before a border', level: 1 }))
        .toBeVisible()
    },
  )

  it('finds a topic by any word in it, and says so where there is none', async () => {
    await openWindow()
    await goTo('help')
    const box = page.getByRole('searchbox', { name: 'Search help' })
    await userEvent.fill(box, 'CLIPBOARD')
    expect(titles()).toEqual(['Lock, border, wipe passphrase'])
    expect((await article()).innerText).toContain('half a minute')
    await userEvent.fill(box, 'zebra')
    expect(titles()).toEqual([])
    await expect.element(page.getByText('No help topic contains “zebra”.')).toBeVisible()
  })

  it('leads from a page to another one, which begins at its top with the focus on its title', async () => {
    await openWindow()
    await goTo('help')
    await userEvent.click(
      page
        .getByRole('region', { name: 'Topics' })
        .getByRole('button', { name: 'When something goes wrong' }),
    )
    await userEvent.click(
      page.getByRole('article').getByRole('button', { name: 'A source and its identity' }),
    )
    const title = page.getByRole('heading', { name: 'A source and its identity', level: 2 })
    await expect.element(title).toHaveFocus()
    await expect.element(title).toBeInViewport()
  })

  it.each([
    ['ko', '급할 때', '주고받기'],
    ['zh', '紧急时', '收发'],
  ] as const)('shows the pages of the guide in %s', async (language, first, area) => {
    await openWindow({ language })
    await userEvent.keyboard('{F1}')
    await expect.element(page.getByRole('heading', { name: first, level: 3 })).toBeVisible()
    const exchange = topics.indexOf('exchange')
    await userEvent.click(page.getByRole('button', { name: titles()[exchange] ?? '', exact: true }))
    await expect.element(page.getByRole('article').getByText(area, { exact: true })).toBeVisible()
  })

  it('has room for words that are 40 per cent longer', async () => {
    await openWindow({ words: longWords })
    await goTo('help')
    await article()
    await shoot('help-long')
    expectNothingCut()
  })
})
