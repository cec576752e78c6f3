import { afterEach, describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { expectNothingCut } from './checks.ts'
import { expectFineInThemes } from './in-themes.ts'
import { viewLanguages } from './view-languages.ts'
import { closeWindow, goTo, longWords, openWindow, shoot, untilFound } from './window.tsx'

afterEach(closeWindow)

type Options = NonNullable<Parameters<typeof openWindow>[0]>
const openCase = async (options?: Options): Promise<HTMLElement> => {
  await openWindow(options)
  await goTo('cases')
  await userEvent.click(await untilFound('[role="listitem"] button'))
  return (await untilFound('section[aria-labelledby="case-progress"] dl')) as HTMLElement
}

describe('where a case stands', () => {
  for (const language of viewLanguages) {
    it(`has no fault that axe knows, in ${language} and every theme`, async () => {
      await openCase({ language })
      await expectFineInThemes('case-progress', language)
    })
  }

  it('counts reports and claims: well supported, not yet, disputed, as one bar', async () => {
    const facts = await openCase()
    await expect.poll(() => facts.innerText).not.toContain('Checking')
    expect(facts.innerText).toMatch(/\d+ filed, (no draft|\d+ drafts?)/)
    const said = /(\d+) well supported, (\d+) not yet, (\d+) disputed/.exec(facts.innerText)
    const parts = [...facts.querySelectorAll<HTMLElement>('[aria-hidden="true"] > span')]
    expect(parts.map(({ style }) => style.flexGrow)).toEqual(said?.slice(1))
  })

  it('begins a report in the case from its head', async () => {
    await openCase()
    const buttons = [...document.querySelectorAll<HTMLElement>('main header button')]
    buttons.find(({ innerText }) => innerText === 'New report')?.click()
    await expect
      .poll(() => document.querySelector<HTMLElement>('nav [aria-current="page"]')?.innerText)
      .toContain('Reports')
  })

  it('leads from each next step to where it is done', async () => {
    await openCase()
    const steps = page.getByRole('list', { name: 'Next steps' })
    await userEvent.click(steps.getByRole('button', { name: /second source/ }).first())
    await expect
      .poll(() => document.querySelector<HTMLElement>('nav [aria-current="page"]')?.innerText)
      .toBe('Claims')
    await shoot('case-progress-claim')
    // The view is drawn before its open record.
    await expect.poll(() => document.querySelector('main [aria-current="true"]')).not.toBeNull()
  })

  it('has room for words that are 40 per cent longer', async () => {
    await openCase({ words: longWords })
    expectNothingCut()
  })
})
