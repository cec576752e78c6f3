import { afterEach, describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import type { In } from '../../src/shared/contract.ts'
import type { TestVaultOptions } from './answers.ts'
import { expectAccessible, expectNothingCut, expectReachable } from './checks.ts'
import type { TestVault } from './test-vault.ts'
import { isLong, viewLanguages } from './view-languages.ts'
import { closeWindow, goTo, longWords, openWindow, settle, shoot, untilFound } from './window.tsx'

afterEach(closeWindow)

const begin = async (options: Parameters<typeof openWindow>[0] = {}): Promise<TestVault> => {
  const test = await openWindow(options)
  await goTo('publications')
  return test
}
const press = async (selector: string): Promise<void> => {
  ;((await untilFound(selector)) as HTMLElement).click()
  await settle()
}
const buttonSaying = async (word: RegExp): Promise<void> => {
  const found = [...document.querySelectorAll<HTMLElement>('main button')].find((button) =>
    word.test(button.textContent),
  )
  if (found === undefined) throw new Error(`no button ${String(word)}`)
  found.click()
  await settle()
}
const openFirst = (): Promise<void> => press('main [role="listitem"] button')
const openTab = async (index: number): Promise<void> => {
  document.querySelectorAll<HTMLElement>('main [role="tab"]')[index]?.click()
  await settle(400)
}
const lastCall = (test: TestVault, channel: string): unknown =>
  [...test.calls].reverse().find((call) => call.channel === channel)?.input

const screens: Readonly<
  Record<string, { options?: TestVaultOptions; steps?: () => Promise<void> }>
> = {
  empty: { options: { empty: true } },
  choose: {},
  review: { steps: openFirst },
  compare: {
    steps: async () => {
      await openFirst()
      await openTab(1)
    },
  },
  exact: {
    steps: async () => {
      await openFirst()
      await openTab(2)
    },
  },
  write: {
    steps: async () => {
      await openFirst()
      await openTab(3)
    },
  },
  wording: {
    steps: async () => {
      await openFirst()
      await press('main header header button, main :is(section, div) + section header button')
    },
  },
  chosen: {
    steps: async () => {
      await openFirst()
      await press('main header header button, main :is(section, div) + section header button')
      await buttonSaying(/^1 Choose$/)
    },
  },
}

describe.each(Object.entries(screens))('public record, %s', (name, { options, steps }) => {
  it.each(viewLanguages)('is accessible and fits, in %s', async (language) => {
    await begin({ ...options, language })
    await steps?.()
    await shoot(`publications-${name}-${language}`)
    await expectAccessible()
    expectNothingCut()
    expectReachable()
  })

  it.runIf(isLong)('fits words that are longer by two fifths', async () => {
    await begin({ ...options, words: longWords })
    await steps?.()
    expectNothingCut()
  })
})

describe('a review', () => {
  it('takes a reason for an open item, and then nothing stops the writing', async () => {
    const test = await begin()
    await openFirst()
    await buttonSaying(/^Allow anyway…$/)
    await userEvent.fill(await untilFound('[role="dialog"] textarea'), 'All of them have left')
    await press('[role="dialog"] button[type="submit"]')
    const { content } = lastCall(test, 'publications.save') as In<'publications.save'>
    expect(content.overrides.map(({ reason }) => reason)).toEqual(['All of them have left'])

    await openTab(3)
    await buttonSaying(/^Write files…$/)
    await settle()
    const { formats } = lastCall(test, 'publications.write') as In<'publications.write'>
    expect(formats).toEqual(['html', 'pdf'])
    expect(document.querySelectorAll('main table tbody tr')).toHaveLength(2)
    const main = (): string[] =>
      [...document.querySelectorAll('main form button[class*="primary"]')].map(
        ({ textContent }) => textContent,
      )
    // Done: nothing asks for it again, until other formats are wanted.
    expect(main()).toEqual([])
    await userEvent.click(page.getByText('CSV', { exact: true }))
    await expect.poll(main).toEqual(['Write files…'])
  })

  it('with open items leaves no way to write', async () => {
    await begin()
    await openFirst()
    await openTab(3)
    const button = document.querySelector<HTMLButtonElement>('main button[type="submit"]')
    expect(button?.disabled).toBe(true)
  })
})

describe('the builder', () => {
  it('redacts selected words wherever they are, by keyboard alone', async () => {
    const test = await begin()
    await openFirst()
    await buttonSaying(/^Edit$/)
    // It comes once the report is read.
    const field = (await untilFound('main textarea[readonly]')) as HTMLTextAreaElement
    const word = field.value.split(' ')[3] ?? ''
    const at = field.value.indexOf(word)
    field.focus()
    field.setSelectionRange(at, at + word.length)
    await buttonSaying(/^Remove everywhere$/)
    const shown = document.querySelector('main [role="region"][aria-label="As printed"]')
    expect(shown?.textContent).not.toContain(word)
    await buttonSaying(/^Save$/)
    const { content } = lastCall(test, 'publications.save') as In<'publications.save'>
    expect(content.reports[0]?.redactions).toContainEqual({
      start: at,
      end: at + word.length,
      category: 'name',
    })
  })

  it('leads from what is chosen to its wording, with the way to save always in view', async () => {
    const test = await begin()
    await press('main button[aria-label="New publication"]')
    const list = document.querySelector('main section')
    expect(list?.textContent).toContain('Draft, not saved yet')
    await userEvent.fill(await untilFound('main form input[type="text"]'), 'Returns in October')
    await buttonSaying(/^Next: wording$/)
    // Without a case there is nothing to word.
    await expect.element(page.getByText('Choose a case.')).toBeVisible()
    await buttonSaying(/^Cancel$/)
    await openFirst()
    await buttonSaying(/^Edit$/)
    await untilFound('main textarea[readonly]')
    const save = [...document.querySelectorAll('main form button')].find(
      ({ textContent }) => textContent === 'Save',
    )
    const { bottom } = save!.getBoundingClientRect()
    expect(bottom).toBeLessThanOrEqual(innerHeight)
    await buttonSaying(/^1 Choose$/)
    expect(document.querySelector('main textarea[readonly]')).toBeNull()
    await press('main form ul input:checked')
    await buttonSaying(/^Save$/)
    const { content } = lastCall(test, 'publications.save') as In<'publications.save'>
    expect(content.claims).toEqual([])
  })

  it('asks for case, title and wording before it saves', async () => {
    const test = await begin({ empty: true })
    await buttonSaying(/New publication/)
    await press('main form button[type="submit"]')
    expect(lastCall(test, 'publications.save')).toBeUndefined()
    await expectAccessible()
  })
})
